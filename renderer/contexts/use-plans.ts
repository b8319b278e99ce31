import { isSamePlan } from '../../server/domain/selling.ts'
import type { Plan } from '../../server/protocol/plans.ts'
import { planLine } from './plan-words.ts'
import { useHubQuery } from './use-hub-query.ts'
import { useWording } from './use-wording.ts'

/** The plans that are sold, the one of this kind first; empty where there is no catalogue, null while it is asked. */
export function useSoldPlans(membershipType: string): readonly Plan[] | null {
  const { data, isError } = useHubQuery('plans.list', {})
  if (data === undefined) return isError ? [] : null
  const sold = data.plans.filter(({ retired_time }) => retired_time === null)
  const own = sold.filter((plan) => isSamePlan(plan, membershipType))
  return [...own, ...sold.filter((plan) => !own.includes(plan))]
}

/** Plans to choose from, each with what it is. */
export function usePlanChoices(plans: readonly Plan[]): { value: string; name: string; detail: string }[] {
  const wording = useWording()
  return plans.map((plan) => ({ value: plan.id, name: plan.name, detail: planLine(plan, wording) }))
}
