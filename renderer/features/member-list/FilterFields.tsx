import { useTranslation } from 'react-i18next'
import { LISTED_STATES, MEMBER_ORDERS } from '../../../server/protocol/member-list.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import type { ListFilters } from './list-filters.ts'

/** Stands for no choice: a key of a list may not be empty. */
const ANY = 'any' as const
const PLAN = 'plan:'

/** Within how many days plans end that are listed as ending. */
const DAYS: readonly string[] = ['7', '14', '30', '60']

interface FilterFieldsProps {
  filters: ListFilters
  /** Those that members have. */
  plans: readonly string[]
  onFilters: (filters: ListFilters) => void
}

/** What the list is narrowed to, and its order. */
export function FilterFields({ filters, plans, onFilters }: FilterFieldsProps) {
  const { t } = useTranslation()
  const change = (changed: Partial<ListFilters>): void => onFilters({ ...filters, ...changed })
  const known = filters.plan === null || plans.includes(filters.plan) ? plans : [...plans, filters.plan]
  const states = [
    { value: ANY, label: t('memberList.any') } as const,
    ...LISTED_STATES.map((state) => ({ value: state, label: t(`memberList.states.${state}`) })),
  ]
  return (
    <div className="member-list__filters">
      <SelectField
        label={t('memberList.state')}
        value={filters.state ?? ANY}
        options={states}
        onChange={(state) => change(state === ANY ? { state: null, also: null } : { state })}
      />
      {filters.state !== null && (
        <SelectField
          label={t('lists.also')}
          value={filters.also ?? ANY}
          options={states}
          onChange={(also) => change({ also: also === ANY ? null : also })}
        />
      )}
      <SelectField
        label={t('fact.plan')}
        value={filters.plan === null ? ANY : PLAN + filters.plan}
        options={[
          { value: ANY, label: t('memberList.any') },
          ...known.map((plan) => ({ value: PLAN + plan, label: plan || t('none') })),
        ]}
        onChange={(plan) => change({ plan: plan === ANY ? null : plan.slice(PLAN.length) })}
      />
      {(filters.state === 'ending' || filters.also === 'ending') && (
        <SelectField
          label={t('memberList.days')}
          value={String(filters.days)}
          options={DAYS.map((days) => ({
            value: days,
            label: t('memberList.inDays', { count: Number(days) }),
          }))}
          onChange={(days) => change({ days: Number(days) })}
        />
      )}
      <SelectField
        label={t('memberList.order')}
        value={filters.order}
        options={MEMBER_ORDERS.map((order) => ({ value: order, label: t(`memberList.orders.${order}`) }))}
        onChange={(order) => change({ order })}
      />
    </div>
  )
}
