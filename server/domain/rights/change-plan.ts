import { dayAfter } from '../business-day.ts'
import { baseOf, givenBack, heldOn, movedFrom, NEVER, type Held } from './calendar.ts'
import { countingOf, goodPacks, planNameOf, planOn, runOf, visitsIn } from './plan-on.ts'
import { isSamePlan, type Freeze, type Period, type PlanValues, type Rights } from './rights.ts'

/** What becomes of a member's periods and freezes when a desk or a file says what their plan is from now on. */

/**
 * The rights with what was bought now: an early renewal begins the day after the present end, one that comes late begins today, and so
 * does one of a pack that is used up. Null where the plan is set right and nothing is bought: the end is not later, or a pack goes on
 * with what is left of it.
 */
export function renewed(rights: Rights, today: string, wanted: PlanValues, id: string): Rights | null {
  const now = planOn(rights, today)
  const held = heldOn(rights, today)
  const counting = countingOf(held, today)
  if (!counting || now.validUntil === null || (wanted.validUntil ?? NEVER) <= now.validUntil) return null
  const isOver = now.validUntil < today
  const isNext = now.visitsLeft === null && wanted.visitsLeft === null
  if (wanted.visitsLeft === 0 || (!isOver && !isNext && now.visitsLeft !== 0)) return null
  const last = runOf(counting, held, today).at(-1) ?? counting
  const isUnbroken = isNext && dayAfter(now.validUntil, 1) >= today
  const begins = isUnbroken ? afterEndOf(last.period) : { startsOn: today, countsFrom: null }
  const { planName } = last.period
  const goesOn = { id, ...begins, follows: last.period.id, ...(planName !== undefined && { planName }) }
  const period = boughtUntil(rights, today, wanted, goesOn)
  if (!period) return null
  const after = { ...rights, periods: [...rights.periods, period] }
  const plan = planOn(after, today)
  return plan.validUntil === wanted.validUntil && plan.visitsLeft === wanted.visitsLeft ? after : null
}

/** In the calendar without freezes: `countsFrom` moves the next one as far as the one before it. */
function afterEndOf(last: Period): Pick<Period, 'startsOn' | 'countsFrom'> {
  return { startsOn: last.endsOn === null ? null : dayAfter(last.endsOn, 1), countsFrom: baseOf(last) }
}

function boughtUntil(
  { freezes }: Rights,
  today: string,
  { validUntil, visitsLeft }: PlanValues,
  begun: Pick<Period, 'id' | 'startsOn' | 'countsFrom' | 'planName'> & { follows: string },
): Period | null {
  const period = { ...begun, endsOn: null, visits: visitsLeft, visitsLeft }
  if (validUntil === null) return period
  const endsOn = movedFrom(validUntil, baseOf(period), givenBack(freezes, today))
  return endsOn === null ? null : { ...period, endsOn }
}

/**
 * The rights set right, so that they come to what is said of today. `id` is that of a period and of a freeze for somebody who has none.
 */
export function setRight(rights: Rights, today: string, wanted: PlanValues, id: string): Rights {
  const named = withName(rights, today, wanted)
  const ways = [
    () => named,
    () => withEnd(named, today, wanted),
    () => withPlan(named, today, wanted, ofOtherPlans(named, today)),
    () => withPlan(named, today, wanted, []),
  ]
  for (const way of ways) {
    const after = way()
    if (after.periods.length > 0 && isSamePlan(planOn(after, today), wanted)) return after
  }
  return asSaid(named, today, wanted, id)
}

/** With another name of the plan that counts: the period's own where it has one, else the member's. */
function withName(rights: Rights, today: string, { planName }: PlanValues): Rights {
  if (planOn(rights, today).planName === planName) return rights
  const counting = countingOf(heldOn(rights, today), today)?.period
  if (counting?.planName === undefined) return { ...rights, planName }
  return {
    ...rights,
    periods: rights.periods.map((period) => (period === counting ? { ...period, planName } : period)),
  }
}

/** What is not over and is of another plan than the one that counts: it stands beside it, and stays. */
function ofOtherPlans(rights: Rights, today: string): Held[] {
  const held = heldOn(rights, today)
  const counting = countingOf(held, today)
  const name = counting && planNameOf(rights, counting.period)
  return held.filter((other) => (other.until ?? NEVER) >= today && planNameOf(rights, other.period) !== name)
}

/** With another end of the last of those that go on into each other, without those that begin after it. */
function withEnd(rights: Rights, today: string, { validUntil }: PlanValues): Rights {
  const held = heldOn(rights, today)
  const counting = countingOf(held, today)
  if (!counting) return rights
  const run = runOf(counting, held, today)
  const last =
    run.findLast(({ from }) => from === null || validUntil === null || from <= validUntil) ?? counting
  const dropped = new Set(run.slice(run.indexOf(last) + 1).map(({ period }) => period))
  const given = givenBack(rights.freezes, today)
  const endsOn = validUntil === null ? null : movedFrom(validUntil, baseOf(last.period), given)
  const kept = rights.periods.filter((period) => !dropped.has(period))
  return {
    ...rights,
    periods: kept.map((period) => (period === last.period ? { ...period, endsOn } : period)),
  }
}

/** With one period for all that has not ended yet but for what is `beside`; freezes stay as they are. */
function withPlan(rights: Rights, today: string, wanted: PlanValues, beside: readonly Held[]): Rights {
  const held = heldOn(rights, today)
  const counting = countingOf(held, today)
  if (!counting) return rights
  const visitsBeside = wanted.visitsLeft === null ? 0 : visitsIn(goodPacks(beside, today))
  if (wanted.visitsLeft !== null && wanted.visitsLeft < visitsBeside) return rights
  const base = { startsOn: wanted.validFrom, countsFrom: null }
  const given = givenBack(rights.freezes, today)
  const endsOn = wanted.validUntil && movedFrom(wanted.validUntil, wanted.validFrom ?? '', given)
  const visits = visitsAs(counting.period, wanted.visitsLeft && wanted.visitsLeft - visitsBeside)
  const period = { ...counting.period, ...base, endsOn, ...visits }
  const kept = [...overBefore(held, counting, today, wanted), ...beside]
  return { ...rights, periods: [...kept.map((each) => each.period), period] }
}

/** The same in days as they are in the calendar: no freeze moves anything any more. */
function asSaid(rights: Rights, today: string, wanted: PlanValues, newId: string): Rights {
  const { validFrom: startsOn, validUntil: endsOn, visitsLeft, frozenFrom, frozenUntil } = wanted
  const held = heldOn(rights, today)
  const counting = countingOf(held, today)
  const visits = counting ? visitsAs(counting.period, visitsLeft) : { visits: visitsLeft, visitsLeft }
  const named = counting?.period ?? { id: newId }
  const over = overBefore(held, counting, today, wanted).map(settled)
  return {
    ...rights,
    periods: [...over, { ...named, startsOn, endsOn, countsFrom: null, ...visits }],
    freezes: freezesAs(rights, today, { frozenFrom, frozenUntil }, newId),
  }
}

function freezesAs(
  rights: Rights,
  today: string,
  { frozenFrom, frozenUntil }: Pick<PlanValues, 'frozenFrom' | 'frozenUntil'>,
  newId: string,
): Freeze[] {
  const now = planOn(rights, today)
  if (now.frozenFrom === frozenFrom && now.frozenUntil === frozenUntil) {
    return rights.freezes.map((freeze) => ({ ...freeze, givesBack: false }))
  }
  if (frozenFrom === null && frozenUntil === null) return []
  const id = rights.freezes[0]?.id ?? newId
  return [{ id, startsOn: frozenFrom, endsOn: frozenUntil, givesBack: false }]
}

/** A period that ended before today, and before what is said ends: it says nothing any more. */
function overBefore(
  held: readonly Held[],
  counting: Held | undefined,
  today: string,
  { validUntil }: PlanValues,
): Held[] {
  const end = validUntil !== null && validUntil < today ? validUntil : today
  return held.filter((other) => other !== counting && other.until !== null && other.until < end)
}

function settled({ period, from, until }: Held): Period {
  return { ...period, startsOn: from, endsOn: until, countsFrom: null }
}

/** More or fewer visits left are as many more or fewer bought. */
function visitsAs(period: Period, visitsLeft: number | null): Pick<Period, 'visits' | 'visitsLeft'> {
  if (visitsLeft === null) return { visits: null, visitsLeft: null }
  const used = (period.visits ?? 0) - (period.visitsLeft ?? 0)
  return { visits: used + visitsLeft, visitsLeft }
}
