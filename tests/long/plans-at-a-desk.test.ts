import { describe, expect, it } from 'vitest'
import { barriers } from '../support/browser/axe.ts'
import { BROWSER, launchBrowser } from '../support/browser/browser.ts'
import { addPerson, choose, openAccountDesk } from '../support/browser/people.ts'
import { addMember, startHub } from '../support/hub/hub.ts'

describe.skipIf(!BROWSER)('plans, by keyboard alone,', () => {
  it('begin with what members have, say what a change does, are sold at F5 with one Enter, and taken back whole', async () => {
    const hub = await startHub()
    await addPerson(hub, { username: 'boss', role: 'manager' })
    const { card } = await addMember(hub, {
      ...{ full_name: 'Tom O’Brien', membership_type: 'Monthly' },
      ...{ valid_from: '2020-01-01', valid_until: '2020-01-31' },
    })
    const desk = await openAccountDesk(await launchBrowser(), hub, 'boss')
    const { page, complaints } = desk
    const { keyboard } = page
    const dialog = page.getByRole('dialog').last()
    const focused = () =>
      page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
      )
    await choose(page, 'Plans')
    // One key makes a plan of what members have.
    await expect.poll(focused).toBe('Add “Monthly” as a plan')
    expect(await barriers(page)).toEqual([])
    await keyboard.press('Enter')
    const row = page.getByRole('row', { name: /Monthly/ })
    await expect.poll(() => row.innerText()).toContain('1 month')
    await page.getByRole('button', { name: 'Monthly', exact: true }).press('Enter')
    const price = page.getByLabel('Price')
    await price.fill('49')
    expect(await barriers(page)).toEqual([])
    await price.press('Enter')
    await dialog.getByText('1 member has this plan').waitFor()
    await price.press('Enter')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(1)
    await expect.poll(() => row.innerText()).toMatch(/49\.00[^]*1$/)
    await keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })

    await desk.scan(card)
    await expect.poll(async () => (await desk.result()).reason).toBe('expired')
    await keyboard.press('F5')
    await expect.poll(focused).toMatch(/^Renew and let in\. Monthly\. until .*49\.00/)
    expect(await barriers(page)).toEqual([])
    await keyboard.press('Enter')
    await expect.poll(desk.result).toEqual({ verdict: 'granted', reason: 'ok_in' })
    await keyboard.press('F4')
    await dialog.getByText('Plan sold: Monthly.').waitFor()
    await keyboard.press('Enter')
    await dialog.getByText('The plan’s last day is 31 January 2020 again.').waitFor()
    expect(complaints).toEqual([])
  })
})
