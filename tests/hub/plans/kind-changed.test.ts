import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { LedgerReply } from '../../../server/protocol/ledger.ts'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import type { PlanSale, SoldPlan } from '../../../server/protocol/plans.ts'
import { openDesk } from '../../support/client/desk.ts'
import { never } from '../../support/hub/held-time.ts'
import { addMember, startHub } from '../../support/hub/hub.ts'
import { addPlan, call } from '../../support/hub/plans.ts'

const DAY_MS = 24 * 3_600_000

/** A member who bought thirty days for 30.00 on 25 November, of which twenty are left on 5 December. */
async function openGym() {
  const clock = { now: Date.parse('2026-11-25T10:00:00Z') }
  const hub = await startHub({}, { now: () => (clock.now += 1), every: never })
  const member = await addMember(hub, { membership_type: 'Trial', valid_until: '2026-11-20' })
  const desk = await openDesk(hub, { role: 'manager' })
  const month = await addPlan(desk, { name: 'Thirty days', duration: { unit: 'days', count: 30 } })
  const year = await addPlan(desk, { name: 'Yearly', duration: { unit: 'days', count: 360 } })
  const sheet = () => call<MemberDetails>(desk, 'members.get', { memberId: member.id })
  const sell = async (planId: string, change: Partial<PlanSale> = {}) => {
    const { membership_type, valid_from, valid_until, visits_left } = await sheet()
    const was = { membership_type, valid_from, valid_until, visits_left }
    const asked = { id: uuidv7(), memberId: member.id, planId, version: 1, was, ...change }
    return { ...(await call<SoldPlan & { code?: string }>(desk, 'plans.sell', asked)), change_id: asked.id }
  }
  await sell(month.id, { price_cents: 3_000, received_cents: 3_000, way: 'cash' })
  clock.now += 10 * DAY_MS
  const undo = (sold: Awaited<ReturnType<typeof sell>>) => {
    const { membership_type, valid_from, valid_until, visits_left, was, changed_time, change_id } = sold
    const now = { membership_type, valid_from, valid_until, visits_left }
    return call(desk, 'members.undoChange', { memberId: member.id, now, was, changed_time, change_id })
  }
  const ledger = async () => (await call<LedgerReply>(desk, 'ledger.list', { memberId: member.id })).entries
  return { desk, year, sheet, sell, undo, ledger }
}

describe('what is left of a plan when another takes its place', () => {
  it('lapses where nobody says otherwise, and comes back with the undo', async () => {
    const { year, sheet, sell, undo } = await openGym()
    const before = await sheet()
    const sold = await sell(year.id)
    expect(sold).toMatchObject({
      membership_type: 'Yearly',
      valid_from: '2026-12-05',
      valid_until: '2027-11-29',
    })
    expect(await undo(sold)).toMatchObject({ valid_until: '2026-12-24' })
    expect(await sheet()).toEqual(before)
  })

  it('is added in days', async () => {
    const { year, sheet, sell, undo } = await openGym()
    const sold = await sell(year.id, { left: 'days' })
    expect(sold).toMatchObject({ membership_type: 'Yearly', valid_until: '2027-12-19' })
    await undo(sold)
    expect(await sheet()).toMatchObject({ membership_type: 'Thirty days', valid_until: '2026-12-24' })
  })

  it('is credited in money, as an entry of its own, and both are reversed by one undo', async () => {
    const { year, sheet, sell, undo, ledger } = await openGym()
    const paid = { price_cents: 30_000, received_cents: 28_000, way: 'cash', left: 'money' } as const
    expect(await sell(year.id, { ...paid, credit_cents: 1_999 })).toMatchObject({ code: 'request_conflict' })
    const sold = await sell(year.id, { ...paid, credit_cents: 2_000 })
    expect(await sheet()).toMatchObject({ membership_type: 'Yearly', debt_cents: 0 })
    const [payment, credit, charge] = await ledger()
    expect([payment, credit, charge]).toMatchObject([
      { kind: 'payment', cents: -28_000 },
      { kind: 'correction', cents: -2_000, plan: 'Thirty days' },
      { kind: 'charge', cents: 30_000, plan: 'Yearly' },
    ])
    await undo(sold)
    expect(await sheet()).toMatchObject({ membership_type: 'Thirty days', debt_cents: 0 })
    expect((await ledger()).reduce((sum, { cents }) => sum + cents, 0)).toBe(0)
  })

  it('is at most the price of the new one', async () => {
    const { year, sheet, sell } = await openGym()
    const free = { price_cents: 1_500, left: 'money' } as const
    expect(await sell(year.id, { ...free, credit_cents: 2_000 })).toMatchObject({ code: 'request_conflict' })
    await sell(year.id, { ...free, credit_cents: 1_500 })
    expect(await sheet()).toMatchObject({ membership_type: 'Yearly', debt_cents: 0 })
  })

  it.each([
    ['nothing is left', { left: 'days', startsOn: '2026-12-25' }, 'invalid_message'],
    ['it is worth another sum', { left: 'money', credit_cents: 1 }, 'request_conflict'],
  ] as const)('is refused where %s, and nothing is sold', async (_what, change, code) => {
    const { year, sheet, sell } = await openGym()
    const before = await sheet()
    expect(await sell(year.id, change)).toMatchObject({ code })
    expect(await sheet()).toEqual(before)
  })
})
