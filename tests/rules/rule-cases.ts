import type { FailedRule, Warning } from '../../server/protocol/rules.ts'
import type { Reason, ScanMode, Verdict } from '../../server/protocol/scan.ts'
import type { GymSettingsFile } from '../support/hub/set-clock.ts'

/**
 * Every rule and its edges, once: `pure.test.ts` asks the rules themselves, `end-to-end.test.ts` a real hub over a socket,
 * with its clock set. Both must say the same.
 */
export interface RuleCase {
  name: string
  /** The gym's settings, as they stand in its file. */
  gym: GymSettingsFile
  /** The member, by the columns of a members file. */
  member: Readonly<Record<string, string>>
  /** When they came in and went out before, ISO 8601. */
  before?: readonly [cameIn: string, wentOut: string]
  /** True: they are inside already. */
  isInside?: true
  /** How many others are. */
  others?: number
  mode?: ScanMode
  location?: string
  /** When they scan their card, ISO 8601. */
  at: string
  verdict: Verdict
  reason: Reason
  rule?: FailedRule
  warnings?: readonly Warning[]
}

const BERLIN = { timeZone: 'Europe/Berlin', cutOverHour: 4, currency: 'EUR' }

/** The last millisecond of 22 November in that gym, and the first of the 23rd. */
const LAST = '2026-11-23T02:59:59.999Z'
const FIRST = '2026-11-23T03:00:00.000Z'
const NOON = '2026-11-23T12:00:00.000Z'

type ShownWarnings = Pick<RuleCase, 'verdict' | 'reason' | 'rule' | 'warnings'>

const IN: ShownWarnings = { verdict: 'granted', reason: 'ok_in' }
const IN_BUT_LOOK: ShownWarnings = { verdict: 'granted_with_warning', reason: 'ok_in' }
const denied = (reason: Reason, rule?: FailedRule): ShownWarnings => ({
  verdict: 'denied',
  reason,
  ...(rule && { rule }),
})
const warned = (...warnings: Warning[]): ShownWarnings => ({ ...IN_BUT_LOOK, warnings })

type Row = [
  name: string,
  member: RuleCase['member'],
  at: string,
  said: ShownWarnings,
  more?: Partial<RuleCase>,
]

function cases(gym: GymSettingsFile, rows: readonly Row[]): RuleCase[] {
  return rows.map(([name, member, at, said, more]) => ({ name, gym, member, at, ...said, ...more }))
}

const ended = (on: string, graceDays = 0): ShownWarnings =>
  denied('expired', { kind: 'plan_ended', on, graceDays })
const until = (day: string) => ({ valid_until: day })
const from = (day: string) => ({ valid_from: day })
const frozen = (day: string) => denied('frozen', { kind: 'frozen', until: day })

const days = cases(BERLIN, [
  ['the last instant of a plan', until('2026-11-22'), LAST, IN_BUT_LOOK],
  ['the first one after it', until('2026-11-22'), FIRST, ended('2026-11-22')],
  [
    'the last instant before a plan',
    from('2026-11-23'),
    LAST,
    denied('not_started', { kind: 'plan_starts', on: '2026-11-23' }),
  ],
  ['the first of a plan', from('2026-11-23'), FIRST, IN],
  ['the last instant before a freeze', { frozen_from: '2026-11-23', frozen_until: '2026-12-01' }, LAST, IN],
  [
    'the first of a freeze',
    { frozen_from: '2026-11-23', frozen_until: '2026-12-01' },
    FIRST,
    frozen('2026-12-01'),
  ],
  [
    'the last of a freeze',
    { frozen_from: '2026-11-01', frozen_until: '2026-11-22' },
    LAST,
    frozen('2026-11-22'),
  ],
  ['the first after a freeze', { frozen_from: '2026-11-01', frozen_until: '2026-11-22' }, FIRST, IN],
  [
    'a freeze without an end',
    { frozen_from: '2026-11-01' },
    NOON,
    denied('frozen', { kind: 'frozen', until: null }),
  ],
  [
    'a freeze of one day',
    { frozen_from: '2026-11-23', frozen_until: '2026-11-23' },
    NOON,
    frozen('2026-11-23'),
  ],
  ['a month of 31 days ends', until('2026-01-31'), '2026-02-01T02:59:59.999Z', IN_BUT_LOOK],
  ['and has ended', until('2026-01-31'), '2026-02-01T03:00:00.000Z', ended('2026-01-31')],
  ['a month of 30 days ends, in summer', until('2026-06-30'), '2026-07-01T01:59:59.999Z', IN_BUT_LOOK],
  ['and has ended, in summer', until('2026-06-30'), '2026-07-01T02:00:00.000Z', ended('2026-06-30')],
  ['29 February', until('2028-02-29'), '2028-03-01T02:59:59.999Z', IN_BUT_LOOK],
  ['is over on 1 March', until('2028-02-29'), '2028-03-01T03:00:00.000Z', ended('2028-02-29')],
  ['28 February of another year', until('2027-02-28'), '2027-03-01T02:59:59.999Z', IN_BUT_LOOK],
  ['is over on 1 March as well', until('2027-02-28'), '2027-03-01T03:00:00.000Z', ended('2027-02-28')],
  ['the year ends', until('2026-12-31'), '2027-01-01T02:59:59.999Z', IN_BUT_LOOK],
  ['and another begins', until('2026-12-31'), '2027-01-01T03:00:00.000Z', ended('2026-12-31')],
])

const cutOverInTheGap = cases({ ...BERLIN, cutOverHour: 2 }, [
  [
    'a day before clocks go forward over the cut-over',
    until('2026-03-28'),
    '2026-03-29T00:59:59.999Z',
    IN_BUT_LOOK,
  ],
  ['the day that begins after the gap', until('2026-03-28'), '2026-03-29T01:00:00.000Z', ended('2026-03-28')],
  [
    'a day before the cut-over that is there twice',
    until('2026-10-24'),
    '2026-10-24T23:59:59.999Z',
    IN_BUT_LOOK,
  ],
  ['the first time', until('2026-10-24'), '2026-10-25T00:00:00.000Z', ended('2026-10-24')],
  ['the second time', until('2026-10-24'), '2026-10-25T01:00:00.000Z', ended('2026-10-24')],
])

type Hours = Extract<FailedRule, { kind: 'hours' }>['hours']
const hoursOf = (plan: string) => PLANS[plan as keyof typeof PLANS].hours
const outside = (plan: string) => denied('outside_hours', { kind: 'hours', hours: hoursOf(plan) })
const PLANS = {
  Gap: { hours: [{ days: ['sun'], from: '02:00', to: '03:00' }] as Hours },
  'Over the gap': { hours: [{ days: ['sun'], from: '02:30', to: '04:00' }] as Hours },
  Nights: { hours: [{ days: ['sat'], from: '22:00', to: '06:00' }] as Hours },
  Mornings: { hours: [{ days: ['mon', 'tue'], from: '09:00', to: '16:00' }] as Hours },
  Evenings: { hours: [{ days: ['mon'], from: '18:00', to: '24:00' }] as Hours },
}
const plan = (membership_type: keyof typeof PLANS) => ({ membership_type })

const hours = cases({ ...BERLIN, plans: PLANS }, [
  ['the last instant before the hours', plan('Mornings'), '2026-11-23T07:59:59.999Z', outside('Mornings')],
  ['the first of the hours', plan('Mornings'), '2026-11-23T08:00:00.000Z', IN],
  ['the last of the hours', plan('Mornings'), '2026-11-23T14:59:59.999Z', IN],
  ['the first after the hours', plan('Mornings'), '2026-11-23T15:00:00.000Z', outside('Mornings')],
  ['the same hours on another day', plan('Mornings'), '2026-11-25T12:00:00.000Z', outside('Mornings')],
  ['the last instant before midnight', plan('Evenings'), '2026-11-23T22:59:59.999Z', IN],
  ['midnight', plan('Evenings'), '2026-11-23T23:00:00.000Z', outside('Evenings')],
  ['a night begins', plan('Nights'), '2026-11-21T21:00:00.000Z', IN],
  ['a night past the cut-over', plan('Nights'), '2026-11-22T03:00:00.000Z', IN],
  ['the last instant of a night', plan('Nights'), '2026-11-22T04:59:59.999Z', IN],
  ['a night ends', plan('Nights'), '2026-11-22T05:00:00.000Z', outside('Nights')],
  [
    'a night whose plan ended at its cut-over',
    { ...plan('Nights'), ...until('2026-11-21') },
    '2026-11-22T03:00:00.000Z',
    ended('2026-11-21'),
  ],
  ['before the hour that does not exist', plan('Gap'), '2026-03-29T00:59:59.999Z', outside('Gap')],
  ['after the hour that does not exist', plan('Gap'), '2026-03-29T01:00:00.000Z', outside('Gap')],
  ['hours that begin where no hour exists', plan('Over the gap'), '2026-03-29T01:00:00.000Z', IN],
  ['before the hour that exists twice', plan('Gap'), '2026-10-24T23:59:59.999Z', outside('Gap')],
  ['the hour that exists twice, the first time', plan('Gap'), '2026-10-25T00:30:00.000Z', IN],
  ['the hour that exists twice, again', plan('Gap'), '2026-10-25T01:59:59.999Z', IN],
  ['after the hour that exists twice', plan('Gap'), '2026-10-25T02:00:00.000Z', outside('Gap')],
  ['a night of 23 hours', plan('Nights'), '2026-03-29T03:59:59.999Z', IN],
  ['a night of 23 hours ends', plan('Nights'), '2026-03-29T04:00:00.000Z', outside('Nights')],
  ['a night of 25 hours', plan('Nights'), '2026-10-25T04:59:59.999Z', IN],
])

const grace = (endedOn: string, daysLeft: number): ShownWarnings =>
  warned({ kind: 'grace', endedOn, daysLeft })
const lenient = {
  ...BERLIN,
  graceDays: 5,
  debtAllowedCents: 2_000,
  plans: { Trial: { graceDays: 0 }, Yearly: { graceDays: 30 } },
}
const owes = (cents: number, since = '') => ({ debt_cents: String(cents), debt_since: since })
const debt = (cents: number, daysLeft: number | null): ShownWarnings =>
  warned({ kind: 'debt', cents, currency: 'EUR', daysLeft })
const tooMuch = (cents: number, since: string): ShownWarnings =>
  denied('debt', { kind: 'debt', cents, currency: 'EUR', allowedCents: 2_000, since })

const leniency = cases(lenient, [
  ['the last day of a plan has no grace to speak of', until('2026-11-23'), NOON, IN_BUT_LOOK],
  ['the first day of grace', until('2026-11-22'), FIRST, grace('2026-11-22', 4)],
  ['two days after the end', until('2026-11-21'), NOON, grace('2026-11-21', 3)],
  ['the last instant of grace', until('2026-11-17'), LAST, grace('2026-11-17', 0)],
  ['the first one after it', until('2026-11-17'), FIRST, ended('2026-11-17', 5)],
  ['grace over the end of a month', until('2026-02-27'), '2026-03-04T12:00:00.000Z', grace('2026-02-27', 0)],
  ['grace over 29 February', until('2028-02-27'), '2028-03-03T12:00:00.000Z', grace('2028-02-27', 0)],
  [
    'a kind of plan without grace',
    { ...until('2026-11-22'), membership_type: 'Trial' },
    NOON,
    ended('2026-11-22'),
  ],
  [
    'a kind of plan with more of it',
    { ...until('2026-11-01'), membership_type: 'yearly ' },
    NOON,
    grace('2026-11-01', 8),
  ],
  ['a debt that is allowed', owes(2_000, '2026-01-01'), NOON, debt(2_000, null)],
  ['a cent more, long ago', owes(2_001, '2026-01-01'), NOON, tooMuch(2_001, '2026-01-01')],
  ['a debt of today', owes(4_900, '2026-11-23'), NOON, debt(4_900, 4)],
  ['a debt’s last instant of grace', owes(4_900, '2026-11-18'), LAST, debt(4_900, 0)],
  ['the first one after a debt’s grace', owes(4_900, '2026-11-18'), FIRST, tooMuch(4_900, '2026-11-18')],
  [
    'grace for both',
    { ...until('2026-11-22'), ...owes(100, '2026-01-01') },
    NOON,
    warned(
      { kind: 'grace', endedOn: '2026-11-22', daysLeft: 4 },
      { kind: 'debt', cents: 100, currency: 'EUR', daysLeft: null },
    ),
  ],
])

const plans = cases(BERLIN, [
  ['nothing against it', {}, NOON, IN],
  ['a suspension before all else', { suspended: '1', ...until('2020-01-01') }, NOON, denied('suspended')],
  [
    'a cent of debt where none is allowed',
    owes(1, '2026-11-23'),
    NOON,
    denied('debt', { kind: 'debt', cents: 1, currency: 'EUR', allowedCents: 0, since: '2026-11-23' }),
  ],
  ['no visit left', { visits_left: '0' }, NOON, denied('no_visits_left')],
  ['the last visit', { visits_left: '1' }, NOON, IN_BUT_LOOK],
  ['three visits left', { visits_left: '3' }, NOON, IN],
  ['a note that must be read', { note: 'Form', note_must_be_read: '1' }, NOON, denied('note_must_be_read')],
  ['way in, inside already', {}, NOON, denied('already_in'), { mode: 'in', isInside: true }],
  ['way out, not inside', {}, NOON, denied('not_in'), { mode: 'out' }],
  [
    'nobody is kept inside',
    until('2020-01-01'),
    NOON,
    { verdict: 'granted', reason: 'ok_out' },
    { isInside: true },
  ],
])

const places = cases({ ...BERLIN, locations: ['North', 'Pool'], plans: { Swim: { locations: ['Pool'] } } }, [
  ['the plan’s place', { membership_type: 'Swim' }, NOON, IN, { location: 'Pool' }],
  [
    'another place',
    { membership_type: 'Swim' },
    NOON,
    denied('wrong_location', { kind: 'locations', locations: ['Pool'] }),
    { location: 'North' },
  ],
  ['a place that nobody knows', { membership_type: 'Swim' }, NOON, IN, { location: 'The roof' }],
])

const crowd = (inside: number): ShownWarnings => warned({ kind: 'crowd', inside, capacity: 10 })
const full = denied('capacity_full', { kind: 'capacity', capacity: 10 })
const capacity = { ...BERLIN, capacity: 10 }
const rooms = [
  ...cases(capacity, [
    ['the one before a share is reached', {}, NOON, IN, { others: 6 }],
    ['the one who reaches 80 %', {}, NOON, crowd(8), { others: 7 }],
    ['the one who reaches 90 %', {}, NOON, crowd(9), { others: 8 }],
    ['the last place', {}, NOON, crowd(10), { others: 9 }],
    ['beyond a soft limit', {}, NOON, crowd(11), { others: 10 }],
  ]),
  ...cases({ ...capacity, capacityIsHard: true, capacityWarnings: [] }, [
    ['no share to hear of', {}, NOON, IN, { others: 8 }],
    ['the last place of a hard limit', {}, NOON, crowd(10), { others: 9 }],
    ['beyond a hard limit', {}, NOON, full, { others: 10 }],
    [
      'out of a full house',
      {},
      NOON,
      { verdict: 'granted', reason: 'ok_out' },
      { others: 9, isInside: true },
    ],
  ]),
]

const passback = (cameInAt: string): ShownWarnings =>
  denied('already_in', { kind: 'passback', minutes: 15, cameInAt })
const before = ['2026-11-23T11:00:00.000Z', '2026-11-23T11:02:00.000Z'] as const
const overTheChange = ['2026-10-25T00:55:00.000Z', '2026-10-25T00:57:00.000Z'] as const
const passingOn = cases({ ...BERLIN, antiPassbackMinutes: 15 }, [
  ['the card comes back at once', {}, '2026-11-23T11:03:00.000Z', passback(before[0]), { before }],
  ['the last instant of anti-passback', {}, '2026-11-23T11:14:59.999Z', passback(before[0]), { before }],
  ['the first one after it', {}, '2026-11-23T11:15:00.000Z', IN, { before }],
  ['on the way in only', {}, '2026-11-23T11:03:00.000Z', passback(before[0]), { before, mode: 'in' }],
  ['a clock that was set back since', {}, '2026-11-23T10:50:00.000Z', IN, { before }],
  [
    'minutes are real ones where clocks go back',
    {},
    '2026-10-25T01:09:59.999Z',
    passback(overTheChange[0]),
    { before: overTheChange },
  ],
  ['and end with them', {}, '2026-10-25T01:10:00.000Z', IN, { before: overTheChange }],
])

export const RULE_CASES: readonly RuleCase[] = [
  ...days,
  ...cutOverInTheGap,
  ...hours,
  ...leniency,
  ...plans,
  ...places,
  ...rooms,
  ...passingOn,
]
