import { describe, expect, it } from 'vitest'
import type { RuleContext } from './rules/rule.ts'
import { decideComingIn, type MemberFacts } from './decide-scan.ts'
import { latestEndOf } from './overriding.ts'

const owing: MemberFacts = {
  plan: {
    isNone: false,
    validFrom: null,
    validUntil: '2026-11-01',
    visitsLeft: null,
    frozenFrom: null,
    frozenUntil: null,
    suspended: false,
    debtCents: 4_900,
    debtSince: null,
  },
  leniency: { graceDays: 0, debtAllowedCents: 0, currency: 'EUR' },
  access: null,
  lastCameInAt: null,
  standing: [],
  inside: false,
  birthday: null,
  hasNote: false,
  noteMustBeRead: false,
  isFirstVisit: false,
}
const room: RuleContext = {
  today: '2026-11-23',
  instant: Date.parse('2026-11-23T12:00:00Z'),
  timeZone: 'UTC',
  location: null,
  inside: 10,
  capacity: { places: 10, isHard: false, warnAtPercent: [] },
  antiPassbackMinutes: 0,
}
const full = { ...room, capacity: { ...room.capacity, isHard: true } }
const decide = (override: 'none' | 'soft' | 'all', around = room, standing: MemberFacts['standing'] = []) =>
  decideComingIn({ ...owing, standing }, { override, acknowledge: false }, around)

describe('an override', () => {
  it('bends every rule within its reach, and each of them is named', () => {
    expect(decide('soft')).toMatchObject({ verdict: 'granted_with_warning', overrode: ['expired', 'debt'] })
  })

  it('of a soft rule does not carry anybody beyond a hard limit', () => {
    expect(decide('soft', full)).toMatchObject({
      verdict: 'denied',
      reason: 'capacity_full',
      rule: { kind: 'capacity', capacity: 10 },
    })
    expect(decide('all', full)).toMatchObject({ overrode: ['expired', 'debt', 'capacity_full'] })
  })

  it('that stands is for its rule alone', () => {
    expect(decide('none', room, ['expired'])).toMatchObject({ verdict: 'denied', reason: 'debt' })
    expect(decide('none', room, ['expired', 'debt'])).toMatchObject({
      verdict: 'granted_with_warning',
      flags: ['overridden'],
      overrode: [],
      stood: ['expired', 'debt'],
    })
    expect(decide('soft', room, ['debt'])).toMatchObject({ overrode: ['expired'], stood: ['debt'] })
  })

  it('that stands and is not needed says nothing', () => {
    const paid = {
      ...owing,
      plan: { ...owing.plan, validUntil: null, debtCents: 0 },
      standing: ['debt'] as const,
    }
    const asked = { override: 'none', acknowledge: false } as const
    expect(decideComingIn(paid, asked, { ...room, inside: 0 })).toMatchObject({
      verdict: 'granted',
      flags: [],
    })
  })

  it('can stand for a month, of a hard rule until the end of the day', () => {
    expect(latestEndOf(['debt'], '2026-01-31')).toBe('2026-03-03')
    expect(latestEndOf(['debt', 'suspended'], '2026-01-31')).toBe('2026-01-31')
    expect(latestEndOf(['capacity_full'], '2026-01-31')).toBe('2026-01-31')
  })
})
