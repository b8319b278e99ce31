import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { BROWSER, launchBrowser } from '../support/browser/browser.ts'
import { addPerson, choose, openAccountDesk } from '../support/browser/people.ts'
import { openStaffDesk } from '../support/client/staff-desk.ts'
import { holdTime } from '../support/hub/held-time.ts'
import { addMember, startHub } from '../support/hub/hub.ts'
import { call } from '../support/hub/plans.ts'

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
    const sell = async ({ desk }: typeof anna, memberId: string, cents: number): Promise<void> => {
      const paid = { price_cents: cents, received_cents: cents, way: 'cash' }
      const renewed = { memberId, now: { valid_until: '2099-12-31' }, change_id: uuidv7(), ...paid }
      expect(await call(desk, 'members.change', renewed)).not.toHaveProperty('code')
    }
    const tom = await addMember(hub, { full_name: 'Tom Asked' })
    await sell(anna, tom.id, 4900)
    for (let at = 0; at < RENEWALS_SINCE; at += 1) {
      const { id } = await addMember(hub, { full_name: `Other ${at}` })
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
