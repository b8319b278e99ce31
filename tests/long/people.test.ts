import { describe, expect, it } from 'vitest'
import { BROWSER, launchBrowser } from '../support/browser/browser.ts'
import { startHub } from '../support/hub/hub.ts'
import {
  addPerson,
  choose,
  openAccountDesk,
  openStranger,
  signInByPassword,
} from '../support/browser/people.ts'
import { typeAsPerson, typeAsScanner } from '../support/browser/scanner.ts'
import { changeStaff, PASSWORD } from '../support/hub/staff.ts'

describe.skipIf(!BROWSER)('people at a desk', () => {
  it('sign in by user name and password, are told what is wrong, and find that way first the next time', async () => {
    const hub = await startHub({ demo: '20' })
    await addPerson(hub, { username: 'anna' })
    const desk = await openStranger(await launchBrowser(), hub)
    const { page } = desk
    await page.getByLabel('Code or link', { exact: true }).waitFor()
    await signInByPassword(page, 'anna', 'four words make two')
    await expect
      .poll(() => page.getByRole('alert').allInnerTexts())
      .toContain('The username or password is wrong.')
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.keyboard.press('Enter')
    await expect.poll(desk.connection).toBe('live')

    await choose(page, 'Sign out')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('Username', { exact: true }).waitFor()
    await hub.close()
    await signInByPassword(page, 'anna')
    await expect
      .poll(async () => (await page.getByRole('alert').allInnerTexts()).join())
      .toContain('isn’t responding')
  })

  it('switch by name and PIN at a shared desk; whoever was there stays until then', async () => {
    const hub = await startHub({ demo: '20' })
    await addPerson(hub, { username: 'anna', pin: '730218' })
    await addPerson(hub, { username: 'ben', pin: '918273' })
    const desk = await openAccountDesk(await launchBrowser(), hub, 'anna')
    const { page } = desk
    const shown = () => page.getByRole('banner').locator('[aria-haspopup="menu"]').innerText()
    // The first time by password: a PIN is good only where the password was used.
    await choose(page, 'Switch user')
    await page.getByRole('button', { name: 'Use a password instead' }).click()
    await page.getByLabel('Username', { exact: true }).fill('ben')
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.keyboard.press('Enter')
    await expect.poll(shown).toBe('ben')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)

    await choose(page, 'Switch user')
    await page.getByRole('button', { name: 'anna' }).click()
    const pin = page.getByLabel('PIN for anna')
    await typeAsPerson(page, '111x222')
    await expect.poll(() => page.getByRole('alert').allInnerTexts()).toContain('Wrong PIN. Try again.')
    await expect.poll(() => pin.inputValue()).toBe('')
    expect(await shown()).toBe('ben')
    await typeAsPerson(page, '730218')
    await expect.poll(shown).toBe('anna')
    await expect.poll(desk.connection).toBe('live')

    await choose(page, 'Sign out')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'ben' }).click()
    await typeAsPerson(page, '918273')
    await expect.poll(desk.connection).toBe('live')
    await expect.poll(shown).toBe('ben')
  })

  it('are never signed in, nor refused, by what a scanner types', async () => {
    const hub = await startHub({ demo: '20' })
    await addPerson(hub, { username: 'anna', pin: '730218' })
    const desk = await openAccountDesk(await launchBrowser(), hub, 'anna')
    const { page } = desk
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await choose(page, 'Switch user')
    await page.getByRole('dialog').getByRole('button', { name: 'anna' }).click()
    const pin = page.getByLabel('PIN for anna')
    await pin.fill('73')
    // All digits and longer than a PIN: it fills the field before its end tells that it was a scan.
    await typeAsScanner(page, '9900114471')
    await expect.poll(async () => (await desk.result()).reason).toBe('unknown_credential')
    expect(await pin.inputValue()).toBe('73')
    await typeAsScanner(page, '730218730218')
    expect(await pin.inputValue()).toBe('73')
    await page.keyboard.press('Escape')

    await choose(page, 'Change my password')
    const password = page.getByLabel('Current password')
    await password.fill('four words')
    await typeAsScanner(page, 'DEMO-00001')
    await expect.poll(async () => (await desk.result()).reason).toBe('ok_in')
    expect(await password.inputValue()).toBe('four words')
    await page.keyboard.press('Escape')

    await choose(page, 'Sign out')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'anna' }).click()
    await typeAsScanner(page, '7302187302')
    await expect
      .poll(() => page.getByRole('alert').allInnerTexts())
      .toContain('That card wasn’t checked. Sign in first, then scan it again.')
    expect(await pin.inputValue()).toBe('')
    expect(asked.filter((path) => path.endsWith('/pin') || path.endsWith('/password'))).toEqual([])
  })

  it('work the menu by keyboard, and get the focus back where they stay', async () => {
    const hub = await startHub({ demo: '20' })
    await addPerson(hub, { username: 'anna' })
    const desk = await openAccountDesk(await launchBrowser(), hub, 'anna')
    const { page } = desk
    const button = page.getByRole('banner').locator('[aria-haspopup="menu"]')
    const focused = () => page.evaluate(() => document.activeElement?.textContent)
    await button.focus()
    await page.keyboard.press('Enter')
    await expect.poll(focused).toBe('Switch user')
    await page.keyboard.press('ArrowUp')
    await expect.poll(focused).toBe('Sign out')
    await page.keyboard.press('Escape')
    await expect.poll(focused).toBe('anna')
    expect(await page.getByRole('menu').count()).toBe(0)
    await page.keyboard.press('Enter')
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await expect.poll(focused).toBe('Stay signed in')
    await page.keyboard.press('Enter')
    await expect.poll(focused).toBe('anna')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)

    await hub.close()
    await expect.poll(desk.connection).not.toBe('live')
    await desk.scan('DEMO-00001')
    await choose(page, 'Sign out')
    await page.getByText('1 check-in or check-out hasn’t reached the hub.').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(focused).toBe('anna')
  })

  it('set a PIN and a password of their own with their password, which somebody with a code has none of', async () => {
    const hub = await startHub({ demo: '20' })
    await addPerson(hub, { username: 'anna' })
    const browser = await launchBrowser()
    const { page } = await openAccountDesk(browser, hub, 'anna')
    const setPin = async (on: typeof page, pin: string): Promise<void> => {
      await on.getByLabel('Current password').fill(PASSWORD)
      await on.getByLabel('New PIN').fill(pin)
      await on.keyboard.press('Enter')
    }
    await choose(page, 'Set my PIN')
    await setPin(page, '123456')
    await expect
      .poll(async () => (await page.getByRole('alert').allInnerTexts()).join())
      .toContain('too easy')
    await setPin(page, '730218')
    await page.getByText('PIN set.').waitFor()
    await page.keyboard.press('Enter')
    await choose(page, 'Switch user')
    await page.getByRole('dialog').getByRole('button', { name: 'anna' }).waitFor()
    await page.keyboard.press('Escape')

    const guest = await openStranger(browser, hub)
    const link = await hub.fetch('api/v1/links', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"role":"receptionist","name":"Guest"}',
    })
    await guest.page
      .getByLabel('Code or link', { exact: true })
      .fill(((await link.json()) as { code: string }).code)
    await guest.page.keyboard.press('Enter')
    await expect.poll(guest.connection).toBe('live')
    await choose(guest.page, 'Set my PIN')
    await setPin(guest.page, '730218')
    await expect
      .poll(async () => (await guest.page.getByRole('alert').allInnerTexts()).join())
      .toContain('Ask a manager for an account')
  })

  it('are signed out when their account is disabled, and go on with a new role', async () => {
    const hub = await startHub({ demo: '20' })
    const anna = await addPerson(hub, { username: 'anna' })
    const desk = await openAccountDesk(await launchBrowser(), hub, 'anna')
    const { page } = desk
    const menu = page.getByRole('banner').locator('[aria-haspopup="menu"]')
    const entries = async (): Promise<string[]> => {
      await menu.click()
      const found = await page.getByRole('menuitem').allInnerTexts()
      await page.keyboard.press('Escape')
      return found
    }
    expect(await entries()).not.toContain('Staff and desks')
    await changeStaff(hub, anna.id, { role: 'manager' })
    await expect.poll(entries).toContain('Staff and desks')
    await expect.poll(desk.connection).toBe('live')
    await addPerson(hub, { username: 'boss', role: 'manager' })
    await changeStaff(hub, anna.id, { disabled: true })
    await page.getByRole('radio', { name: 'Username and password' }).waitFor()
  })
})
