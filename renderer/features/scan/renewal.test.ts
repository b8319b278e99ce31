import { describe, expect, it } from 'vitest'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { beginRenewal, partsOf, readAmount, readRenewal, type RenewalForm } from './renewal.ts'

const TODAY = '2026-11-25'

const memberWith = (change: Partial<MemberDetails>): MemberDetails => ({
  ...{ id: 'm', full_name: 'Tom O’Brien', membership_type: 'Monthly', photo_url: null, note: '' },
  ...{ valid_from: null, valid_until: '2026-11-21', visits_left: null, note_must_be_read: false },
  ...{ frozen_until: null, inside: false, last_visit_time: null, visits_total: 0, refusal: null },
  ...{ phone: '', email: '', birthday: null, debt_cents: 0, cards: [], visits: [], overrides: [] },
  ...change,
})

/** What the form offers at once: one Enter and it is done. */
function offered(change: Partial<MemberDetails>, form: Partial<RenewalForm> = {}) {
  const member = memberWith(change)
  return readRenewal({ ...beginRenewal(member), ...form }, member, TODAY)
}

describe('a renewal, before anything is typed,', () => {
  it.each([
    ['an ended plan: a month from today', { refusal: 'expired' }, { valid_until: '2026-12-25' }],
    ['no visits left: ten more', { refusal: 'no_visits_left', visits_left: 0 }, { visits_left: 10 }],
    ['a debt: paid in full', { refusal: 'debt', debt_cents: 4900 }, { debt_cents: 0 }],
    [
      'an ended plan without visits: both',
      { refusal: 'expired', visits_left: 0 },
      { valid_until: '2026-12-25', visits_left: 10 },
    ],
    // Nobody has paid yet, whatever keeps them out.
    [
      'an ended plan with a debt: only the plan',
      { refusal: 'expired', debt_cents: 1 },
      { valid_until: '2026-12-25' },
    ],
    ['nothing: nothing', {}, {}],
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
    expect(partsOf(plain)).toEqual({ period: false, pack: false, payment: false })
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
  expect(readAmount(typed)).toBe(cents)
})
