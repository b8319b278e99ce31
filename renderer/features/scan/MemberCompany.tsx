import { useState } from 'react'
import type { MemberCompany as Company } from '../../../server/protocol/families.ts'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { useHubQuery } from '../../contexts/use-hub-query.ts'
import { useWording } from '../../contexts/use-wording.ts'
import { formatDay, formatList, formatNumber } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Family } from './Family.tsx'
import { GuestForm } from './GuestForm.tsx'
import { trialLine } from './KnownPeople.tsx'

interface MemberCompanyProps {
  member: MemberDetails
  mayChange: boolean
}

/** Whom the member comes with: family and guests; and the trial that they had. */
export function MemberCompany({ member, mayChange }: MemberCompanyProps) {
  const wording = useWording()
  const { data } = useHubQuery('families.of', { memberId: member.id })
  if (!data) return null
  return (
    <>
      {data.trial !== null && <p>{trialLine(data.trial, wording)}</p>}
      <Guests member={member} guests={data.guests} mayChange={mayChange} />
      <Family member={member} family={data.family} mayChange={mayChange} />
    </>
  )
}

/** How many guest passes are left, and who was brought by one; a member who is inside brings another. */
function Guests({
  member,
  guests: { allowed, brought },
  mayChange,
}: MemberCompanyProps & Pick<Company, 'guests'>) {
  const { t, language, today } = useWording()
  const [isBringing, setIsBringing] = useState(false)
  if (allowed === 0 && brought.length === 0) return null
  const count = Math.max(0, allowed - brought.length)
  const names = brought.map(({ full_name, day }) => `${full_name} (${formatDay(day, today, language)})`)
  return (
    <section aria-label={t('families.guests')} className="member-sheet__part">
      <h3 className="ui-card__title">{t('families.guests')}</h3>
      {!isBringing && <p>{t('families.guest.left', { count, number: formatNumber(count, language) })}</p>}
      {names.length > 0 && <p className="member-sheet__more">{formatList(names, language)}</p>}
      {isBringing && <GuestForm hostId={member.id} onDone={() => setIsBringing(false)} />}
      {mayChange && member.inside && count > 0 && !isBringing && (
        <div className="ui-actions">
          <Button onPress={() => setIsBringing(true)}>{t('families.guest.bring')}</Button>
        </div>
      )}
    </section>
  )
}
