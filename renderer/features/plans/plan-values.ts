import { readMoney } from '../../../server/domain/read-money.ts'
import type { SentParamsOf } from '../../../server/protocol/operations.ts'
import type { Plan, PlanDuration, PlanKind } from '../../../server/protocol/plans.ts'
import type { Weekday } from '../../../server/protocol/rules.ts'
import type { Wording } from '../../contexts/use-wording.ts'
import { typedMoney } from '../../i18n/format.ts'

export const UNITS = ['months', 'days', 'until', 'endless'] as const satisfies PlanDuration['unit'][]
export const KINDS = ['membership', 'day_pass', 'trial'] as const satisfies PlanKind[]

export type Unit = (typeof UNITS)[number]

/** One span of a plan's hours as it is typed. */
export interface TypedHours {
  days: Weekday[]
  from: string
  to: string
}

/** What is typed of a plan. What may be left empty is no limit. */
export interface PlanValues {
  name: string
  unit: Unit
  /** How many of the unit, or the last day, YYYY-MM-DD. */
  duration: string
  visits: string
  price_cents: string
  grace_days: string
  kind: PlanKind
  /** Empty: none. */
  guests_a_month: string
  /** Empty: always. */
  hours: TypedHours[]
  /** Empty: everywhere. */
  locations: string[]
  /** Other gyms. Empty: this one alone. */
  gyms: string[]
}

/** What is typed where a unit is chosen. */
export const firstOf = (unit: Unit): string => (unit === 'months' || unit === 'days' ? '1' : '')

/** A browser's field for a time knows no 24:00. */
const MIDNIGHT = '00:00'
const END_OF_DAY = '24:00'

/** A working day, to begin with. */
export const NEW_HOURS: TypedHours = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '16:00' }

/** How amounts are written. */
type Written = Pick<Wording, 'currency' | 'language'>

export function beginPlan(plan: Plan | null, { currency, language }: Written): PlanValues {
  if (plan === null) {
    const open = { visits: '', price_cents: '', grace_days: '', guests_a_month: '', hours: [], locations: [] }
    return { name: '', kind: 'membership', unit: 'months', duration: firstOf('months'), ...open, gyms: [] }
  }
  const { name, duration, visits, price_cents: price, grace_days, hours, locations } = plan
  return {
    ...{ name, unit: duration.unit, duration: typedDuration(duration) },
    visits: String(visits ?? ''),
    price_cents: price === null ? '' : typedMoney({ cents: price, currency }, language),
    grace_days: String(grace_days ?? ''),
    kind: plan.kind,
    guests_a_month: plan.guests_a_month === 0 ? '' : String(plan.guests_a_month),
    hours: (hours ?? []).map(({ days, from, to }) => ({
      ...{ days: [...days], from },
      to: to === END_OF_DAY ? MIDNIGHT : to,
    })),
    locations: [...(locations ?? [])],
    gyms: [...plan.gyms],
  }
}

function typedDuration(duration: PlanDuration): string {
  if (duration.unit === 'until') return duration.day
  return duration.unit === 'endless' ? '' : String(duration.count)
}

/** What the hub is asked to save. What cannot be read stays wrong, so that the rule of its field refuses it. */
export function readPlan(id: string, values: PlanValues, currency: string | null): SentParamsOf<'plans.add'> {
  const { name, price_cents: price, hours, locations, gyms } = values
  return {
    ...{ id, name: name.trim(), duration: readDuration(values) },
    visits: readNumber(values.visits),
    price_cents: price.trim() === '' ? null : (readMoney(price, currency) ?? NaN),
    grace_days: readNumber(values.grace_days),
    kind: values.kind,
    guests_a_month: readNumber(values.guests_a_month) ?? 0,
    hours: hours.length === 0 ? null : hours.map(readHours),
    locations: locations.length === 0 ? null : locations,
    gyms,
  }
}

function readHours({ days, from, to }: TypedHours): TypedHours {
  return { days, from, to: to === MIDNIGHT ? END_OF_DAY : to }
}

function readDuration({ unit, duration }: PlanValues): PlanDuration {
  if (unit === 'endless') return { unit }
  return unit === 'until' ? { unit, day: duration } : { unit, count: readNumber(duration) ?? NaN }
}

/** A whole number, null where nothing is typed. */
function readNumber(typed: string): number | null {
  const text = typed.trim()
  if (text === '') return null
  return /^\d+$/.test(text) ? Number(text) : NaN
}
