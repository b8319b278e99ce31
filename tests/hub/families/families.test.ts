import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { LedgerReply } from '../../../server/protocol/ledger.ts'
import { openDesk } from '../../support/client/desk.ts'
import { forWholeFile } from '../../support/for-whole-file.ts'
import { companyOf } from '../../support/hub/day-gym.ts'
import { addMember, startHub } from '../../support/hub/hub.ts'
import { call } from '../../support/hub/plans.ts'

const gym = forWholeFile(async () => {
  const hub = await startHub()
  return { hub, desk: await openDesk(hub) }
})

/** Somebody who holds an account, and two who belong to it: they owe 20, nothing and 15. */
async function openFamily() {
  const { hub, desk } = gym()
  const holder = await addMember(hub, { full_name: 'Rita Roth', debt_cents: '2000' })
  const tom = await addMember(hub, { full_name: 'Tom Roth' })
  const lea = await addMember(hub, { full_name: 'Lea Roth', debt_cents: '1500', visits_left: '0' })
  const join = (memberId: string, holderId = holder.id) => call(desk, 'families.join', { memberId, holderId })
  for (const { id } of [tom, lea]) await join(id)
  const names = async (memberId: string) =>
    (await companyOf(desk, memberId)).family.map(({ full_name }) => full_name)
  return { hub, desk, holder, tom, lea, join, names }
}

describe('a family', () => {
  it('is the same on each one’s sheet, who holds the account first, with who is inside and why who is not let in', async () => {
    const { desk, holder, tom, lea } = await openFamily()
    await desk.ask('check_in', { memberId: tom.id })
    const { family } = await companyOf(desk, lea.id)
    expect(family).toMatchObject([
      { id: holder.id, debt_cents: 2000, visitId: null, refusal: 'debt' },
      { id: tom.id, debt_cents: 0, visitId: expect.any(String) as string, refusal: null },
      { id: lea.id, debt_cents: 1500, visitId: null, refusal: 'debt' },
    ])
    expect((await companyOf(desk, holder.id)).family).toEqual(family)
  })

  it('has one holder, who belongs to nobody else’s', async () => {
    const { hub, holder, tom, join, names } = await openFamily()
    const other = await addMember(hub, { full_name: 'Otto' })
    const REFUSED = { details: { problem: 'family_of_family' } }
    expect(await join(other.id, tom.id)).toMatchObject(REFUSED)
    expect(await join(holder.id, other.id)).toMatchObject(REFUSED)
    expect(await join(other.id, other.id)).toMatchObject(REFUSED)
    expect(await join(tom.id)).toEqual({ memberId: tom.id, holderId: holder.id })
    expect(await names(other.id)).toEqual([])
  })

  it('is left by whoever is taken out of it, and is none without anybody', async () => {
    const { hub, desk, holder, tom, lea, names } = await openFamily()
    for (const { id: memberId } of [tom, tom]) {
      expect(await call(desk, 'families.leave', { memberId })).toEqual({ memberId })
    }
    expect(await names(lea.id)).toEqual(['Rita Roth', 'Lea Roth'])
    await call(desk, 'families.leave', { memberId: lea.id })
    expect(await names(holder.id)).toEqual([])
    const { entries } = (await (await hub.fetch('api/v1/audit?limit=500')).json()) as {
      entries: { action: string; subject: string }[]
    }
    const ofTom = entries.filter(({ subject }) => subject === tom.id).map(({ action }) => action)
    expect(ofTom.slice(-2)).toEqual(['family_joined', 'family_left'])
  })

  it('pays all that it owes in one go, once, and each one’s part is in their own ledger', async () => {
    const { desk, holder, lea } = await openFamily()
    const paid = { memberId: holder.id, change_id: uuidv7(), cents: 3500, way: 'cash' }
    expect(await call(desk, 'families.pay', { ...paid, cents: 2000 })).toMatchObject({
      code: 'request_conflict',
    })
    const first = await call<{ numbers: number[] }>(desk, 'families.pay', paid)
    expect(first.numbers).toHaveLength(2)
    expect(await call(desk, 'families.pay', paid)).toEqual(first)
    const { family } = await companyOf(desk, holder.id)
    expect(family.map(({ debt_cents }) => debt_cents)).toEqual([0, 0, 0])
    const { entries } = await call<LedgerReply>(desk, 'ledger.list', { memberId: lea.id })
    expect(entries[0]).toMatchObject({ kind: 'payment', cents: -1500, way: 'cash' })
  })
})
