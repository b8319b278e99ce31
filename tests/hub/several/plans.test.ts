import { describe, expect, it } from 'vitest'
import { openDesk } from '../../support/client/desk.ts'
import { addMember } from '../../support/hub/hub.ts'
import { addPlan, call, newPlan } from '../../support/hub/plans.ts'
import { openHubs } from '../../support/hub/several-hubs.ts'
import { isServerThere } from '../../support/postgres/databases.ts'

describe.skipIf(!isServerThere())('a plan that is made at one hub', () => {
  it('holds at the other, and its desks hear of it', async () => {
    const [one, other] = await openHubs(2)
    const manager = await openDesk(one!, { role: 'manager' })
    const there = await openDesk(other!)
    const { card } = await addMember(one!, { membership_type: 'Monthly', valid_until: '2020-01-01' })
    const plan = await addPlan(manager, { grace_days: 0 })
    await there.next('settings_changed')
    const asked = { ...newPlan({ id: plan.id, grace_days: 366 }), version: 1 }
    await call(manager, 'plans.change', asked)
    await there.next('settings_changed')
    await expect
      .poll(() => call(there, 'plans.list'))
      .toMatchObject({ plans: [{ id: plan.id, version: 2, grace_days: 366 }] })
    // Six years are more than a year of grace.
    const scanned = (await there.ask('scan', { code: card })).payload
    expect(scanned).toMatchObject({ reason: 'expired', rule: { graceDays: 366 } })
  })
})
