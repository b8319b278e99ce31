import type { Plan } from '../../../server/protocol/plans.ts'
import { durationWords, priceWords, visitsWords } from '../../contexts/plan-words.ts'
import { useWording } from '../../contexts/use-wording.ts'
import { formatHours } from '../../i18n/format-hours.ts'
import { formatList, formatNumber } from '../../i18n/format.ts'

const COLUMNS = ['name', 'duration', 'visits', 'price', 'valid', 'members'] as const

interface PlanTableProps {
  /** What the table is of. */
  label: string
  plans: readonly Plan[]
  /** How many have each, by its id; null while it is not known. */
  members: ReadonlyMap<string, number> | null
  onOpen: (plan: Plan) => void
}

/** Plans, each with what it says and how many have it; its name opens it. */
export function PlanTable({ label, plans, members, onOpen }: PlanTableProps) {
  const { t } = useWording()
  return (
    <div className="plans__scroll">
      <table className="plans__table" aria-label={label}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={`plans__${column}`}>
                {t(`plans.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {plans.map((plan) => (
            <PlanRow key={plan.id} plan={plan} members={members?.get(plan.id) ?? null} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface PlanRowProps {
  plan: Plan
  members: number | null
  onOpen: (plan: Plan) => void
}

function PlanRow({ plan, members, onOpen }: PlanRowProps) {
  const wording = useWording()
  const { t, language } = wording
  const { hours, locations, gyms } = plan
  const valid = [
    hours === null ? t('plans.always') : formatHours(hours, language),
    locations === null ? '' : formatList(locations, language),
    gyms.length === 0 ? '' : t('gyms.plan.also', { gyms: formatList(gyms, language) }),
  ]
  return (
    <tr>
      <th scope="row">
        {plan.retired_time === null ? (
          <button type="button" className="ui-link-button" dir="auto" onClick={() => onOpen(plan)}>
            {plan.name}
          </button>
        ) : (
          <span dir="auto">{plan.name}</span>
        )}
      </th>
      <td>{durationWords(plan.duration, wording)}</td>
      <td>{visitsWords(plan.visits, wording)}</td>
      <td className="plans__price">{priceWords(plan.price_cents, wording) || t('none')}</td>
      <td>{formatList(valid, language)}</td>
      <td className="plans__members">{members === null ? t('none') : formatNumber(members, language)}</td>
    </tr>
  )
}
