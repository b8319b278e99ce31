import { dayAfter } from '../business-day.ts'
import { baseOf, EVER, givenBack, heldOn, movedFrom, NEVER, type Held } from './calendar.ts'
import { countingOf, isPack } from './plan-on.ts'
import type { Period, Rights } from './rights.ts'

/** What becomes of a member's periods when a plan is sold to them that does not go on from the one that they have. */

/** What is sold. Days are YYYY-MM-DD as they lie in the real calendar, both included. */
export interface ToBuy extends Pick<Period, 'id' | 'visits' | 'version' | 'priceCents'> {
  planName: string
  startsOn: string
  /** The last day; null: no end. */
  until: string | null
}

/** With a pack that stands beside whatever the member has, under a name of its own. */
export function withPackBeside(rights: Rights, today: string, sold: ToBuy): Rights {
  const period = { ...periodOf(rights, today, sold), planName: sold.planName }
  return { ...rights, periods: [...rights.periods, period] }
}

/**
 * With the plan in place of the time that the member has, which ends the day before. What is left of packs stays, under the name that it
 * had; whoever had nothing has this.
 */
export function withPlanBought(rights: Rights, today: string, sold: ToBuy): Rights {
  const nothing = rights.periods.find(({ visits }) => visits === 0)
  const kept = endedBefore(rights, today, sold.startsOn).filter((period) => period !== nothing)
  const before = { ...rights, periods: kept }
  const named = kept.map((period) => ({ planName: rights.planName, ...period }))
  const period = periodOf(before, today, sold)
  return {
    ...rights,
    planName: sold.planName,
    periods: [
      ...(sold.planName === rights.planName ? kept : named),
      nothing ? { ...period, id: nothing.id } : period,
    ],
  }
}

function periodOf(rights: Rights, today: string, sold: ToBuy): Period {
  const { id, startsOn, until, visits, version, priceCents } = sold
  const counting = countingOf(heldOn(rights, today), today)
  const given = givenBack(rights.freezes, today)
  return {
    ...{ id, startsOn, visits, visitsLeft: visits, countsFrom: null },
    // Where that day is a frozen one the freeze gives its days on top.
    endsOn: until && (movedFrom(until, startsOn, given) ?? until),
    ...(version && { version }),
    ...(priceCents !== undefined && { priceCents }),
    ...(counting && { follows: counting.period.id }),
  }
}

/** The periods without the days of times that would lie on `day` and after it. */
export function endedBefore(rights: Rights, today: string, day: string): Period[] {
  return heldOn(rights, today).flatMap((held) => {
    if (isPack(held) || (held.until ?? NEVER) < day) return [held.period]
    const endsOn = lastBefore(rights, today, held, day)
    return endsOn === null ? [] : [{ ...held.period, endsOn }]
  })
}

/** Of a period, its last day before another one, in the calendar without freezes; null where it has none. */
function lastBefore(rights: Rights, today: string, { period, from }: Held, day: string): string | null {
  const given = givenBack(rights.freezes, today)
  for (let last = dayAfter(day, -1); last >= (from ?? EVER); last = dayAfter(last, -1)) {
    const endsOn = movedFrom(last, baseOf(period), given)
    if (endsOn !== null) return endsOn
  }
  return null
}
