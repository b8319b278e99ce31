import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MemberDetails, PastVisit } from '../../../server/protocol/methods.ts'
import { useCheckIn } from '../../contexts/CheckInContext.tsx'
import { formatDay, formatDuration, formatMoment, formatNumber, minutesSince } from '../../i18n/format.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import type { Wording } from './describe-result.ts'
import type { Fact } from './facts-of.ts'
import { MemberNotes } from './MemberNotes.tsx'
import { useWording } from './use-wording.ts'
import './fix-it.css'

interface MemberSheetProps {
  memberId: string
  name: string
  onClose: () => void
}

/** Everything that the desk may know of a member: plan, contact, cards, note, last visits. */
export function MemberSheet({ memberId, name, onClose }: MemberSheetProps) {
  const { t } = useTranslation()
  const wording = useWording()
  const member = useMember(memberId)
  return (
    <Dialog title={name} closeLabel={t('close')} onClose={onClose}>
      {member === null && <p role="status">{t('signIn.asking')}</p>}
      {member === 'failed' && <p className="ui-error">{t('memberSheet.failed')}</p>}
      {member !== null && member !== 'failed' && <Sheet member={member} wording={wording} />}
    </Dialog>
  )
}

function useMember(memberId: string): MemberDetails | 'failed' | null {
  const { getMember } = useCheckIn()
  const [member, setMember] = useState<MemberDetails | 'failed' | null>(null)
  useEffect(() => {
    let isWanted = true
    void getMember(memberId)
      .catch(() => 'failed' as const)
      .then((found) => {
        if (isWanted) setMember(found)
      })
    return () => {
      isWanted = false
    }
  }, [getMember, memberId])
  return member
}

function Sheet({ member, wording }: { member: MemberDetails; wording: Wording }) {
  const { t } = wording
  return (
    <>
      <div className="member-sheet__top">
        <Avatar name={member.full_name} photoUrl={member.photo_url} />
        <div>
          <p className="member-sheet__plan">{member.membership_type || t('none')}</p>
          <p>{t(member.refusal === null ? 'memberSheet.good' : `reason.${member.refusal}`)}</p>
          <p>{t(member.inside ? 'memberSheet.inside' : 'memberSheet.outside')}</p>
        </div>
      </div>
      <MemberNotes memberId={member.id} notes={member.notes ?? []} />
      <dl className="scan__facts">
        {detailsOf(member, wording).map(({ label, value }) => (
          <div className="scan__fact" key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h3 className="ui-card__title">{t('memberSheet.visits')}</h3>
      {member.visits.length === 0 && <p className="ui-empty">{t('memberSheet.noVisits')}</p>}
      <ol className="member-sheet__visits">
        {member.visits.map((visit) => (
          <li key={visit.id}>{visitLine(visit, wording)}</li>
        ))}
      </ol>
    </>
  )
}

function detailsOf(member: MemberDetails, { t, language, today }: Wording): Fact[] {
  const day = (value: string | null): string => (value === null ? '' : formatDay(value, today, language))
  const cards = member.cards.map(({ end, withdrawn }) =>
    t(withdrawn ? 'memberSheet.cardWithdrawn' : 'memberSheet.card', { end }),
  )
  const birthday = member.birthday === null ? null : `${today.slice(0, 4)}-${member.birthday}`
  const left = member.visits_left
  const details: Fact[] = [
    { label: t('memberSheet.from'), value: day(member.valid_from) },
    { label: t('memberSheet.until'), value: day(member.valid_until) },
    { label: t('memberSheet.frozenUntil'), value: day(member.frozen_until) },
    { label: t('memberSheet.left'), value: left === null ? '' : formatNumber(left, language) },
    { label: t('memberSheet.phone'), value: member.phone },
    { label: t('memberSheet.email'), value: member.email },
    { label: t('memberSheet.birthday'), value: day(birthday) },
    { label: t('memberSheet.cards'), value: cards.join(', ') },
    { label: t('memberSheet.total'), value: formatNumber(member.visits_total, language) },
  ]
  return details.filter(({ value }) => value !== '')
}

function visitLine(visit: PastVisit, { t, language, timeZone, today }: Wording): string {
  const { check_in_time: from, check_out_time: until, location: place } = visit
  const time = formatMoment(from, today, timeZone, language)
  if (until === null) return t('memberSheet.visitOpen', { time, place })
  const stay = formatDuration(minutesSince(from, Date.parse(until)), t)
  return t(visit.auto_closed ? 'memberSheet.visitClosed' : 'memberSheet.visit', { time, place, stay })
}
