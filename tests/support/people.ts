import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { pageDesk, type PageDesk } from './browser.ts'
import type { HubProcess } from './hub.ts'
import { addStaff, PASSWORD, post, signIn } from './staff.ts'

/** A page of its own at the hub's address: the sign-in screen. */
export async function openStranger(browser: Browser, hub: Pick<HubProcess, 'http'>): Promise<PageDesk> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    timezoneId: 'UTC',
    locale: 'en-GB',
  })
  const page = await context.newPage()
  await page.goto(hub.http)
  return pageDesk(page)
}

/** Signs in on the sign-in screen with a user name and a password. */
export async function signInByPassword(page: Page, username: string, password = PASSWORD): Promise<void> {
  await page.getByRole('radio', { name: 'User name and password' }).click()
  await page.getByLabel('User name', { exact: true }).fill(username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
}

/** A desk with this account signed in. */
export async function openAccountDesk(
  browser: Browser,
  hub: HubProcess,
  username: string,
): Promise<PageDesk> {
  const desk = await openStranger(browser, hub)
  await signInByPassword(desk.page, username)
  await expect.poll(desk.connection).toBe('live')
  return desk
}

/** An account with a PIN. */
export async function addPerson(
  hub: HubProcess,
  person: { username: string; role?: string; pin?: string },
): Promise<{ id: string }> {
  const { pin, ...account } = person
  const added = await addStaff(hub, account)
  if (pin === undefined) return added
  const { body } = await signIn(hub, { username: account.username, password: PASSWORD })
  const set = await post(hub, 'api/v1/me/pin', { password: PASSWORD, pin }, body.access as string)
  expect(set.status).toBe(200)
  return added
}

/** Chooses one of a field's options. */
export async function chooseOption(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('button', { name: field }).click()
  await page.getByRole('option', { name: option }).click()
}

/** Chooses an entry of the person's menu. */
export async function choose(page: Page, entry: string): Promise<void> {
  await page.getByRole('banner').locator('[aria-haspopup="menu"]').click()
  await page.getByRole('menuitem', { name: entry }).click()
}
