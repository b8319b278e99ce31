import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { BROWSER, launchBrowser } from '../support/browser/browser.ts'
import { startHub } from '../support/hub/hub.ts'
import {
  addPerson,
  choose,
  chooseOption,
  openAccountDesk,
  openStranger,
  signInByPassword,
} from '../support/browser/people.ts'

/** What stands large on the sheet: a password or a code that was just made. */
const told = (page: Page) => page.getByRole('dialog').locator('output').innerText()

describe.skipIf(!BROWSER)('a manager at a desk', () => {
  it('adds an account, gives it another role and password, and takes it away', async () => {
    const hub = await startHub({ demo: '20' })
    await addPerson(hub, { username: 'boss', role: 'manager' })
    const browser = await launchBrowser()
    const { page, complaints } = await openAccountDesk(browser, hub, 'boss')
    await choose(page, 'Staff and desks')
    await page.getByRole('button', { name: 'Add account' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Anna Berg')
    await page.getByLabel('Username').fill('anna')
    await page.keyboard.press('Enter')
    await page.getByText('shown only once').waitFor()
    const first = await told(page)
    await page.getByRole('button', { name: 'Copy' }).click()
    await page.getByText('Copied.').waitFor()
    await page.getByRole('button', { name: 'Done' }).click()
    expect(await page.getByText(first).count()).toBe(0)
    await page.getByRole('button', { name: 'Add account' }).click()
    await page.keyboard.press('Control+V')
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe(first)

    const anna = await openStranger(browser, hub)
    await signInByPassword(anna.page, 'anna', first)
    await expect.poll(anna.connection).toBe('live')
    const row = page.getByRole('listitem', { name: 'Anna Berg' })
    await chooseOption(page, 'Role of Anna Berg', 'Manager')
    await choose(anna.page, 'Staff and desks')
    await anna.page.getByRole('listitem', { name: 'Anna Berg' }).waitFor()

    await row.getByRole('button', { name: 'Reset password' }).click()
    await page.getByRole('dialog').last().getByRole('button', { name: 'Reset password' }).click()
    await page.getByText('shown only once').waitFor()
    const second = await told(page)
    await anna.page.getByLabel('Username', { exact: true }).waitFor()
    await signInByPassword(anna.page, 'anna', first)
    await anna.page.getByText('is wrong').waitFor()
    await signInByPassword(anna.page, 'anna', second)
    await expect.poll(anna.connection).toBe('live')

    await page.getByRole('button', { name: 'Done' }).click()
    await row.getByRole('button', { name: 'Disable' }).click()
    await row.getByText('Disabled').waitFor()
    await anna.page.getByLabel('Username', { exact: true }).waitFor()
    // The last manager stays one: the hub says why.
    const own = page.getByRole('listitem', { name: 'boss' })
    await chooseOption(page, 'Role of boss', 'Viewer')
    await own.getByText('only manager').waitFor()
    expect(await own.getByRole('button', { name: 'Role of boss' }).innerText()).toBe('Manager')
    expect(complaints.filter((line) => !line.includes('400'))).toEqual([])
  })

  it('signs another desk in, renames it, and removes it: it says so, and can be signed in as a new one', async () => {
    const hub = await startHub({ demo: '20' })
    await addPerson(hub, { username: 'boss', role: 'manager' })
    const browser = await launchBrowser()
    const { page } = await openAccountDesk(browser, hub, 'boss')
    await choose(page, 'Staff and desks')
    await page.getByRole('radio', { name: 'Desks' }).click()
    await page.getByRole('button', { name: 'Add desk' }).click()
    await page.getByRole('button', { name: 'Create code' }).click()
    await page.getByText('It works once').waitFor()
    const other = await openStranger(browser, hub)
    await other.page.getByLabel('Code or link', { exact: true }).fill(await told(page))
    await other.page.getByLabel('Desk name').fill('Side door')
    await other.page.keyboard.press('Enter')
    await expect.poll(other.connection).toBe('live')

    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('listitem', { name: 'Side door' }).getByRole('button', { name: 'Rename' }).click()
    await page.getByLabel('Desk name').fill('Back door')
    await page.keyboard.press('Enter')
    const row = page.getByRole('listitem', { name: 'Back door' })
    await row.waitFor()
    // The desk takes its new name, and does not bring the old one back.
    await other.page.reload()
    await expect.poll(() => other.page.getByRole('banner').innerText()).toContain('Back door')
    await row.getByRole('button', { name: 'Remove' }).click()
    await page.getByText('stops working at once').waitFor()
    await page.getByRole('dialog').last().getByRole('button', { name: 'Remove' }).click()
    await expect.poll(() => row.count()).toBe(0)

    await other.page.getByText('A manager removed this desk.').waitFor()
    await expect.poll(other.connection).toBe('offline')
    await other.page.getByRole('button', { name: 'Sign in again' }).click()
    await signInByPassword(other.page, 'boss')
    await expect.poll(other.connection).toBe('live')
  })
})
