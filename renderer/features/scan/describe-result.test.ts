import { describe, expect, it } from 'vitest'
import type { FailedRule, Warning } from '../../../server/protocol/rules.ts'
import type { Reason } from '../../../server/protocol/scan.ts'
import type { VisitPayload } from '../../../server/protocol/server-frames.ts'
import { i18n } from '../../i18n/index.ts'
import type { ShownAnswer, ShownMember, ShownResult } from '../../services/shown-result.ts'
import { lineOf, lookOf, wordOf } from './describe-result.ts'
import type { Wording } from '../../contexts/use-wording.ts'
import { factsOf } from './facts-of.ts'

const wording: Wording = {
  ...{ t: i18n.t, language: 'en', timeZone: 'Europe/Berlin', today: '2026-11-23' },
  currency: null,
}
const at = '2026-11-23T17:42:00.000Z'

const member = (more: Partial<ShownMember> = {}): ShownMember => ({
  id: 'm',
  full_name: 'Sofia Lindqvist',
  membership_type: 'Monthly',
  valid_until: '2027-03-14',
  ...more,
})
const visit = (more: Partial<VisitPayload> = {}): VisitPayload => ({
  id: 'v',
  member: member(),
  check_in_time: at,
  location: '',
  check_out_time: null,
  notes: '',
  desk: { id: 'd', name: 'Desk 1' },
  seq: 1,
  verdict: 'granted',
  reason: 'ok_in',
  flags: [],
  ...more,
})
const shown = (answer: Partial<ShownAnswer>, more: Partial<ShownResult> = {}): ShownResult => ({
  key: 1,
  scannedAt: Date.parse(at),
  code: 'DEMO-1',
  memberId: null,
  state: 'answered',
  result: {
    verdict: 'granted',
    reason: 'ok_in',
    flags: [],
    message: '',
    member: member(),
    visit: visit(),
    actions: [],
    ...answer,
  },
  ...more,
})
const refused = (reason: Reason, rule: FailedRule) => shown({ verdict: 'denied', reason, rule, visit: null })
const warned = (...warnings: Warning[]) => shown({ verdict: 'granted_with_warning', warnings })
const said = (result: ShownResult) => [lookOf(result), wordOf(result, i18n.t), lineOf(result, wording)]

describe('a result in words', () => {
  const left = visit({ check_out_time: at, stay_minutes: 72, reason: 'ok_out' })
  it.each<[string, ShownResult, string[]]>([
    ['coming in', shown({}), ['granted', 'Come in', 'Checked in at 18:42']],
    [
      'leaving',
      shown({ reason: 'ok_out', visit: left }),
      ['leaving', 'Goodbye', 'Checked out at 18:42, stayed 1 h 12 min'],
    ],
    [
      'leaving, the same card again',
      shown({ reason: 'repeat_ignored', visit: left }),
      ['leaving', 'Goodbye', 'Checked out at 18:42, stayed 1 h 12 min · same card again'],
    ],
    [
      'a plan that ends soon',
      shown({
        verdict: 'granted_with_warning',
        flags: ['expires_soon'],
        member: member({ valid_until: '2026-11-26' }),
      }),
      ['warning', 'Come in, see below', 'Plan expires in 3 days · Checked in at 18:42'],
    ],
    [
      'the last visit but one',
      shown({ verdict: 'granted_with_warning', flags: ['expires_soon'], member: member({ visits_left: 1 }) }),
      ['warning', 'Come in, see below', '1 visit left · Checked in at 18:42'],
    ],
    [
      'an ended plan',
      refused('expired', { kind: 'plan_ended', on: '2026-11-19', graceDays: 0 }),
      ['denied', 'Not today', 'Plan expired 4 days ago, on 19 November'],
    ],
    [
      'a plan not begun',
      refused('not_started', { kind: 'plan_starts', on: '2026-11-26' }),
      ['denied', 'Plan not started', 'Plan starts in 3 days, on 26 November'],
    ],
    [
      'a plan whose grace is over',
      refused('expired', { kind: 'plan_ended', on: '2026-11-17', graceDays: 5 }),
      ['denied', 'Not today', 'Plan expired 6 days ago, on 17 November · 5 grace days used up'],
    ],
    [
      'no plan yet',
      refused('no_visits_left', { kind: 'no_plan' }),
      ['denied', 'No plan yet', 'No plan yet: sell one (F5)'],
    ],
    [
      'a freeze',
      refused('frozen', { kind: 'frozen', until: '2026-12-15' }),
      ['denied', 'Not today', 'Plan is frozen until 15 December'],
    ],
    [
      'a freeze without an end',
      refused('frozen', { kind: 'frozen', until: null }),
      ['denied', 'Not today', 'The plan is frozen'],
    ],
    [
      'a debt',
      refused('debt', { kind: 'debt', cents: 4_900, currency: 'EUR', allowedCents: 0, since: '2026-11-02' }),
      ['denied', 'Not today', '€49.00 due since 2 November'],
    ],
    [
      'a debt above what is let pass, in no currency',
      refused('debt', { kind: 'debt', cents: 4_900, currency: null, allowedCents: 500, since: null }),
      ['denied', 'Not today', '49.00 due · limit 5.00'],
    ],
    [
      'a card that came in a moment ago',
      refused('already_in', { kind: 'passback', minutes: 15, cameInAt: at }),
      ['denied', 'Card just used', 'This card checked in at 18:42. It works again 15 minutes later.'],
    ],
    [
      'not inside, and since when not',
      shown({ verdict: 'denied', reason: 'not_in', visit: null, member: member({ last_visit_time: at }) }),
      ['denied', 'Not inside', 'Not inside. Last checked in 18:42.'],
    ],
    [
      'days of grace',
      warned({ kind: 'grace', endedOn: '2026-11-21', daysLeft: 3 }),
      ['warning', 'Come in, see below', 'Plan expired 2 days ago, 3 grace days left · Checked in at 18:42'],
    ],
    [
      'the last day of grace',
      warned({ kind: 'grace', endedOn: '2026-11-18', daysLeft: 0 }),
      [
        'warning',
        'Come in, see below',
        'Plan expired 5 days ago, today is the last grace day · Checked in at 18:42',
      ],
    ],
    [
      'a small debt and the last place',
      warned(
        { kind: 'debt', cents: 150, currency: 'EUR', daysLeft: null },
        { kind: 'crowd', inside: 10, capacity: 10 },
      ),
      ['warning', 'Come in, see below', '€1.50 due · That was the last free place · Checked in at 18:42'],
    ],
    [
      'an override that stands',
      shown({
        verdict: 'granted_with_warning',
        flags: ['overridden'],
        override: {
          ...{ id: 'o', refusal: 'debt', reason: 'Pays on Friday', until: '2026-11-27' },
          ...{ by: 'Anna', approvedBy: null },
        },
      }),
      [
        'warning',
        'Come in, see below',
        'Let in with a payment due until 27 November · Let in by staff at 18:42',
      ],
    ],
    [
      'inside already',
      shown({ verdict: 'denied', reason: 'already_in', visit: null, duplicateOf: { visitId: 'v', at } }),
      ['denied', 'Already inside', 'Inside since 18:42'],
    ],
    [
      'a check-in taken back',
      shown({ flags: ['undone'], reason: 'ok_out', visit: left }),
      ['undone', 'Undone', 'Check-in undone. Not inside.'],
    ],
    [
      'no connection',
      shown({ verdict: 'error', reason: 'hub_unreachable' }, { state: 'waiting' }),
      ['waiting', 'Waiting for the hub', 'Saved on this desk. Sent as soon as the hub is ready.'],
    ],
    [
      'no connection, and nowhere to save it',
      shown({ verdict: 'error', reason: 'hub_unreachable' }, { state: 'waiting', isUnsaved: true }),
      [
        'waiting',
        'Waiting for the hub',
        'Not saved. Keep this page open: it is sent as soon as the hub is ready.',
      ],
    ],
    [
      'an hour that the plan does not cover',
      shown({
        verdict: 'denied',
        reason: 'outside_hours',
        rule: {
          kind: 'hours',
          hours: [
            { days: ['mon', 'tue', 'wed', 'fri'], from: '09:00', to: '16:00' },
            { days: ['sat', 'sun'], from: '10:00', to: '14:00' },
          ],
        },
      }),
      ['denied', 'Outside plan hours', 'Plan only valid Mon–Wed, Fri 09:00–16:00, Sat–Sun 10:00–14:00'],
    ],
    [
      'a place that the plan does not cover',
      shown({
        verdict: 'denied',
        reason: 'wrong_location',
        rule: { kind: 'locations', locations: ['North', 'Pool'] },
      }),
      ['denied', 'Wrong location', 'Plan only valid at North, Pool'],
    ],
    [
      'a full gym',
      shown({ verdict: 'denied', reason: 'capacity_full', rule: { kind: 'capacity', capacity: 150 } }),
      ['denied', 'The gym is full', 'The limit is 150 people. No one can come in until someone leaves.'],
    ],
    [
      'a command that the hub refused',
      shown({ verdict: 'error', reason: 'hub_unreachable', failedBy: 'denied' }),
      ['denied', 'That didn’t work', 'This can’t be undone: something later depends on it.'],
    ],
  ])('%s', (_what, result, words) => {
    expect(said(result)).toEqual(words)
  })

  it('says few facts, in words', () => {
    const facts = factsOf(
      shown({
        member: member({ visits_left: 1, visits_total: 41, last_visit_time: '2026-11-22T18:05:00Z' }),
      }),
      wording,
    )
    expect(facts.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      'Plan: Monthly, until 14 March 2027',
      'Visits: 1 left, 41 so far',
      'Last visit: yesterday, 19:05',
      'Card: DEMO-1',
    ])
  })
})
