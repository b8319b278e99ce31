import { describe, expect, it } from 'vitest'
import { MEANT_BEFORE_MS } from '../../renderer/services/scan-queue.ts'
import { barriers } from '../support/browser/axe.ts'
import { BROWSER, launchBrowser } from '../support/browser/browser.ts'
import { addPerson, choose, openAccountDesk } from '../support/browser/people.ts'
import { typeAsPerson } from '../support/browser/scanner.ts'
import { addMember, startHub } from '../support/hub/hub.ts'

describe.skipIf(!BROWSER)('money at the desk, by keyboard', () => {
  it('is taken in four keys, undone in two, found in two clicks, reversed with a reason, and handed over', async () => {
    const hub = await startHub()
    await addPerson(hub, { username: 'mona', role: 'manager' })
    const { card } = await addMember(hub, { full_name: 'Tom Expired', valid_until: '2020-01-01' })
    const desk = await openAccountDesk(await launchBrowser(), hub, 'mona')
    const { page } = desk
    const dialog = page.getByRole('dialog')
    const renew = async () => {
      await desk.scan(card)
      await expect.poll(async () => (await desk.result()).reason).toBe('expired')
      await page.locator('.scan__band--denied').waitFor()
      // A key that comes sooner is meant for the result before.
      const shownAt = Date.now()
      await expect.poll(() => Date.now() - shownAt).toBeGreaterThan(MEANT_BEFORE_MS)
      await page.keyboard.press('F5')
      await dialog.getByLabel('Price').and(page.locator(':focus')).waitFor()
      await typeAsPerson(page, '49')
      await dialog.getByText('49.00 received (Cash).').waitFor()
      expect(await barriers(page)).toEqual([])
      await page.keyboard.press('Enter')
      await expect.poll(desk.result).toEqual({ verdict: 'granted', reason: 'ok_in' })
    }
    await renew()
    await page.keyboard.press('F4')
    await dialog.getByText('giving back 49.00 (Cash)').waitFor()
    await page.keyboard.press('Enter')
    await dialog.getByText('Check-in and renewal undone').waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => dialog.count()).toBe(0)
    await renew()

    await choose(page, 'Ledger')
    await dialog.getByLabel('Amount').fill('49')
    const payment = dialog.getByRole('button', { name: /Tom Expired.*Payment.*Cash.*No\. 6.*mona/ })
    await payment.waitFor()
    expect(await barriers(page)).toEqual([])
    await payment.click()
    const ledger = page.getByRole('region', { name: 'Charges and payments' })
    await ledger.getByText('No. 6').first().waitFor()
    await ledger.getByRole('button', { name: 'Reverse no. 6' }).press('Enter')
    await page.keyboard.press('Enter')
    await ledger.getByText('Enter a reason.').waitFor()
    await typeAsPerson(page, 'Not paid after all')
    await page.keyboard.press('Enter')
    await ledger.getByText('Reversed by no. 7').waitFor()
    expect(await ledger.innerText()).toContain('Not paid after all')
    expect(await barriers(page)).toEqual([])
    await page.keyboard.press('Escape')

    await choose(page, 'Shift report')
    await dialog.getByText('Cash to hand over: 0.00').waitFor()
  })
})
