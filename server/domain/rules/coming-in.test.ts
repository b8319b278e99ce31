import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWithinHours } from './hours.ts'
import { refusalsOfComingIn } from './coming-in.ts'
import type { RuleContext, PlanAccess } from './rule.ts'
import type { Leniency, Membership } from './membership.ts'
import { overrideActionFor } from '../overriding.ts'
import { actionsAfter } from '../actions.ts'
import type { OpenHours } from '../../protocol/rules.ts'

const at = (iso: string) => Date.parse(iso)
const mornings: OpenHours[] = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '16:00' }]
const nights: OpenHours[] = [{ days: ['sat'], from: '22:00', to: '06:00' }]

describe('hours of a plan', () => {
  it.each([
    ['the last second before', mornings, '2026-11-23T07:59:59Z', false],
    ['the first second', mornings, '2026-11-23T08:00:00Z', true],
    ['the last second', mornings, '2026-11-23T14:59:59Z', true],
    ['the end', mornings, '2026-11-23T15:00:00Z', false],
    ['another day', mornings, '2026-11-22T12:00:00Z', false],
    ['a night’s beginning', nights, '2026-11-21T21:00:00Z', true],
    ['a night’s other day', nights, '2026-11-22T04:59:00Z', true],
    ['a night’s end', nights, '2026-11-22T05:00:00Z', false],
    ['the same hours of another night', nights, '2026-11-23T04:00:00Z', false],
    [
      'midnight as an end',
      [{ days: ['mon'], from: '18:00', to: '24:00' }] as OpenHours[],
      '2026-11-23T22:59:59Z',
      true,
    ],
    [
      'after that midnight',
      [{ days: ['mon'], from: '18:00', to: '24:00' }] as OpenHours[],
      '2026-11-23T23:00:00Z',
      false,
    ],
    ['no hours at all', [], '2026-11-23T12:00:00Z', false],
    [
      'a whole day, from an hour to the same',
      [{ days: ['mon'], from: '09:00', to: '09:00' }] as OpenHours[],
      '2026-11-24T07:59:59Z',
      true,
    ],
  ])('%s, in Berlin', (_what, hours, instant, isOpen) => {
    expect(isWithinHours(hours, at(instant), 'Europe/Berlin')).toBe(isOpen)
  })

  it('go by the clock on the wall when it is set: an hour that exists twice counts twice, one that does not, never', () => {
    const twoToThree: OpenHours[] = [{ days: ['sun'], from: '02:00', to: '03:00' }]
    const isOpen = (iso: string) => isWithinHours(twoToThree, at(iso), 'Europe/Berlin')
    expect([isOpen('2026-10-25T00:30:00Z'), isOpen('2026-10-25T01:30:00Z')]).toEqual([true, true])
    expect([isOpen('2026-03-29T00:59:59Z'), isOpen('2026-03-29T01:00:00Z')]).toEqual([false, false])
  })

  it('and the hours that they leave out hold every instant between them', () => {
    const time = fc.integer({ min: 0, max: 24 * 60 - 1 }).map((minute) => {
      const two = (value: number) => String(value).padStart(2, '0')
      return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
    })
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe')
    fc.assert(
      fc.property(
        time,
        time,
        zone,
        fc.integer({ min: at('2020-01-01'), max: at('2030-01-01') }),
        (from, to, timeZone, instant) => {
          const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
          const isIn = isWithinHours([{ days, from, to }], instant, timeZone)
          const isInOthers = isWithinHours([{ days, from: to, to: from }], instant, timeZone)
          expect(from === to ? isIn : isIn !== isInOthers).toBe(true)
        },
      ),
    )
  })
})

const plan: Membership = {
  isNone: false,
  validFrom: null,
  validUntil: null,
  visitsLeft: null,
  frozenFrom: null,
  frozenUntil: null,
  suspended: false,
  debtCents: 0,
  debtSince: null,
}
const strict: Leniency = { graceDays: 0, debtAllowedCents: 0, currency: 'EUR' }
const offPeak: PlanAccess = { hours: mornings, locations: ['North'] }
const around: RuleContext = {
  today: '2026-11-23',
  instant: at('2026-11-23T12:00:00Z'),
  timeZone: 'UTC',
  location: 'North',
  inside: 9,
  capacity: { places: 10, isHard: true, warnAtPercent: [] },
  antiPassbackMinutes: 0,
}
const refusals = (of: Membership, access: PlanAccess | null, around: RuleContext) =>
  refusalsOfComingIn({ plan: of, leniency: strict, access, lastCameInAt: null }, around)

describe('coming in', () => {
  it.each([
    ['when and where it is allowed', offPeak, {}, null],
    ['at another hour', offPeak, { instant: at('2026-11-23T16:00:00Z') }, 'outside_hours'],
    ['at another place', offPeak, { location: 'South' }, 'wrong_location'],
    ['at a place that the hub does not know', offPeak, { location: null }, null],
    ['as the last one', null, { inside: 9 }, null],
    ['beyond a hard limit', null, { inside: 10 }, 'capacity_full'],
    ['beyond a soft limit', null, { inside: 10_000, capacity: { ...around.capacity, isHard: false } }, null],
  ])('%s', (_what, access, change, reason) => {
    const [refusal] = refusals(plan, access, { ...around, ...change })
    expect(refusal?.reason ?? null).toBe(reason)
  })

  it.each([
    ['at the very instant', '2026-11-23T12:00:00Z', true],
    ['a moment before the minutes are over', '2026-11-23T12:14:59.999Z', true],
    ['when they are over', '2026-11-23T12:15:00Z', false],
    ['at a clock that was set back since', '2026-11-23T11:59:59.999Z', false],
  ])('again after coming in at noon, within 15 minutes, %s', (_when, instant, isRefused) => {
    const comer = { plan, leniency: strict, access: null, lastCameInAt: at('2026-11-23T12:00:00Z') }
    const reasons = refusalsOfComingIn(comer, { ...around, instant: at(instant), antiPassbackMinutes: 15 })
    expect(reasons.map(({ reason }) => reason)).toEqual(isRefused ? ['already_in'] : [])
  })

  it('names what the member can mend first, and the rule with what it allows', () => {
    const all = { ...around, instant: at('2026-11-23T20:00:00Z'), location: 'South', inside: 10 }
    const refuse = (member: Partial<Membership>, access: PlanAccess | null, change = {}) =>
      refusals({ ...plan, ...member }, access, { ...all, ...change })[0]
    expect(refuse({ debtCents: 1 }, offPeak)).toEqual({
      reason: 'debt',
      rule: { kind: 'debt', cents: 1, currency: 'EUR', allowedCents: 0, since: null },
    })
    expect(refuse({}, offPeak)).toEqual({ reason: 'outside_hours', rule: { kind: 'hours', hours: mornings } })
    expect(refuse({}, offPeak, { instant: around.instant })).toEqual({
      reason: 'wrong_location',
      rule: { kind: 'locations', locations: ['North'] },
    })
    expect(refuse({}, null)).toEqual({ reason: 'capacity_full', rule: { kind: 'capacity', capacity: 10 } })
  })
})

describe('an override', () => {
  const receptionist = (right: string) => right === 'override'
  const manager = () => true
  it.each([
    'expired',
    'not_started',
    'frozen',
    'debt',
    'no_visits_left',
    'outside_hours',
    'wrong_location',
  ] as const)('of “%s” is the front desk’s', (reason) =>
    expect(overrideActionFor(reason, receptionist)).toBe('override'),
  )
  it.each(['suspended', 'capacity_full'] as const)('of “%s” is a manager’s', (reason) => {
    expect(overrideActionFor(reason, receptionist)).toBe('manager_pin')
    expect(overrideActionFor(reason, manager)).toBe('override')
  })
  it('is no way around what is a fact', () => {
    for (const reason of ['unknown_credential', 'credential_revoked', 'already_in', 'not_in'] as const) {
      const actions = actionsAfter({ verdict: 'denied', reason }, manager)
      expect(actions).not.toContain('override')
      expect(actions).not.toContain('manager_pin')
    }
  })
})
