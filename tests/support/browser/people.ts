import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { storeDesk, type StoredDesk } from '../../../renderer/services/stored-desk.ts'
import { newDeskContext, pageDesk, untilLive, type PageDesk } from './browser.ts'
import type { TestHub } from '../hub/hub.ts'
import { addStaff, PASSWORD, post, signIn } from '../hub/staff.ts'

/** A page of its own at the hub's address: the sign-in screen. */
export async function openStranger(browser: Browser, hub: Pick<TestHub, 'http'>): Promise<PageDesk> {
  const page = await (await newDeskContext(browser)).newPage()
  await page.goto(hub.http)
  return pageDesk(page)
}

/** Signs in on the sign-in screen with a user name and a password. */
export async function signInByPassword(page: Page, username: string, password = PASSWORD): Promise<void> {
  await page.getByRole('radio', { name: 'Username and password' }).click()
  await page.getByLabel('Username', { exact: true }).fill(username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
}

/** A desk with this account signed in already, as after a reload: where signing in is not what a test is about. In a context of its own where none is given. */
export async function openAccountDesk(
  browser: Browser,
  hub: Pick<TestHub, 'http'>,
  username: string,
  context?: BrowserContext,
): Promise<PageDesk> {
  context ??= await newDeskContext(browser)
  await keepSignIn(context, hub, username)
  const page = await context.newPage()
  const desk = pageDesk(page)
  await page.goto(hub.http)
  await untilLive(desk)
  return desk
}

/** Signs the account in over HTTP; pages of this context at the hub's address find it kept. */
export async function keepSignIn(
  context: BrowserContext,
  { http }: Pick<TestHub, 'http'>,
  username: string,
): Promise<void> {
  const { body } = await signIn({ http }, { username, password: PASSWORD, deskName: '' })
  const { refresh, signInId, deskToken, deskName } = body as StoredDesk
  // As a page keeps it after a password: where it asks for one again, it asks for that first.
  const kept: [key: string, value: string][] = [['av-gym-front-desk sign-in', 'password']]
  const storage = { getItem: () => null, setItem: (...item: [string, string]) => void kept.push(item) }
  storeDesk(storage, http, { refresh, signInId, deskToken, deskName })
  await context.addInitScript((items) => {
    if (!location.protocol.startsWith('http')) return
    // Only before the first load: after it the page keeps what is newer.
    for (const [key, value] of items) if (localStorage.getItem(key) === null) localStorage.setItem(key, value)
  }, kept)
}

/** An account with a PIN. */
export async function addPerson(
  hub: Pick<TestHub, 'http' | 'fetch'>,
  person: { username: string; role?: string; pin?: string },
): Promise<{ id: string }> {
  const { pin, ...account } = person
  const added = await addStaff(hub, account)
  if (pin === undefined) return added
  const { body } = await signIn(hub, { username: account.username, password: PASSWORD })
  const { access, deskToken } = body as { access: string; deskToken: string }
  const set = await post(hub, 'api/v1/me/pin', { password: PASSWORD, pin }, access, deskToken)
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
  await page.getByRole('menuitem', { name: entry, exact: true }).click()
}
