import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomCases } from '../../../tests/support/random.ts'
import { dayAfter } from '../business-day.ts'
import { refusalsOf } from '../rules/membership.ts'
import { renewed, setRight } from './change-plan.ts'
import { planOn } from './plan-on.ts'
import type { Freeze, Period, PlanValues, Rights } from './rights.ts'

/** Histories that are tried every day; `TEST_RUNS=4000` tries 200,000. */
const HISTORIES = randomCases(50)

const FIRST = '2026-01-25'
/** Every history is over by then. */
const HORIZON_DAYS = 260
const dayOf = (number: number): string => dayAfter(FIRST, number)
const DAYS = Array.from({ length: HORIZON_DAYS }, (_, number) => dayOf(number))

const STRICT = { graceDays: 0, debtAllowedCents: 0, currency: null }
const UNLIMITED = { visits: null, visitsLeft: null }

function period(
  id: string,
  startsOn: string | null,
  endsOn: string | null,
  visits: number | null = null,
): Period {
  return { id, startsOn, endsOn, countsFrom: null, visits, visitsLeft: visits }
}

function refusalOn(rights: Rights, day: string): string | null {
  const plan = { ...planOn(rights, day), isNone: false, suspended: false, debtCents: 0, debtSince: null }
  return refusalsOf(plan, day, STRICT)[0]?.reason ?? null
}

/** The days on which somebody with these rights may come in. */
const goodDays = (rights: Rights): string[] => DAYS.filter((day) => refusalOn(rights, day) === null)

const wantedOf = (rights: Rights, today: string, now: Partial<PlanValues>): PlanValues => {
  const { planName, validFrom, validUntil, visitsLeft, frozenFrom, frozenUntil } = planOn(rights, today)
  return { planName, validFrom, validUntil, visitsLeft, frozenFrom, frozenUntil, ...now }
}

function renew(rights: Rights, today: string, validUntil: string, id: string): Rights {
  const after = renewed(rights, today, wantedOf(rights, today, { validUntil }), id)
  if (!after) throw new Error('This is no renewal.')
  return after
}

describe('what was bought', () => {
  const january: Rights = { planName: '', periods: [period('a', '2026-01-01', '2026-01-31')], freezes: [] }

  it('is good on its last day, and what is bought early begins the day after', () => {
    expect(refusalOn(january, '2026-01-31')).toBeNull()
    expect(refusalOn(january, '2026-02-01')).toBe('expired')
    const early = renew(january, '2026-01-20', '2026-02-28', 'b')
    expect(early.periods[1]).toMatchObject({ startsOn: '2026-02-01', endsOn: '2026-02-28', follows: 'a' })
    expect(planOn(early, '2026-01-31')).toMatchObject({ validUntil: '2026-02-28', periodId: 'a' })
    expect(planOn(early, '2026-02-01')).toMatchObject({ validFrom: '2026-02-01', periodId: 'b' })
  })

  it('begins today where it is bought late: the days between stay without a plan', () => {
    const late = renew(january, '2026-03-10', '2026-04-09', 'b')
    expect(late.periods).toMatchObject([{ endsOn: '2026-01-31' }, { startsOn: '2026-03-10', follows: 'a' }])
    expect(refusalOn(late, '2026-03-09')).toBe('not_started')
    expect(refusalOn(late, '2026-03-10')).toBeNull()
  })

  it('is no renewal where the end is not later, or a pack goes on with what is left of it', () => {
    const pack: Rights = { planName: '', periods: [period('p', '2026-01-01', '2026-01-31', 5)], freezes: [] }
    const as = (rights: Rights, now: Partial<PlanValues>) =>
      renewed(rights, '2026-01-20', wantedOf(rights, '2026-01-20', now), 'b')
    expect(as(january, { validUntil: '2026-01-31' })).toBeNull()
    expect(as(january, { validUntil: '2026-02-28', visitsLeft: 10 })).toBeNull()
    expect(as(pack, { validUntil: '2026-02-28', visitsLeft: 15 })).toBeNull()
    const topped = setRight(pack, '2026-01-20', wantedOf(pack, '2026-01-20', { visitsLeft: 15 }), 'b')
    expect(topped.periods).toMatchObject([{ id: 'p', visits: 15, visitsLeft: 15 }])
  })

  it('lets in by a plan beside a used-up pack, and takes no visit of a pack beside a plan', () => {
    const used = { ...period('p', '2026-01-01', null, 10), visitsLeft: 0 }
    const pack = period('q', '2026-01-01', null, 3)
    const plan = january.periods[0] as Period
    expect(planOn({ planName: '', periods: [used], freezes: [] }, '2026-01-10').visitsLeft).toBe(0)
    expect(planOn({ planName: '', periods: [used, plan], freezes: [] }, '2026-01-10').periodId).toBe('a')
    expect(planOn({ planName: '', periods: [pack, plan], freezes: [] }, '2026-01-10')).toMatchObject({
      periodId: 'a',
      visitsLeft: null,
    })
    expect(planOn({ planName: '', periods: [used, pack, plan], freezes: [] }, '2026-02-01')).toMatchObject({
      periodId: 'q',
      visitsLeft: 3,
    })
  })

  it('is taken of the pack that ends first, and all that are good are what is left', () => {
    const packs = [period('p', '2026-01-01', '2026-06-30', 3), period('q', '2026-01-01', '2026-01-31', 2)]
    expect(planOn({ planName: '', periods: packs, freezes: [] }, '2026-01-10')).toMatchObject({
      ...{ periodId: 'q', visitsLeft: 5, validUntil: '2026-06-30' },
    })
    expect(planOn({ planName: '', periods: packs, freezes: [] }, '2026-02-01')).toMatchObject({
      periodId: 'p',
      visitsLeft: 3,
    })
  })

  it('lets nobody in who has nothing', () => {
    expect(refusalOn({ planName: '', periods: [], freezes: [] }, FIRST)).toBe('no_visits_left')
  })
})

describe('a freeze', () => {
  const february: Rights = {
    planName: '',
    periods: [period('a', '2026-01-15', '2026-02-14')],
    freezes: [{ id: 'f', startsOn: '2026-02-01', endsOn: '2026-02-28', givesBack: true }],
  }

  it('moves the end by its days', () => {
    expect(planOn(february, '2026-01-20').validUntil).toBe('2026-03-14')
  })

  it('that is open moves it by a day each day, and by none of those after it was ended', () => {
    const open = { ...(february.freezes[0] as Freeze), endsOn: null }
    const on = (day: string, freeze: Freeze) => planOn({ ...february, freezes: [freeze] }, day).validUntil
    expect(on('2026-02-01', open)).toBe('2026-02-15')
    expect(on('2026-02-10', open)).toBe('2026-02-24')
    expect(on('2026-02-10', { ...open, endsOn: '2026-02-03' })).toBe('2026-02-17')
    expect(on('2026-02-10', { ...open, endsOn: '2026-01-31' })).toBe('2026-02-14')
  })

  it('that came with a file moves nothing', () => {
    const freezes = february.freezes.map((freeze) => ({ ...freeze, givesBack: false }))
    expect(planOn({ ...february, freezes }, '2026-01-20').validUntil).toBe('2026-02-14')
  })

  it('gives a day back once, however many freezes have it', () => {
    const other = { id: 'g', startsOn: '2026-02-10', endsOn: '2026-03-05', givesBack: true }
    expect(planOn({ ...february, freezes: [...february.freezes, other] }, '2026-01-20').validUntil).toBe(
      '2026-03-19',
    )
  })

  it('moves what was bought for after it too', () => {
    const early = renew({ ...february, freezes: [] }, '2026-01-20', '2026-03-14', 'b')
    const frozen = { ...early, freezes: february.freezes }
    expect(planOn(frozen, '2026-03-15')).toMatchObject({ validFrom: '2026-03-15', validUntil: '2026-04-11' })
    expect(planOn(frozen, '2026-03-14')).toMatchObject({ periodId: 'a', validUntil: '2026-04-11' })
  })
})

const dayNumber = fc.integer({ min: 0, max: 90 })

const freezeOf = fc.record({ from: dayNumber, days: fc.integer({ min: -2, max: 15 }) })

function freezesOf(spans: readonly { from: number; days: number }[]): Freeze[] {
  return spans.map(({ from, days }, at) => ({
    ...{ id: `f${at}`, startsOn: dayOf(from), endsOn: dayOf(from + days - 1), givesBack: true },
  }))
}

interface Purchase {
  wait: number
  days: number
}

/** Bought early or late, one after the other. */
const purchases = fc.array(
  fc.record<Purchase>({ wait: fc.integer({ min: 0, max: 40 }), days: fc.integer({ min: 1, max: 20 }) }),
  {
    ...{ minLength: 1, maxLength: 3 },
  },
)

/** The rights after the purchases, with the days that were bought. Frozen ones are no end to choose. */
function bought(list: readonly Purchase[], freezes: readonly Freeze[]): { rights: Rights; days: number } {
  let [today, days] = [0, 0]
  let rights: Rights = { planName: '', periods: [], freezes: [...freezes] }
  list.forEach(({ wait, days: length }, at) => {
    today += wait
    const { validUntil } = planOn(rights, dayOf(today))
    const isEarly = validUntil !== null && validUntil >= dayOf(today)
    const begins = isEarly ? dayAfter(validUntil, 1) : dayOf(today)
    const free = DAYS.filter((day) => day >= begins && !isFrozen(freezes, day))
    const until = free[length - 1]
    if (until === undefined) return
    const wanted = wantedOf(rights, dayOf(today), { validUntil: until, visitsLeft: null })
    const first = { ...period('p0', begins, begins), countsFrom: null, ...UNLIMITED }
    rights =
      rights.periods.length === 0
        ? setRight({ ...rights, periods: [first] }, dayOf(today), { ...wanted, validFrom: begins }, 'p0')
        : renew(rights, dayOf(today), until, `p${at}`)
    days += length
  })
  return { rights, days }
}

const isFrozen = (freezes: readonly Freeze[], day: string): boolean =>
  freezes.some(({ startsOn, endsOn }) => (startsOn ?? '') <= day && day <= (endsOn ?? '9999'))

const runs = { numRuns: HISTORIES }

describe('in any history', () => {
  it('as many days let in as were bought, however freezes lie, and none on which the member is frozen', () => {
    const isFair = fc.property(purchases, fc.array(freezeOf, { maxLength: 3 }), (list, spans) => {
      const freezes = freezesOf(spans)
      const { rights, days } = bought(list, freezes)
      const good = goodDays(rights)
      expect(good).toHaveLength(days)
      expect(good.filter((day) => isFrozen(freezes, day))).toEqual([])
    })
    fc.assert(isFair, runs)
  })

  it('freezes of later give back the days that were bought, in whatever order they are made', () => {
    const isFair = fc.property(
      purchases,
      fc.array(freezeOf, { maxLength: 3 }),
      fc.nat(),
      (list, spans, turn) => {
        const { rights, days } = bought(list, [])
        const freezes = freezesOf(spans)
        const at = turn % Math.max(1, freezes.length)
        const one = goodDays({ ...rights, freezes })
        const other = goodDays({
          ...rights,
          freezes: [...freezes.slice(at), ...freezes.slice(0, at)].reverse(),
        })
        expect(other).toEqual(one)
        expect(one.filter((day) => isFrozen(freezes, day))).toEqual([])
        // What is bought late begins on its day, over days that an earlier freeze has given back meanwhile.
        if (isUnbroken(rights)) expect(one).toHaveLength(days)
      },
    )
    fc.assert(isFair, runs)
  })

  it('what is said of today is what comes out, and saying it again changes nothing', () => {
    const value = fc.option(dayNumber, { nil: null })
    const said = fc.record({
      from: value,
      until: value,
      left: fc.option(fc.nat(5), { nil: null }),
      frozen: value,
      last: value,
    })
    const holds = fc.property(
      purchases,
      fc.array(freezeOf, { maxLength: 3 }),
      said,
      dayNumber,
      (list, spans, to, on) => {
        const { rights } = bought(list, freezesOf(spans))
        const [from, until] = inOrder(to.from, to.until)
        const [frozenFrom, frozenUntil] = inOrder(to.frozen, to.last)
        const days = { validFrom: from, validUntil: until, visitsLeft: to.left }
        const wanted = { planName: 'Gold', ...days, frozenFrom, frozenUntil }
        const after = setRight(rights, dayOf(on), wanted, 'new')
        expect(planOn(after, dayOf(on))).toMatchObject(wanted)
        expect(setRight(after, dayOf(on), wanted, 'new')).toBe(after)
      },
    )
    fc.assert(holds, runs)
  })
})

function inOrder(one: number | null, other: number | null): [string | null, string | null] {
  const isTurned = one !== null && other !== null && one > other
  const [from, until] = isTurned ? [other, one] : [one, other]
  return [from === null ? null : dayOf(from), until === null ? null : dayOf(until)]
}

/** True where each period goes the one before it on. */
function isUnbroken({ periods }: Rights): boolean {
  return periods.every(({ countsFrom }, at) => at === 0 || countsFrom !== null)
}
