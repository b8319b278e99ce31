import { describe, expect, it } from 'vitest'
import { BROWSER, launchBrowser } from '../support/browser/browser.ts'
import { addPerson, choose, openAccountDesk } from '../support/browser/people.ts'
import { openStaffDesk } from '../support/client/staff-desk.ts'
import { holdTime } from '../support/hub/held-time.ts'
import { addMember, startHub } from '../support/hub/hub.ts'
import { addPlan, call } from '../support/hub/plans.ts'
import { v7 as uuidv7 } from 'uuid'

const DAY_MS = 24 * 3_600_000

/** So many renewals come after the one that is asked about, at other prices. */
const RENEWALS_SINCE = 120

describe.skipIf(!BROWSER)('who took the 49 euros', () => {
  it('is told by two clicks and the amount, a year and many payments later', async () => {
    const time = holdTime(Date.parse('2025-11-20T10:00:00Z'))
    const hub = await startHub({ limit: ['silentPeerMs=99999999999', 'framesPerSecond=0'] }, time)
    for (const username of ['anna', 'bea']) await addPerson(hub, { username })
    await addPerson(hub, { username: 'mona', role: 'manager' })
    const [anna, bea] = [
      await openStaffDesk(hub, 'anna', 'Desk A'),
      await openStaffDesk(hub, 'bea', 'Desk B'),
    ]
    const mona = await openStaffDesk(hub, 'mona', 'Office')
    const plan = await addPlan(mona.desk)
    const sell = async ({ desk }: typeof anna, memberId: string, cents: number): Promise<void> => {
      const nothing = { membership_type: '', valid_from: null, valid_until: null, visits_left: 0 }
      const sold = await call(desk, 'plans.sell', {
        ...{ id: uuidv7(), memberId, planId: plan.id, version: plan.version, was: nothing },
        ...{ price_cents: cents, received_cents: cents, way: 'cash' },
        startsOn: new Date(time.now()).toISOString().slice(0, 10),
      })
      expect(sold).toHaveProperty('valid_until')
    }
    const tom = await addMember(hub, { full_name: 'Tom Asked', visits_left: '0' })
    await sell(anna, tom.id, 4900)
    for (let at = 0; at < RENEWALS_SINCE; at += 1) {
      const { id } = await addMember(hub, { full_name: `Other ${at}`, visits_left: '0' })
      await sell(bea, id, 3900)
    }
    time.sleep(370 * DAY_MS)
    time.look()

    const desk = await openAccountDesk(await launchBrowser(), hub, 'mona')
    await choose(desk.page, 'Ledger')
    const dialog = desk.page.getByRole('dialog')
    await dialog.getByLabel('Amount').fill('49')
    const payment = dialog.getByRole('button', { name: /Tom Asked.*Payment.*Cash.*2025.*anna.*Desk A/ })
    await payment.waitFor()
    await payment.click()
    const ledger = desk.page.getByRole('region', { name: 'Charges and payments' })
    await ledger.getByText('anna').first().waitFor()
    expect(desk.complaints).toEqual([])
  })
})
