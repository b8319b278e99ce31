import fc from 'fast-check'
import { expect, it } from 'vitest'
import { randomCases } from '../../../tests/support/random.ts'
import { dayAfter, daysBetween } from '../business-day.ts'
import { refusalsOf } from '../rules/membership.ts'
import { heldOn, type Held } from './calendar.ts'
import { withPackBeside, withPlanBought } from './buy.ts'
import { renewed } from './change-plan.ts'
import { leftOver } from './left-over.ts'
import { planOn } from './plan-on.ts'
import { creditedDays } from './shut-days.ts'
import { rightsChange, takenBack, type RightsChange } from './taken-back.ts'
import type { Freeze, Rights } from './rights.ts'

/** Histories that are tried every day; `TEST_RUNS=4000` tries 200,000. */
const HISTORIES = randomCases(50)

const FIRST = '2026-01-25'
/** Every history is over by then, however long it was frozen. */
const HORIZON_DAYS = 320
/** A sale may be entered some days late. */
const LATE_DAYS = 3
const DAYS = Array.from({ length: HORIZON_DAYS }, (_, number) => dayAfter(FIRST, number - LATE_DAYS))
const STRICT = { graceDays: 0, debtAllowedCents: 0, currency: null }

const short = fc.integer({ min: 1, max: 15 })

/** What is done of a member, in the order in which it is done. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('wait' as const), days: short, comesEvery: fc.integer({ min: 1, max: 4 }) }),
  // The plan that they have, another one in its place, and a pack beside whatever they have; and a sale is undone.
  fc.record({ kind: fc.constant('renew' as const), days: short }),
  fc.record({
    ...{ kind: fc.constant('replace' as const), days: short, in: fc.integer({ min: -LATE_DAYS, max: 6 }) },
    isKept: fc.boolean(),
  }),
  fc.record({
    ...{ kind: fc.constant('pack' as const), days: fc.option(short) },
    ...{ visits: fc.integer({ min: 1, max: 4 }), in: fc.integer({ min: 0, max: 6 }) },
  }),
  fc.record({ kind: fc.constant('undo' as const), which: fc.nat(3) }),
  // Somebody lets them in, whatever the rules say.
  fc.constant({ kind: 'override' as const }),
  fc.record({
    ...{ kind: fc.constant('freeze' as const), from: fc.integer({ min: -5, max: 10 }) },
    days: fc.option(short),
  }),
  fc.record({ kind: fc.constant('unfreeze' as const), which: fc.nat(3) }),
  // The gym was shut, or will be: what was hit is given back, and taken back again.
  fc.record({
    ...{ kind: fc.constant('shut' as const), on: fc.integer({ min: -9, max: 10 }) },
    days: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({ kind: fc.constant('open' as const), which: fc.nat(3) }),
)

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

interface History {
  today: string
  rights: Rights
  /** Days on which the member came, each with the period by which. */
  visits: { day: string; periodId: string | null; isOverridden: boolean }[]
  /** Days of each time as they were sold, without those that lapsed as another plan took its place. */
  bought: Map<string, number>
  sales: { change: RightsChange; bought: Map<string, number> }[]
}

function refusalOn(rights: Rights, day: string): string | null {
  const plan = { ...planOn(rights, day), isNone: false, suspended: false, debtCents: 0, debtSince: null }
  return refusalsOf(plan, day, STRICT)[0]?.reason ?? null
}

const isFrozen = ({ freezes }: Rights, day: string): boolean =>
  freezes.some(({ startsOn, endsOn }) => (startsOn ?? '') <= day && day <= (endsOn ?? '9999'))

/** Comes every few days, where the rules let them in. */
function wait(history: History, { days, comesEvery }: Extract<Step, { kind: 'wait' }>): void {
  for (let number = 0; number < days; number += 1) {
    if (number % comesEvery === 0 && refusalOn(history.rights, history.today) === null) come(history, false)
    history.today = dayAfter(history.today, 1)
  }
}

/** Takes a visit of the pack that counts, as long as it has one. */
function come(history: History, isOverridden: boolean): void {
  const { today, rights } = history
  const { periodId, visitsLeft } = planOn(rights, today)
  const isTaken = visitsLeft !== null && visitsLeft > 0
  history.visits.push({ day: today, periodId: isTaken ? periodId : null, isOverridden })
  const periods = rights.periods.map((period) =>
    isTaken && period.id === periodId && period.visitsLeft !== null
      ? { ...period, visitsLeft: period.visitsLeft - 1 }
      : period,
  )
  history.rights = { ...rights, periods }
}

/** The last of so many days from one on that are not frozen. */
function lastOf({ rights }: History, begins: string, days: number): string | undefined {
  return DAYS.filter((day) => day >= begins && !isFrozen(rights, day))[days - 1]
}

/** Early it begins the day after the end of what goes on; late, today. */
function renew(history: History, days: number, id: string): void {
  const { rights, today } = history
  const now = planOn(rights, today)
  const { validUntil } = now
  if (now.visitsLeft !== null || validUntil === null || validUntil < today) {
    replace(history, { days, in: 0, isKept: false }, id)
    return
  }
  const until = lastOf(history, dayAfter(validUntil, 1), days)
  const after = until === undefined ? null : renewed(rights, today, { ...now, validUntil: until }, id)
  if (after) sold(history, after, [id, days])
}

interface InPlace {
  days: number
  in: number
  /** True where what is left of the plan of before is added to the new one. */
  isKept: boolean
}

function replace(history: History, step: InPlace, id: string): void {
  const startsOn = dayAfter(history.today, step.in)
  const left = step.isKept ? leftOver(history.rights, history.today, startsOn).days : 0
  const days = step.days + left
  const until = lastOf(history, startsOn, days)
  if (until === undefined) return
  const toBuy = { ...{ id, planName: id, startsOn, until }, visits: null }
  sold(history, withPlanBought(history.rights, history.today, toBuy), [id, days])
}

function pack(history: History, step: Extract<Step, { kind: 'pack' }>, id: string): void {
  const { rights, today } = history
  const startsOn = dayAfter(today, step.in)
  const until = step.days === null ? null : dayAfter(startsOn, step.days - 1)
  const toBuy = { ...{ id, planName: id, startsOn, until }, visits: step.visits }
  const isAlone = refusalOn(rights, today) !== null
  sold(history, (isAlone ? withPlanBought : withPackBeside)(rights, today, toBuy))
}

/** Of a time whose end was moved forward by a sale the days lapse. */
function sold(history: History, after: Rights, time?: [id: string, days: number]): void {
  const change = rightsChange(history.rights, after)
  history.sales.push({ change, bought: new Map(history.bought) })
  for (const { id, endsOn, visits } of change.before.periods) {
    if (visits !== null || endsOn === null) continue
    const now = after.periods.find((period) => period.id === id)
    const left = now ? daysBetween(now.endsOn ?? endsOn, endsOn) : Infinity
    history.bought.set(id, Math.max(0, (history.bought.get(id) ?? 0) - left))
  }
  if (time) history.bought.set(...time)
  history.rights = after
}

/** A sale is undone as long as nothing of what it made is another: whoever asked has seen it. */
function undo(history: History, which: number): void {
  const [sale] = history.sales.splice(which % Math.max(1, history.sales.length), 1)
  const after = sale && takenBack(history.rights, sale.change)
  const isLast =
    sale && [...history.bought.keys()].every((id) => sale.bought.has(id) || isOf(sale.change, id))
  if (!after || !isLast) return
  history.rights = after
  history.bought = sale.bought
}

const isOf = ({ after }: RightsChange, id: string): boolean =>
  after.periods.some((period) => period.id === id)

function frozen(history: History, id: string, from: number, days: number | null): void {
  const startsOn = dayAfter(history.today, from)
  // Nobody was frozen on a day on which they came.
  if (history.visits.some(({ day }) => day >= startsOn)) return
  const endsOn = days === null ? null : dayAfter(startsOn, days - 1)
  const freeze: Freeze = { id, startsOn, endsOn, givesBack: true }
  history.rights = { ...history.rights, freezes: [...history.rights.freezes, freeze] }
}

/** Shut days are freezes whose ids begin so. */
const SHUT = 'shut'

function shut(history: History, id: string, { on, days }: Extract<Step, { kind: 'shut' }>): void {
  const { rights, today, visits } = history
  const from = dayAfter(today, on)
  const cameOn = new Set(visits.map(({ day }) => day))
  const spans = creditedDays(rights, { from, until: dayAfter(from, days - 1) }, { today, cameOn })
  const freezes = spans.map((span, at) => ({
    ...{ id: `${id}-${at}`, startsOn: span.from, endsOn: span.until, givesBack: true },
  }))
  history.rights = { ...rights, freezes: [...rights.freezes, ...freezes] }
}

/** Takes one of the shut days back, with all of its freezes. */
function open(history: History, which: number): void {
  const { rights } = history
  const shutDays = [...new Set(rights.freezes.map(({ id }) => id.split('-')[0] ?? ''))].filter((id) =>
    id.startsWith(SHUT),
  )
  const taken = shutDays[which % Math.max(1, shutDays.length)]
  const freezes = rights.freezes.filter(({ id }) => id.split('-')[0] !== taken)
  history.rights = { ...rights, freezes }
}

function unfreeze(history: History, which: number): void {
  const { rights, today } = history
  const yesterday = dayAfter(today, -1)
  const at = which % Math.max(1, rights.freezes.length)
  const freezes = rights.freezes.map((freeze, place) =>
    place !== at || (freeze.endsOn !== null && freeze.endsOn <= yesterday)
      ? freeze
      : { ...freeze, endsOn: yesterday },
  )
  history.rights = { ...rights, freezes }
}

function live(steps: readonly Step[]): History {
  const history: History = {
    today: FIRST,
    rights: { planName: '', periods: [], freezes: [] },
    visits: [],
    bought: new Map(),
    sales: [],
  }
  for (const [at, each] of steps.entries()) {
    const id = `${each.kind}${at}`
    if (each.kind === 'wait') wait(history, each)
    if (each.kind === 'renew') renew(history, each.days, id)
    if (each.kind === 'freeze') frozen(history, id, each.from, each.days)
    if (each.kind === 'shut') shut(history, id, each)
    if (each.kind === 'open') open(history, each.which)
    if (each.kind === 'unfreeze') unfreeze(history, each.which)
    if (each.kind === 'replace') replace(history, each, id)
    if (each.kind === 'pack') pack(history, each, id)
    if (each.kind === 'undo') undo(history, each.which)
    if (each.kind === 'override') come(history, true)
  }
  // What is open is ended, so that all of it can be counted.
  history.rights.freezes.forEach(({ endsOn }, at) => {
    if (endsOn === null) unfreeze(history, at)
  })
  return history
}

const holds = ({ from, until }: Held, day: string): boolean => (from ?? '') <= day && day <= (until ?? '9999')

/** Each day of a time that was bought is one on which it lets in, or another time does: used, usable or lapsed. */
function requireTime({ rights, bought, today }: History, held: Held): void {
  const days = DAYS.filter((day) => holds(held, day) && !isFrozen(rights, day))
  const letIn = days.filter((day) => refusalOn(rights, day) === null)
  const own = letIn.filter((day) => planOn(rights, day).periodId === held.period.id)
  const used = own.filter((day) => day < today)
  const usable = own.filter((day) => day >= today)
  const lapsed = letIn.filter((day) => planOn(rights, day).periodId !== held.period.id)
  expect(used.length + usable.length + lapsed.length).toBe(bought.get(held.period.id))
  // Beside a time no visit is taken of a pack, so what another one lets in on is a time too.
  for (const day of lapsed) expect(planOn(rights, day).visitsLeft).toBeNull()
}

/** Each visit of a pack is one that was taken, or one that is left: usable until its last day, lapsed after it. */
function requirePack({ rights, visits, today }: History, held: Held): void {
  const { id, visits: bought, visitsLeft } = held.period
  const taken = visits.filter(({ periodId }) => periodId === id)
  const isOver = held.until !== null && held.until < today
  const left = visitsLeft ?? 0
  const [usable, lapsed] = isOver ? [0, left] : [left, 0]
  expect(bought).toBe(taken.length + usable + lapsed)
  const isGood = holds(held, today) && !isFrozen(rights, today)
  if (isGood && usable > 0) expect(refusalOn(rights, today)).toBeNull()
}

it(
  'in any history of times and packs side by side, freezes, overrides and days on which the gym was shut, all that was bought is used, usable or lapsed',
  { timeout: 60_000 + HISTORIES * 20 },
  () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 9 }), (steps) => {
        const history = live(steps)
        const held = heldOn(history.rights, history.today)
        for (const each of held) {
          if (each.period.visits === null) requireTime(history, each)
          else requirePack(history, each)
        }
        // Nobody came on a frozen day by themselves, and an empty pack stood in nobody's way.
        for (const { day, isOverridden } of history.visits)
          if (!isOverridden) expect(isFrozen(history.rights, day)).toBe(false)
        expect(daysBetween(FIRST, history.today)).toBeLessThan(HORIZON_DAYS)
      }),
      { numRuns: HISTORIES },
    )
  },
)
