import { describe, expect, it } from 'vitest'
import { barriers } from '../support/browser/axe.ts'
import { BROWSER, launchBrowser } from '../support/browser/browser.ts'
import { openDesk } from '../support/client/desk.ts'
import { addMember, startHub } from '../support/hub/hub.ts'
import { addPlan } from '../support/hub/plans.ts'
import { addPerson, openAccountDesk } from '../support/browser/people.ts'
import { typeAsPerson, untilPressIsOwn } from '../support/browser/scanner.ts'

describe.skipIf(!BROWSER)('by keyboard alone', () => {
  it('somebody with an unknown card becomes a member, buys a plan and comes in, and is edited', async () => {
    const hub = await startHub()
    await addMember(hub, { full_name: 'Sofia Lindqvist' })
    await addPerson(hub, { username: 'anna' })
    await addPlan(await openDesk(hub, { role: 'manager' }))
    const desk = await openAccountDesk(await launchBrowser(), hub, 'anna')
    const { page } = desk
    const dialog = page.getByRole('dialog')
    await desk.scan('NEW-4711')
    await expect.poll(async () => (await desk.result()).reason).toBe('unknown_credential')
    await page.keyboard.press('F6')
    await dialog.waitFor()
    await typeAsPerson(page, 'Nora Newcome')
    await dialog.locator('[data-row]').getByText('New member').waitFor()
    await page.keyboard.press('Enter')
    const name = dialog.getByLabel('Name', { exact: true })
    await expect.poll(() => name.inputValue()).toBe('Nora Newcome')
    await dialog.getByRole('radio', { name: 'Monthly' }).waitFor()
    // Held as a person's finger holds it: right after text a Space is a slow reader's and presses nothing.
    await page.keyboard.press('Tab', { delay: 300 })
    await page.keyboard.press('ArrowDown')
    await typeAsPerson(page, ' ')
    await dialog.getByText('49.00 received (Cash).').waitFor()
    expect(await barriers(page)).toEqual([])
    await untilPressIsOwn(page)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect.poll(desk.result).toEqual({ verdict: 'granted', reason: 'ok_in' })
    await expect.poll(() => dialog.count()).toBe(0)
    expect(await page.getByTestId('scan-result').innerText()).toContain('Nora Newcome')
    await page.keyboard.press('Shift+F9')
    const phone = dialog.getByLabel('Phone', { exact: true })
    await phone.fill('none')
    await page.keyboard.press('Enter')
    await dialog.getByText('A phone number has digits.').waitFor()
    await phone.fill('030 4711')
    await page.keyboard.press('Enter')
    await expect.poll(() => dialog.count()).toBe(0)
    const members = await (await hub.fetch('api/v1/members/export')).text()
    expect(members).toContain('030 4711')
    expect(desk.complaints).toEqual([])
  })
})
