import { dayAfter } from '../business-day.ts'
import { EVER, heldOn, joined, NEVER, type Held } from './calendar.ts'
import type { Freeze, Period, Plan, Rights } from './rights.ts'

/** Of nobody's: it lets nobody in. */
const NOTHING = { validFrom: null, validUntil: null, visitsLeft: 0, periodId: null }

/** What a member may on a day, YYYY-MM-DD, by what they bought and when they paused. */
export function planOn(rights: Rights, today: string): Plan {
  const [only, another] = rights.periods
  // Nearly everybody has this, and every scan asks.
  if (only && !another && rights.freezes.length === 0) return planOfOne(rights, only)
  const frozen = frozenOn(rights.freezes, today)
  const held = heldOn(rights, today)
  const counting = countingOf(held, today)
  if (!counting) return { ...NOTHING, ...frozen, planName: rights.planName }
  const run = runOf(counting, held, today)
  return {
    planName: planNameOf(rights, counting.period),
    validFrom: counting.from,
    validUntil: run.at(-1)?.until ?? null,
    visitsLeft: visitsOf(counting, held, today),
    ...frozen,
    periodId: counting.period.id,
  }
}

function planOfOne(rights: Rights, period: Period): Plan {
  const { id, startsOn, endsOn, visitsLeft } = period
  const never = { frozenFrom: null, frozenUntil: null }
  const planName = planNameOf(rights, period)
  return { planName, validFrom: startsOn, validUntil: endsOn, visitsLeft, ...never, periodId: id }
}

export function planNameOf({ planName }: Pick<Rights, 'planName'>, period: Pick<Period, 'planName'>): string {
  return period.planName ?? planName
}

/**
 * How much a period has to say on a day, the least first: one that lets in; one that is to come; a pack that is used up; one that is
 * over.
 */
function rankOf(held: Held, today: string): number {
  if (held.from !== null && today < held.from) return 1
  if (held.until !== null && today > held.until) return 3
  return hasVisits(held) ? 0 : 2
}

/**
 * The period that counts. Of those that let in one without a number of visits comes before packs, whose visits stay, and of packs the one that
 * ends first; of those to come the first, of those that are over the last.
 */
export function countingOf(held: readonly Held[], today: string): Held | undefined {
  let [best] = held
  for (const other of held) if (best !== undefined && compare(other, best, today) < 0) best = other
  return best
}

function compare(one: Held, other: Held, today: string): number {
  const rank = rankOf(one, today)
  const byRank = rank - rankOf(other, today)
  if (byRank !== 0) return byRank
  if (rank === 0) {
    const bySort = Number(isPack(one)) - Number(isPack(other))
    return bySort || order(one.until ?? NEVER, other.until ?? NEVER) || order(one.period.id, other.period.id)
  }
  if (rank === 1) return order(one.from ?? EVER, other.from ?? EVER) || order(one.period.id, other.period.id)
  return order(other.until ?? NEVER, one.until ?? NEVER) || order(one.period.id, other.period.id)
}

function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

export function isPack({ period }: Held): boolean {
  return period.visits !== null
}

function hasVisits({ period }: Held): boolean {
  return period.visitsLeft === null || period.visitsLeft > 0
}

/**
 * The period that counts and those of its sort that go on from it without a day between, in the order of their ends: until the last of them
 * the member need not renew. Of one that lets nobody in any more it is alone.
 */
export function runOf(counting: Held, held: readonly Held[], today: string): Held[] {
  if (rankOf(counting, today) > 1) return [counting]
  const run = [counting]
  const others = held.filter(
    (other) => other !== counting && isPack(other) === isPack(counting) && hasVisits(other),
  )
  for (let until = counting.until; until !== null;) {
    const end: string = until
    const goesOn = others.filter(
      (other) => (other.from ?? EVER) <= dayAfter(end, 1) && (other.until ?? NEVER) > end,
    )
    const [next] = goesOn.sort((one, other) => order(one.until ?? NEVER, other.until ?? NEVER))
    if (next === undefined) break
    run.push(next)
    until = next.until
  }
  return run
}

/** What is left of all packs that are good today. */
function visitsOf(counting: Held, held: readonly Held[], today: string): number | null {
  if (!isPack(counting)) return null
  const others = rankOf(counting, today) === 0 ? goodPacks(held, today) : []
  return visitsIn([counting, ...others.filter((other) => other !== counting)])
}

/** The packs that would let in today, were there nothing else. */
export function goodPacks(held: readonly Held[], today: string): Held[] {
  return held.filter((each) => isPack(each) && rankOf(each, today) === 0)
}

export function visitsIn(packs: readonly Held[]): number {
  return packs.reduce((sum, { period }) => sum + (period.visitsLeft ?? 0), 0)
}

/** The packs that are good, or will be, and do not count today. */
export function packsBeside(rights: Rights, today: string): Held[] {
  const held = heldOn(rights, today)
  const counting = countingOf(held, today)
  return held.filter(
    (each) => each !== counting && isPack(each) && hasVisits(each) && rankOf(each, today) < 2,
  )
}

/** The days around today on which the member is frozen without a break; else the next to come; else the last ones. */
function frozenOn(freezes: readonly Freeze[], today: string): Pick<Plan, 'frozenFrom' | 'frozenUntil'> {
  if (freezes.length === 0) return { frozenFrom: null, frozenUntil: null }
  const spans = joined(
    freezes.map(({ startsOn, endsOn }) => ({ from: startsOn ?? EVER, to: endsOn ?? NEVER })),
  )
  const span = spans.find(({ to }) => to >= today) ?? spans.at(-1)
  return {
    frozenFrom: span === undefined || span.from === EVER ? null : span.from,
    frozenUntil: span === undefined || span.to === NEVER ? null : span.to,
  }
}
