import { describe, expect, it } from 'vitest'
import { barriers } from '../support/browser/axe.ts'
import { BROWSER, launchBrowser, type PageDesk } from '../support/browser/browser.ts'
import { addMember, startHub } from '../support/hub/hub.ts'
import { addPerson, choose, openAccountDesk } from '../support/browser/people.ts'
import { typeAsPerson, untilPressIsOwn } from '../support/browser/scanner.ts'

async function answers({ result }: PageDesk, reason: string): Promise<void> {
  await expect.poll(async () => (await result()).reason).toBe(reason)
}

describe.skipIf(!BROWSER)('an override until a day, by keyboard', () => {
  it('lets in again and again, says until when and why, is ended on the member’s sheet, and is in the report', async () => {
    const hub = await startHub()
    await addPerson(hub, { username: 'anna' })
    await addPerson(hub, { username: 'mona', role: 'manager' })
    const { card } = await addMember(hub, { full_name: 'Dora Debt', debt_cents: '4900' })
    const browser = await launchBrowser()
    const desk = await openAccountDesk(browser, hub, 'anna')
    const { page } = desk
    const dialog = page.getByRole('dialog')
    await desk.scan(card)
    await answers(desk, 'debt')
    await page.getByTestId('scan-result').getByText('49.00 due since').waitFor()

    await page.keyboard.press('F7')
    await dialog.waitFor()
    await typeAsPerson(page, 'Pays on Friday')
    // Held as a person's finger holds it: right after text a Space is a slow reader's and presses nothing.
    await page.keyboard.press('Tab', { delay: 300 })
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await typeAsPerson(page, ' ')
    await dialog.getByLabel('Last day').waitFor()
    expect(await barriers(page)).toEqual([])
    await untilPressIsOwn(page)
    await dialog.getByLabel('Last day').press('Enter')
    await answers(desk, 'ok_in')
    const stage = page.getByTestId('scan-result')
    await expect.poll(() => stage.innerText()).toContain('Let in with a payment due until')
    expect(await stage.innerText()).toContain('anna: Pays on Friday')

    await page.keyboard.press('F9')
    await dialog.getByText('Overrides').waitFor()
    await dialog.getByRole('button', { name: /^End now/ }).press('Enter')
    await dialog.getByText('Ended').waitFor()
    await page.keyboard.press('Escape')

    await choose(page, 'Shift report')
    await dialog.getByText('Pays on Friday').waitFor()
    expect(await dialog.innerText()).toContain('1 override')
    expect(await dialog.innerText()).toContain('1 refused')
    expect(await dialog.getByText('Everyone’s').count()).toBe(0)
    expect(await barriers(page)).toEqual([])
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.shift-paper__table').isVisible()).toBe(true)
    expect(await dialog.isVisible()).toBe(false)

    const office = await openAccountDesk(browser, hub, 'mona')
    await choose(office.page, 'Shift report')
    const all = office.page.getByRole('dialog')
    await all.getByText('Nothing out of the ordinary').waitFor()
    await all.getByText('Everyone’s').click()
    await all.getByText('Today', { exact: true }).click()
    await all.getByText('Pays on Friday').waitFor()
    expect([...desk.complaints, ...office.complaints]).toEqual([])
  })
})
