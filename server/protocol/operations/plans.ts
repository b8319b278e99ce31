import { nothing } from '../params.ts'
import {
  changedPlan,
  knownPlan,
  newPlan,
  planOrder,
  planSale,
  type Plan,
  type PlanCatalogue,
  type PlanEffect,
  type PlanHolders,
  type SoldPlan,
} from '../plans.ts'
import { result, type Operation } from './operation.ts'

/** What the gym sells. */
export const plansOperations = {
  'plans.list': {
    summary: 'The catalogue of plans.',
    params: nothing,
    right: 'see',
    result: result<PlanCatalogue>(),
  },
  'plans.holders': {
    summary: 'How many members have which plan, and what they have that is not in the catalogue.',
    params: nothing,
    right: 'manage_plans',
    result: result<PlanHolders>(),
  },
  'plans.effect': {
    summary: 'What a plan would do to members, were it saved.',
    params: newPlan,
    right: 'manage_plans',
    result: result<PlanEffect>(),
  },
  'plans.add': {
    summary: 'Adds a plan to the catalogue.',
    params: newPlan,
    right: 'manage_plans',
    result: result<Plan>(),
  },
  'plans.change': {
    summary: 'Makes the next version of a plan.',
    params: changedPlan,
    right: 'manage_plans',
    result: result<Plan>(),
  },
  'plans.retire': {
    summary: 'Sells a plan no longer; members keep it.',
    params: knownPlan,
    right: 'manage_plans',
    result: result<Plan>(),
  },
  'plans.order': {
    summary: 'Puts the plans that are sold into an order.',
    params: planOrder,
    right: 'manage_plans',
    result: result<PlanCatalogue>(),
  },
  'plans.sell': {
    summary: 'Sells or renews a plan to a member.',
    params: planSale,
    right: 'renew_members',
    result: result<SoldPlan>(),
  },
} as const satisfies Record<string, Operation>
