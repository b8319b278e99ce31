import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import type { SoldPlan } from '../../../server/protocol/plans.ts'
import type { ScanResultPayload } from '../../../server/protocol/server-frames.ts'
import { openDesk } from '../../support/client/desk.ts'
import { never } from '../../support/hub/held-time.ts'
import { addMember, startHub } from '../../support/hub/hub.ts'
import { addPlan, call } from '../../support/hub/plans.ts'

const DAY_MS = 24 * 3_600_000

/** A member whose plan ends on 4 December, on 25 November, at a gym that sells packs of three visits. */
async function openGym() {
  const clock = { now: Date.parse('2026-11-25T10:00:00Z') }
  const hub = await startHub({}, { now: () => (clock.now += 1), every: never })
  const columns = { membership_type: 'Monthly', valid_from: '2026-11-05', valid_until: '2026-12-04' }
  const member = await addMember(hub, columns)
  const desk = await openDesk(hub, { role: 'manager' })
  const pack = await addPlan(desk, {
    ...{ name: 'Three visits', duration: { unit: 'endless' }, visits: 3, price_cents: 3000 },
    ...{ hours: [{ days: ['sat'], from: '10:00', to: '12:00' }] },
  })
  const sheet = () => call<MemberDetails>(desk, 'members.get', { memberId: member.id })
  const sell = async (planId: string): Promise<SoldPlan & { change_id: string }> => {
    const { membership_type, valid_from, valid_until, visits_left } = await sheet()
    const was = { membership_type, valid_from, valid_until, visits_left }
    const id = uuidv7()
    const sold = await call<SoldPlan>(desk, 'plans.sell', {
      id,
      memberId: member.id,
      planId,
      version: 1,
      was,
    })
    return { ...sold, change_id: id }
  }
  const scan = async (mode: 'in' | 'out') => {
    clock.now += 5 * 60_000
    const { payload } = await desk.ask('scan', { code: member.card, mode })
    return payload as ScanResultPayload
  }
  return { clock, hub, desk, member, pack, sheet, sell, scan }
}

describe('a pack that is sold beside a plan', () => {
  it('leaves the plan as it is, and is used where the plan does not hold: by its own name, visits and hours', async () => {
    const { clock, pack, sheet, sell, scan, hub } = await openGym()
    const sold = await sell(pack.id)
    expect(sold).toMatchObject({
      ...{ membership_type: 'Monthly', valid_until: '2026-12-04', visits_left: null },
      beside: { membership_type: 'Three visits', visits_left: 3, valid_until: null },
    })
    expect((await sheet()).beside).toEqual([
      { plan: 'Three visits', visits_left: 3, valid_from: '2026-11-25', valid_until: null },
    ])
    const came = await scan('in')
    expect(came).toMatchObject({ reason: 'ok_in', member: { membership_type: 'Monthly', visits_left: null } })
    await scan('out')
    // Saturday, 5 December: the day after the last one of the plan.
    clock.now = Date.parse('2026-12-05T10:10:00Z')
    expect(await sheet()).toMatchObject({ membership_type: 'Three visits', visits_left: 3, beside: [] })
    const byPack = await scan('in')
    expect(byPack).toMatchObject({
      ...{ reason: 'ok_in', member: { membership_type: 'Three visits', visits_left: 2 } },
    })
    await scan('out')
    clock.now += DAY_MS
    expect(await scan('in')).toMatchObject({ reason: 'outside_hours' })
    const listed = (await (await hub.fetch('api/v1/members/export?format=json')).json()) as object[]
    expect(listed).toMatchObject([{ membership_type: 'Three visits', visits_left: 2 }])
  })

  it('gives a visit back that was taken of it, and is undone as long as none is taken', async () => {
    const { clock, desk, member, pack, sheet, sell, scan } = await openGym()
    const { was, changed_time, change_id, ...sold } = await sell(pack.id)
    const { membership_type, valid_from, valid_until, visits_left } = sold
    const now = { membership_type, valid_from, valid_until, visits_left }
    const undone = { memberId: member.id, changed_time, now, was, change_id }
    clock.now = Date.parse('2026-12-05T10:10:00Z')
    const { visit } = await scan('in')
    expect(await sheet()).toMatchObject({ visits_left: 2 })
    expect(await call(desk, 'members.undoChange', undone)).toMatchObject({ code: 'request_conflict' })
    await desk.ask('undo', { checkInId: visit?.id })
    expect(await sheet()).toMatchObject({ visits_left: 3 })
    for (let time = 0; time < 2; time += 1) {
      expect((await call(desk, 'members.undoChange', undone))['changed_time']).toBeDefined()
    }
    const { periods, beside, refusal } = await sheet()
    expect({ periods: periods.length, beside, refusal }).toEqual({
      periods: 1,
      beside: [],
      refusal: 'expired',
    })
  })
})
