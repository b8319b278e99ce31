import { describe, expect, it } from 'vitest'
import { withPackBeside, withPlanBought, type ToBuy } from './buy.ts'
import { leftOver } from './left-over.ts'
import { packsBeside, planOn } from './plan-on.ts'
import type { Period, Rights } from './rights.ts'
import { isTakenBack, rightsChange, takenBack } from './taken-back.ts'

const TODAY = '2026-11-10'

const TIME: Period = {
  ...{ id: 'time', startsOn: '2026-11-01', endsOn: '2026-11-30', countsFrom: null },
  ...{ visits: null, visitsLeft: null },
}

const MONTHLY: Rights = { planName: 'Monthly', periods: [TIME], freezes: [] }

const toBuy = (change: Partial<ToBuy> = {}): ToBuy => ({
  ...{ id: 'new', planName: 'Ten visits', startsOn: TODAY, until: null, visits: 10 },
  ...change,
})

const without = (rights: Rights, visits: number): Rights => ({
  ...rights,
  periods: rights.periods.map((period) =>
    period.visitsLeft === null ? period : { ...period, visitsLeft: period.visitsLeft - visits },
  ),
})

describe('a pack beside a time', () => {
  const both = withPackBeside(MONTHLY, TODAY, toBuy())

  it('counts only on days that the time does not cover, and under its own name', () => {
    expect(planOn(both, '2026-11-30')).toMatchObject({
      planName: 'Monthly',
      visitsLeft: null,
      periodId: 'time',
    })
    expect(planOn(both, '2026-12-01')).toMatchObject({
      ...{ planName: 'Ten visits', visitsLeft: 10, validUntil: null, periodId: 'new' },
    })
    expect(packsBeside(both, TODAY).map(({ period }) => period.id)).toEqual(['new'])
    expect(packsBeside(both, '2026-12-01')).toEqual([])
  })

  it('keeps nobody out once it is used up, or its last day has passed', () => {
    expect(planOn(without(both, 10), TODAY).periodId).toBe('time')
    const lapsed = withPackBeside(MONTHLY, TODAY, toBuy({ until: '2026-11-12' }))
    expect(planOn(lapsed, '2026-11-20').periodId).toBe('time')
    expect(packsBeside(lapsed, '2026-11-20')).toEqual([])
  })

  it('stays where another time takes the place of the first, of which the days before it are left', () => {
    const yearly = toBuy({
      id: 'year',
      planName: 'Yearly',
      startsOn: '2026-11-15',
      until: '2027-11-14',
      visits: null,
    })
    const after = withPlanBought(both, TODAY, yearly)
    expect(planOn(after, '2026-11-14')).toMatchObject({ planName: 'Monthly', periodId: 'time' })
    expect(planOn(after, '2026-11-15')).toMatchObject({ planName: 'Yearly', periodId: 'year' })
    expect(packsBeside(after, '2026-11-20').map(({ period }) => period.id)).toEqual(['new'])
  })

  it('keeps its name where the pack was there first', () => {
    const pack = withPlanBought({ planName: '', periods: [], freezes: [] }, TODAY, toBuy())
    const after = withPlanBought(
      pack,
      TODAY,
      toBuy({ id: 'b', planName: 'Monthly', until: TODAY, visits: null }),
    )
    expect(planOn(after, TODAY)).toMatchObject({ planName: 'Monthly', periodId: 'b' })
    expect(planOn(after, '2026-11-11')).toMatchObject({ planName: 'Ten visits', periodId: 'new' })
  })
})

describe('a sale that is undone', () => {
  const sold = withPlanBought(
    MONTHLY,
    TODAY,
    toBuy({ planName: 'Yearly', until: '2027-11-09', visits: null }),
  )
  const change = rightsChange(MONTHLY, sold)

  it('leaves what there was before it, to the day', () => {
    const back = takenBack(sold, change)
    expect(back).toEqual(MONTHLY)
    expect(isTakenBack(back as Rights, change)).toBe(true)
    expect(isTakenBack(sold, change)).toBe(false)
  })

  it('is refused where a visit of it was taken, or it is another by now', () => {
    const both = withPackBeside(MONTHLY, TODAY, toBuy())
    const pack = rightsChange(MONTHLY, both)
    expect(takenBack(without(both, 1), pack)).toBeNull()
    expect(takenBack({ ...sold, planName: 'Gold' }, change)).toBeNull()
  })
})

describe('what is left of a time that another takes the place of', () => {
  const year = { ...TIME, endsOn: '2026-12-30', priceCents: 6_001 }

  it('is the days that are cut off, and as much of what was charged as they are of all, rounded down', () => {
    const rights = { ...MONTHLY, periods: [year] }
    expect(leftOver(rights, TODAY, TODAY)).toEqual({ days: 51, cents: 5_100 })
    expect(leftOver(rights, TODAY, '2026-12-31')).toEqual({ days: 0, cents: 0 })
    expect(leftOver({ ...MONTHLY, periods: [TIME] }, TODAY, TODAY)).toEqual({ days: 21, cents: null })
  })

  it('counts no frozen day, and of a renewal that is to come all of it', () => {
    const next = {
      ...year,
      id: 'next',
      startsOn: '2026-12-31',
      endsOn: '2027-01-29',
      countsFrom: year.startsOn,
    }
    const freeze = { id: 'f', startsOn: '2026-11-20', endsOn: '2026-11-24', givesBack: true }
    const rights = { ...MONTHLY, periods: [year, next], freezes: [freeze] }
    expect(leftOver(rights, TODAY, TODAY)).toEqual({ days: 51 + 30, cents: 5_100 + 6_001 })
  })

  it('is nothing of what has no end, and of packs, which stay', () => {
    const endless = { ...year, endsOn: null }
    const pack = { ...year, id: 'pack', visits: 5, visitsLeft: 5 }
    expect(leftOver({ ...MONTHLY, periods: [endless, pack] }, TODAY, TODAY)).toEqual({ days: 0, cents: 0 })
  })
})
