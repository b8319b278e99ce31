import { describe, expect, it } from 'vitest'
import { decideScan, type MemberFacts, type ScanAsked } from './decide-scan.ts'
import type { RuleContext } from './rules/rule.ts'
import type { Membership } from './rules/membership.ts'
import { codeEnd, normaliseCode } from './credential-code.ts'

const today = '2026-11-23'
const plan = (overrides: Partial<Membership> = {}): Membership => ({
  isNone: false,
  validFrom: '2026-01-01',
  validUntil: '2027-03-14',
  visitsLeft: null,
  frozenFrom: null,
  frozenUntil: null,
  suspended: false,
  debtCents: 0,
  debtSince: null,
  ...overrides,
})
const member = (overrides: Partial<MemberFacts> = {}): MemberFacts => ({
  plan: plan(),
  access: null,
  leniency: { graceDays: 0, debtAllowedCents: 0, currency: null },
  lastCameInAt: null,
  standing: [],
  inside: false,
  birthday: null,
  hasNote: false,
  noteMustBeRead: false,
  isFirstVisit: false,
  ...overrides,
})
const ask = (overrides: Partial<ScanAsked> = {}): ScanAsked => ({
  mode: 'toggle',
  override: 'none',
  acknowledge: false,
  ...overrides,
})
const context: RuleContext = {
  today,
  instant: Date.parse('2026-11-23T12:00:00Z'),
  timeZone: 'UTC',
  location: 'Main entrance',
  inside: 10,
  capacity: { places: null, isHard: false, warnAtPercent: [] },
  antiPassbackMinutes: 0,
}
const decide = (who: MemberFacts | null, asked = ask(), revoked = false, around = context) =>
  decideScan({ credential: who && { revoked }, member: who, context: around }, asked)

describe('a scan', () => {
  it.each([
    ['outside, toggle', member(), ask(), 'granted', 'ok_in'],
    ['inside, toggle', member({ inside: true }), ask(), 'granted', 'ok_out'],
    ['inside, in only', member({ inside: true }), ask({ mode: 'in' }), 'denied', 'already_in'],
    ['outside, out only', member(), ask({ mode: 'out' }), 'denied', 'not_in'],
    [
      'an ended plan still lets out',
      member({ inside: true, plan: plan({ validUntil: '2026-01-02' }) }),
      ask(),
      'granted',
      'ok_out',
    ],
    [
      'last day of the plan',
      member({ plan: plan({ validUntil: today }) }),
      ask(),
      'granted_with_warning',
      'ok_in',
    ],
    ['day after the plan', member({ plan: plan({ validUntil: '2026-11-22' }) }), ask(), 'denied', 'expired'],
    [
      'day before the plan',
      member({ plan: plan({ validFrom: '2026-11-24' }) }),
      ask(),
      'denied',
      'not_started',
    ],
    [
      'first day of a freeze',
      member({ plan: plan({ frozenFrom: today, frozenUntil: '2026-12-01' }) }),
      ask(),
      'denied',
      'frozen',
    ],
    [
      'day after a freeze',
      member({ plan: plan({ frozenFrom: '2026-11-01', frozenUntil: '2026-11-22' }) }),
      ask(),
      'granted',
      'ok_in',
    ],
    ['suspended', member({ plan: plan({ suspended: true }) }), ask(), 'denied', 'suspended'],
    ['a debt', member({ plan: plan({ debtCents: 1 }) }), ask(), 'denied', 'debt'],
    ['no visits', member({ plan: plan({ visitsLeft: 0 }) }), ask(), 'denied', 'no_visits_left'],
    ['the last visit', member({ plan: plan({ visitsLeft: 1 }) }), ask(), 'granted_with_warning', 'ok_in'],
    ['a note to read', member({ hasNote: true, noteMustBeRead: true }), ask(), 'denied', 'note_must_be_read'],
    [
      'a note read',
      member({ hasNote: true, noteMustBeRead: true }),
      ask({ acknowledge: true }),
      'granted_with_warning',
      'ok_in',
    ],
    [
      'an override',
      member({ plan: plan({ suspended: true }) }),
      ask({ override: 'all' }),
      'granted_with_warning',
      'ok_in',
    ],
  ])('%s', (_what, who, asked, verdict, reason) => {
    expect(decide(who, asked)).toMatchObject({ verdict, reason })
  })

  it('of an unknown or withdrawn card is denied whatever was asked', () => {
    expect(decide(null, ask({ override: 'all' })).reason).toBe('unknown_credential')
    expect(decide(member(), ask({ override: 'all' }), true).reason).toBe('credential_revoked')
  })

  it.each([
    [
      { revoked: true, lostOn: '2026-11-20' },
      false,
      'credential_revoked',
      { kind: 'lost', on: '2026-11-20' },
    ],
    [
      { revoked: false, lentUntil: '2026-11-22' },
      false,
      'credential_revoked',
      { kind: 'lent', until: '2026-11-22' },
    ],
    // Whoever is inside gets out with what brought them in.
    [{ revoked: false, lentUntil: '2026-11-22' }, true, 'ok_out', undefined],
    [{ revoked: false, lentUntil: today }, false, 'ok_in', undefined],
  ])('of the card %j, inside: %s, is %s', (credential, inside, reason, blocked) => {
    const decision = decideScan({ credential, member: member({ inside }), context }, ask({ override: 'all' }))
    expect({ reason: decision.reason, blocked: decision.blocked }).toEqual({ reason, blocked })
  })

  it('says what deserves a word: birthday, first visit, an override', () => {
    expect(decide(member({ birthday: '11-23', isFirstVisit: true })).flags).toEqual([
      'birthday',
      'first_visit',
    ])
    expect(decide(member({ plan: plan({ debtCents: 5 }) }), ask({ override: 'all' })).flags).toEqual([
      'overridden',
    ])
  })
})

describe('a code', () => {
  it.each([
    ['DEMO-00001\r\n', 'DEMO-00001'],
    [' demo-00001\t', 'DEMO-00001'],
    ['００１２３', '00123'],
    ['\u200b12 34', '1234'],
    ['\r\n', ''],
  ])('%j is kept as %s', (scanned, kept) => {
    expect(normaliseCode(scanned)).toBe(kept)
  })

  it('shows at most its last four characters and never more than half', () => {
    expect(['', '1', '1234', '123456789'].map(codeEnd)).toEqual(['', '', '34', '6789'])
  })
})
