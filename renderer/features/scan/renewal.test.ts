import { describe, expect, it } from 'vitest'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { readAmount } from '../../../server/domain/read-money.ts'
import { beginRenewal, partsOf, readRenewal, type RenewalForm } from './renewal.ts'

const TODAY = '2026-11-25'
const EUROS = { today: TODAY, digits: 2 }

const memberWith = (change: Partial<MemberDetails>): MemberDetails => ({
  ...{ id: 'm', full_name: 'Tom O’Brien', membership_type: 'Monthly', photo_url: null, note: '' },
  ...{ valid_from: null, valid_until: '2026-11-21', visits_left: null, note_must_be_read: false },
  ...{ frozen_until: null, inside: false, last_visit_time: null, visits_total: 0, refusal: null },
  ...{ phone: '', email: '', birthday: null, debt_cents: 0, cards: [], visits: [], overrides: [] },
  ...{ periods: [], freezes: [] },
  ...change,
})

/** What the form offers at once: one Enter and it is done. */
function offered(change: Partial<MemberDetails>, form: Partial<RenewalForm> = {}) {
  const member = memberWith(change)
  const read = readRenewal({ ...beginRenewal(member), ...form }, member, EUROS)
  return 'renewal' in read ? { renewal: read.renewal } : read
}

/** What is charged and received, in cents. */
function moneyOf(change: Partial<MemberDetails>, form: Partial<RenewalForm>) {
  const member = memberWith(change)
  const read = readRenewal({ ...beginRenewal(member), ...form }, member, EUROS)
  return 'renewal' in read ? [read.money.price, read.money.received, read.renewal.debt_cents] : read.wrong
}

describe('a renewal, before anything is typed,', () => {
  it.each([
    ['an ended plan: a month from today', { refusal: 'expired' }, { valid_until: '2026-12-24' }],
    ['no visits left: ten more', { refusal: 'no_visits_left', visits_left: 0 }, { visits_left: 10 }],
    ['a debt: paid in full', { refusal: 'debt', debt_cents: 4900 }, { debt_cents: 0 }],
    [
      'an ended plan without visits: both',
      { refusal: 'expired', visits_left: 0 },
      { valid_until: '2026-12-24', visits_left: 10 },
    ],
    // Nobody has paid yet, whatever keeps them out.
    [
      'an ended plan with a debt: only the plan',
      { refusal: 'expired', debt_cents: 1 },
      { valid_until: '2026-12-24' },
    ],
    ['nothing: nothing', {}, {}],
    [
      'no plan yet: a month of any number of visits',
      { refusal: 'no_visits_left', membership_type: '', valid_until: null, visits_left: 0 },
      { valid_until: '2026-12-24', visits_left: null },
    ],
  ] as const)('solves %s', (_what, change, renewal) => {
    expect(offered(change)).toEqual({ renewal })
  })
})

describe('what is chosen', () => {
  it('goes on from the end of a plan that has not ended, and adds to the visits that are left', () => {
    const running = { valid_until: '2027-01-31', visits_left: 2 }
    expect(offered(running, { period: '1', pack: '5' })).toEqual({
      renewal: { valid_until: '2027-02-28', visits_left: 7 },
    })
  })

  it.each([
    [{ period: 'other', until: '' }, 'until'],
    [{ period: 'other', until: '2026-11-24' }, 'until'],
    [{ pack: 'other', visits: '0' }, 'visits'],
    [{ pack: 'other', visits: 'ten' }, 'visits'],
    [{ payment: 'part', received: '' }, 'received'],
    [{ payment: 'part', received: '0' }, 'received'],
    [{ payment: 'part', received: '49,00' }, 'received'],
  ] as const)('%j is asked for again', (form, wrong) => {
    expect(offered({ debt_cents: 4900, visits_left: 0 }, form)).toEqual({ wrong })
  })

  it('may be another day, another number, or a part of the debt', () => {
    const form = {
      period: 'other',
      until: TODAY,
      pack: 'other',
      visits: '3',
      payment: 'part',
      received: '9,5',
    } as const
    expect(offered({ debt_cents: 4900, visits_left: 0 }, form)).toEqual({
      renewal: { valid_until: TODAY, visits_left: 3, debt_cents: 3950 },
    })
  })

  it('is only what the member has', () => {
    const plain = memberWith({ valid_until: null })
    expect(partsOf(plain)).toEqual({ period: false, pack: false })
  })
})

describe('a price', () => {
  const OWES = { debt_cents: 2000 }
  const KEPT_OUT = { ...OWES, refusal: 'debt' } as const

  it.each([
    ['is paid at once', {}, {}, [4900, 4900, undefined]],
    ['is paid in part, and the rest is due', {}, { payment: 'part', received: '20' }, [4900, 2000, 2900]],
    ['is due where nothing is paid', {}, { payment: 'keep' }, [4900, 0, 4900]],
    ['is paid without what was due before', OWES, {}, [4900, 4900, undefined]],
    ['is paid with what keeps the member out', KEPT_OUT, {}, [4900, 6900, 0]],
    ['is paid with all that is due', OWES, { payment: 'all' }, [4900, 6900, 0]],
    ['that is no amount is asked for again', {}, { price: 'a lot' }, 'price'],
    ['with too many digits is asked for again', {}, { price: '49.000' }, 'price'],
    ['is not paid with more than is due', {}, { payment: 'part', received: '49' }, 'received'],
    ['that is not typed is none', {}, { price: '' }, [0, 0, undefined]],
  ] as const)('%s', (_what, change, form, money) => {
    expect(moneyOf(change, { price: '49', ...form })).toEqual(money)
  })
})

it.each([
  ['12', 1200],
  ['12.5', 1250],
  [' 12,50 ', 1250],
  ['', null],
  ['1.234,50', null],
  ['-1', null],
])('the amount %j is %s', (typed, cents) => {
  expect(readAmount(typed, 2)).toBe(cents)
})

it('an amount of a currency without parts is a whole number', () => {
  expect([readAmount('4900', 0), readAmount('49.5', 0)]).toEqual([4900, null])
})
