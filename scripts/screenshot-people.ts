import type { Page } from 'playwright-core'
import type { PictureHub } from './picture-hub.ts'

const STAFF = [
  { username: 'maria', name: 'Maria Keller', role: 'manager', pin: '730218' },
  { username: 'jonas', name: 'Jonas Fischer', role: 'receptionist', pin: '918273' },
  { username: 'amara', name: 'Amara Okafor', role: 'receptionist', pin: '640195' },
] as const

type Take = (name: string) => Promise<void>

/** Pictures of who works at a desk: signing in, switching, and what a manager does. */
export async function takePeople(page: Page, hub: PictureHub, take: Take): Promise<void> {
  const passwords = new Map(STAFF.map((person) => [person.username, addAccount(hub, person)]))
  await page.goto(hub.http)
  await page.getByRole('radio', { name: 'Username and password' }).click()
  await page.getByLabel('Username', { exact: true }).fill('maria')
  await page.getByLabel('Password', { exact: true }).fill('not quite')
  await page.getByLabel('Desk name').fill('Desk 2, main entrance')
  await page.keyboard.press('Enter')
  await page.getByText('is wrong').waitFor()
  await take('sign-in-password')
  await page.getByLabel('Password', { exact: true }).fill(passwords.get('maria') ?? '')
  await page.keyboard.press('Enter')
  await page.locator('[data-testid="present-row"]').first().waitFor()
  await setPins(page, hub, passwords)
  await takeSwitching(page, take)
  await takeManaging(page, take)
  await choose(page, 'Sign out')
  await take('sign-out')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Jonas Fischer' }).waitFor()
  await take('who-is-at-the-desk')
}

async function takeSwitching(page: Page, take: Take): Promise<void> {
  await page.getByRole('banner').locator('[aria-haspopup="menu"]').click()
  await take('person-menu')
  await page.getByRole('menuitem', { name: 'Switch user' }).click()
  await page.getByRole('button', { name: 'Jonas Fischer' }).waitFor()
  await take('switch-person')
  await page.getByRole('button', { name: 'Jonas Fischer' }).click()
  await page.keyboard.type('918', { delay: 100 })
  await take('pin')
  await page.keyboard.press('Escape')
  await choose(page, 'Set my PIN')
  await take('set-pin')
  await page.keyboard.press('Escape')
}

async function takeManaging(page: Page, take: Take): Promise<void> {
  await choose(page, 'Staff and desks')
  await page.getByRole('listitem', { name: 'Amara Okafor' }).waitFor()
  await take('staff')
  await page.getByRole('button', { name: 'Add account' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Tom Barnes')
  await page.getByLabel('Username').fill('tom')
  await take('add-account')
  await page.keyboard.press('Enter')
  await page.getByText('shown only once').waitFor()
  await take('made-password')
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('radio', { name: 'Desks' }).click()
  await page.getByRole('button', { name: 'Add desk' }).click()
  await page.getByRole('button', { name: 'Create code' }).click()
  await page.getByText('It works once').waitFor()
  await take('new-desk')
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'Remove' }).first().click()
  await take('remove-desk')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
}

async function choose(page: Page, entry: string): Promise<void> {
  await page.getByRole('banner').locator('[aria-haspopup="menu"]').click()
  await page.getByRole('menuitem', { name: entry }).click()
}

function addAccount(hub: PictureHub, { username, name, role }: (typeof STAFF)[number]): string {
  return hub.run('staff', 'add', username, '--role', role, '--name', name)
}

/** Everybody has signed in at this desk before, and has a PIN. */
async function setPins(page: Page, hub: PictureHub, passwords: ReadonlyMap<string, string>): Promise<void> {
  const key = `av-gym-front-desk ${new URL('/', hub.http).href}`
  const kept = await page.evaluate((name) => window.localStorage.getItem(name), key)
  const { deskToken } = JSON.parse(kept ?? '{}') as { deskToken?: string }
  for (const { username, pin } of STAFF) {
    const password = passwords.get(username)
    const answer = await send(hub, 'api/v1/token', { username, password, deskToken })
    await send(hub, 'api/v1/me/pin', { password, pin }, { token: answer.access, deskToken })
  }
}

async function send(
  hub: PictureHub,
  path: string,
  body: object,
  { token = '', deskToken }: { token?: string | undefined; deskToken?: string | undefined } = {},
): Promise<{ access?: string }> {
  const headers = {
    ...{ 'content-type': 'application/json', authorization: `Bearer ${token}` },
    ...(deskToken !== undefined && { 'desk-token': deskToken }),
  }
  const init = { method: 'POST', headers, body: JSON.stringify(body) }
  const response = await fetch(new URL(path, hub.http), init)
  if (!response.ok) throw new Error(await response.text())
  return (await response.json()) as { access?: string }
}
