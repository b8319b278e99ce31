import { useEffect, useEffectEvent, useState } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { hasNoPlan } from '../../../server/domain/no-plan.ts'
import { hasRight } from '../../../server/protocol/rights.ts'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { useMember } from '../../contexts/use-member.ts'
import { useDesk } from '../../contexts/WebSocketContext.tsx'
import { isolate } from '../../i18n/isolate.ts'
import { usePhoto } from '../../contexts/use-photo.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { MemberCompany } from './MemberCompany.tsx'
import { Leaving } from './Leaving.tsx'
import { MemberCards } from './MemberCards.tsx'
import { FreezeForm } from './FreezeForm.tsx'
import { isFreezable } from './freeze.ts'
import { MemberConversations } from './MemberConversations.tsx'
import { MemberFreezes } from './MemberFreezes.tsx'
import { MemberHistory } from './MemberHistory.tsx'
import { MemberLedger } from './MemberLedger.tsx'
import { MemberNotes } from './MemberNotes.tsx'
import { MemberSuspension } from './MemberSuspension.tsx'
import { MemberProposals } from './MemberProposals.tsx'
import { MemberPhoto } from './MemberPhoto.tsx'
import { memberFacts } from './member-facts.ts'
import { Renew } from './Renew.tsx'
import { StandingOverrides } from './StandingOverrides.tsx'
import { useWording } from '../../contexts/use-wording.ts'
import './resolution.css'
import './member-sheet.css'

interface MemberSheetProps {
  memberId: string
  /** As far as it is known before the hub has said more. */
  name: string
  onEdit: (member: { id: string }) => void
  /** Opens the other one who is the same person. */
  onMerge: (member: { id: string }) => void
  /** They were merged into this one since. */
  onMoved?: (member: { id: string; full_name: string }) => void
  onPrint: (member: { id: string; full_name: string }) => void
  onClose: () => void
}

/** Everything that the desk may know of a member, and what it may change: plan, note, cards; and what has been. */
export function MemberSheet({ memberId, name, onMoved, onClose, ...opens }: MemberSheetProps) {
  const { t } = useTranslation()
  const { language } = useWording()
  const member = useMember(memberId)
  const known = typeof member === 'object' ? member?.full_name : null
  const moved = useEffectEvent((into: MemberDetails) => onMoved?.(into))
  useEffect(() => {
    if (member !== null && member !== 'failed' && member.id !== memberId) moved(member)
  }, [member, memberId])
  return (
    <Dialog title={isolate(name || (known ?? ''), language)} closeLabel={t('close')} onClose={onClose}>
      {member === null && <p role="status">{t('signIn.asking')}</p>}
      {member === 'failed' && <p className="ui-error">{t('memberSheet.failed')}</p>}
      {member !== null && member !== 'failed' && <Sheet member={member} onClose={onClose} {...opens} />}
    </Dialog>
  )
}

interface SheetProps extends Pick<MemberSheetProps, 'onEdit' | 'onMerge'> {
  member: MemberDetails
}

function Sheet({
  member,
  onEdit,
  onMerge,
  onPrint,
  onClose,
}: SheetProps & Pick<MemberSheetProps, 'onPrint' | 'onClose'>) {
  const person = useDesk('person')
  const mayChange = person !== null && person.role !== 'viewer'
  return (
    <>
      <MemberProposals member={member} mayChange={mayChange} />
      <Plan member={member} mayChange={mayChange} onEdit={onEdit} onMerge={onMerge} />
      <MemberCompany member={member} mayChange={mayChange} />
      <MemberCards member={member} mayChange={mayChange} onPrint={onPrint} />
      {mayChange && <MemberPhoto member={member} />}
      <MemberLedger member={member} />
      {mayChange && <MemberConversations memberId={member.id} />}
      <MemberHistory memberId={member.id} />
      {person !== null && mayChange && <Leaving member={member} role={person.role} onDeleted={onClose} />}
    </>
  )
}

function Plan({ member, mayChange, onEdit, onMerge }: SheetProps & { mayChange: boolean }) {
  const { t } = useTranslation()
  const wording = useWording()
  const role = useDesk('person')?.role ?? 'viewer'
  const mayMerge = hasRight(role, 'change_members')
  const [isRenewing, setIsRenewing] = useState(false)
  const [isFreezing, setIsFreezing] = useState(false)
  return (
    <>
      <div className="member-sheet__top">
        <Avatar name={member.full_name} photoUrl={usePhoto(member.id, member.photo_url)} />
        <div>
          <p className="member-sheet__plan" dir="auto">
            {member.membership_type || t('none')}
          </p>
          <p>{standsLine(member, t)}</p>
          <p>{t(member.inside ? 'memberSheet.inside' : 'memberSheet.outside')}</p>
        </div>
      </div>
      <MemberNotes memberId={member.id} notes={member.notes ?? []} />
      <dl className="scan__facts">
        {memberFacts(member, wording).map(({ label, value }) => (
          <div className="scan__fact" key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {mayChange && !isRenewing && !isFreezing && (
        <div className="ui-actions">
          <Button onPress={() => setIsRenewing(true)}>{t('memberCard.renew')}</Button>
          {isFreezable(member, wording) && (
            <Button onPress={() => setIsFreezing(true)}>{t('freeze.begin')}</Button>
          )}
          <Button onPress={() => onEdit(member)}>{t('memberForm.edit')}</Button>
          {mayMerge && <Button onPress={() => onMerge(member)}>{t('duplicates.mergeWith')}</Button>}
        </div>
      )}
      {isRenewing && (
        <Renew member={member} submit={t('renewal.submit')} onDone={() => setIsRenewing(false)} />
      )}
      {isFreezing && <FreezeForm member={member} onDone={() => setIsFreezing(false)} />}
      <MemberFreezes member={member} mayChange={mayChange} wording={wording} />
      <MemberSuspension member={member} />
      <StandingOverrides memberId={member.id} overrides={member.overrides} wording={wording} />
    </>
  )
}

/** What stands against the plan today, or that nothing does. */
function standsLine(member: MemberDetails, t: TFunction): string {
  if (member.refusal === null) return t('memberSheet.good')
  const isNew = member.refusal === 'no_visits_left' && hasNoPlan(member)
  return t(isNew ? 'newcomer.noPlanLine' : `reason.${member.refusal}`)
}
