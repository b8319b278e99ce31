import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { v7 as uuidv7 } from 'uuid'
import { sell, type Sale } from '../../../server/domain/selling.ts'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import type { HeldPlan, Plan } from '../../../server/protocol/plans.ts'
import { saleLine } from '../../contexts/plan-words.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { usePlanChoices } from '../../contexts/use-plans.ts'
import { useWording } from '../../contexts/use-wording.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { formatNumber } from '../../i18n/format.ts'
import type { MadeRenewal } from '../../services/shown-result.ts'
import { Button } from '../../ui/Button.tsx'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Form } from '../../ui/Form.tsx'

interface SellFormProps {
  member: MemberDetails
  /** What can be sold, the one to begin with first. */
  plans: readonly [Plan, ...Plan[]]
  /** What the button does beside keeping the sale. */
  submit: string
  onDone: (made: MadeRenewal) => void
}

/** A plan of the catalogue: the member's own is chosen already, what it leaves is said, and one Enter sells it. */
export function SellForm({ member, plans, submit, onDone }: SellFormProps) {
  const { t } = useTranslation()
  const wording = useWording()
  const [planId, setPlanId] = useState(plans[0].id)
  const plan = plans.find(({ id }) => id === planId) ?? plans[0]
  const was = heldBy(member)
  const sale = sell(plan, was, wording.today)
  const { isGoing, error, sellIt } = useSale(member.id, onDone)
  const isSale = typeof sale !== 'string'
  const outcome = isSale ? saleLine(sale, plan.price_cents, wording) : t(`refused.problem.${sale}`)
  return (
    <Form
      className="fix-it__form"
      onSubmit={() => {
        if (isSale) sellIt(plan, was, sale)
      }}
    >
      <ChoiceList
        label={t('renewal.plan')}
        value={plan.id}
        options={usePlanChoices(plans)}
        onChange={setPlanId}
      />
      <p role="status" className="renewal__outcome">
        {outcome}
        {isSale && sale.lapsedDays > 0 && <Lapsed days={sale.lapsedDays} plan={member.membership_type} />}
      </p>
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <Button
        kind="primary"
        type="submit"
        autoFocus
        label={`${submit}. ${plan.name}. ${outcome}`}
        isDisabled={isGoing || !isSale}
      >
        {submit}
      </Button>
    </Form>
  )
}

function Lapsed({ days, plan }: { days: number; plan: string }) {
  const { t, language } = useWording()
  const number = formatNumber(days, language)
  return <span className="renewal__lapsed">{t('plans.sale.lapses', { count: days, number, plan })}</span>
}

/** Sells; asked again after an answer that was lost, it is the same sale. */
function useSale(memberId: string, onDone: (made: MadeRenewal) => void) {
  const { t } = useTranslation()
  const hub = useHub()
  const ids = useRef(new Map<string, string>())
  const { isGoing, error, run } = useOperation({ request_conflict: t('plans.sale.overtaken') })
  const sellIt = ({ id: planId, version }: Plan, was: HeldPlan, { startsOn }: Sale): void =>
    run(async () => {
      const asked = { memberId, planId, version, startsOn, was }
      const text = JSON.stringify(asked)
      const id = ids.current.get(text) ?? uuidv7()
      ids.current.set(text, id)
      const { changed_time, ...now } = await hub.call('plans.sell', { id, ...asked })
      onDone({ changed_time, was, now })
    })
  return { isGoing, error, sellIt }
}

function heldBy({ membership_type, valid_from, valid_until, visits_left }: MemberDetails): HeldPlan {
  return { membership_type, valid_from, valid_until, visits_left }
}
