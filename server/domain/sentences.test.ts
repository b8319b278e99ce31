import { describe, expect, it } from 'vitest'
import type { FailedRule } from '../protocol/rules.ts'
import { REASONS, type Reason } from '../protocol/scan.ts'
import { sentenceOf } from './sentences.ts'

describe('the hub’s sentence', () => {
  it.each<[Reason, FailedRule, string]>([
    [
      'expired',
      { kind: 'plan_ended', on: '2026-11-19', graceDays: 0 },
      'The plan expired on 19 November 2026',
    ],
    ['not_started', { kind: 'plan_starts', on: '2026-12-01' }, 'The plan starts on 1 December 2026'],
    ['frozen', { kind: 'frozen', until: '2026-12-15' }, 'The plan is frozen until 15 December 2026'],
    ['frozen', { kind: 'frozen', until: null }, 'The plan is frozen'],
    [
      'debt',
      { kind: 'debt', cents: 4_900, currency: 'EUR', allowedCents: 0, since: null },
      'A payment of €49.00 is due',
    ],
    [
      'debt',
      { kind: 'debt', cents: 4_900, currency: null, allowedCents: 0, since: null },
      'A payment of 49.00 is due',
    ],
    [
      'debt',
      { kind: 'debt', cents: 4_900, currency: 'JPY', allowedCents: 0, since: null },
      'A payment of JP¥4,900 is due',
    ],
    [
      'outside_hours',
      { kind: 'hours', hours: [{ days: ['mon', 'tue', 'wed'], from: '09:00', to: '16:00' }] },
      'The plan is only valid Mon–Wed 09:00–16:00',
    ],
    [
      'wrong_location',
      { kind: 'locations', locations: ['North', 'Pool'] },
      'The plan is only valid at North, Pool',
    ],
    ['no_visits_left', { kind: 'no_plan' }, 'No plan yet'],
    ['capacity_full', { kind: 'capacity', capacity: 150 }, 'The gym is full: the limit is 150'],
    [
      'already_in',
      { kind: 'passback', minutes: 15, cameInAt: '2026-11-23T11:00:00.000Z' },
      'This card checked in less than 15 minutes ago',
    ],
  ])('of “%s” names the rule %j', (reason, rule, sentence) => {
    expect(sentenceOf({ reason, rule })).toBe(sentence)
  })

  it('is there for every reason', () => {
    for (const reason of REASONS) expect(sentenceOf({ reason }).length).toBeGreaterThan(3)
  })
})
