import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { hasNoPlan } from '../../../server/domain/no-plan.ts'
import { isSamePlan } from '../../../server/domain/selling.ts'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import type { Plan } from '../../../server/protocol/plans.ts'
import { useSoldPlans } from '../../contexts/use-plans.ts'
import type { MadeRenewal } from '../../services/shown-result.ts'
import { Choice } from '../../ui/Choice.tsx'
import { RenewForm } from './RenewForm.tsx'
import { SellForm } from './SellForm.tsx'

interface RenewProps {
  member: MemberDetails
  /** What the button does beside keeping what was renewed. */
  submit: string
  onDone: (made: MadeRenewal) => void
}

const WAYS = ['plan', 'other'] as const
type Way = (typeof WAYS)[number]

/** Sells from the catalogue where the gym has one; else, or for what no plan is, by hand. */
export function Renew(props: RenewProps) {
  const { t } = useTranslation()
  const plans = useSoldPlans(props.member.membership_type)
  if (plans === null) return <p role="status">{t('signIn.asking')}</p>
  const [first, ...others] = plans
  return first ? <ByCatalogue {...props} plans={[first, ...others]} /> : <RenewForm {...props} />
}

function ByCatalogue({ plans, ...props }: RenewProps & { plans: readonly [Plan, ...Plan[]] }) {
  const { t } = useTranslation()
  const [way, setWay] = useState(() => beginWith(plans[0], props.member))
  return (
    <>
      <Choice
        label={t('plans.sale.way')}
        value={way}
        options={WAYS.map((value) => ({ value, label: t(`plans.sale.ways.${value}`) }))}
        onChange={setWay}
      />
      {way === 'plan' ? <SellForm {...props} plans={plans} /> : <RenewForm {...props} />}
    </>
  )
}

/** One Enter sells what the member has; where that is not sold, or something else keeps them out, somebody chooses first. */
function beginWith(plan: Plan, member: MemberDetails): Way {
  if (hasNoPlan(member)) return 'plan'
  return member.refusal !== 'debt' && isSamePlan(plan, member.membership_type) ? 'plan' : 'other'
}
