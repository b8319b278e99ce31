import type { Page } from 'playwright-core'
import { launchBrowser, type PageDesk } from './browser.ts'
import { addPerson, choose, openAccountDesk } from './people.ts'
import type { TestHub } from '../hub/hub.ts'
import { PASSWORD } from '../hub/staff.ts'

/** A state that the screen may be in when somebody holds out a card; a reload leaves it. */
export interface FocusState {
  name: string
  enter: (page: Page) => Promise<void>
}

export const FOCUS_STATES: readonly FocusState[] = [
  {
    name: 'nothing focused',
    enter: (page) => page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur()),
  },
  {
    name: 'the search, with text and a selection in it',
    async enter(page) {
      await page.keyboard.press('F3')
      await page.keyboard.type('Member', { delay: 120 })
      await page.locator('input:focus').evaluate((field: HTMLInputElement) => field.setSelectionRange(1, 4))
    },
  },
  {
    name: 'a button focused',
    enter: (page) => page.getByRole('banner').getByRole('button').last().focus(),
  },
  {
    name: 'a menu open',
    enter: (page) => page.getByRole('banner').locator('[aria-haspopup="menu"]').click(),
  },
  {
    name: 'a dialog open, its button focused',
    async enter(page) {
      await choose(page, 'Sign out')
      await page.getByRole('dialog').getByRole('button').last().focus()
    },
  },
  {
    name: 'a dialog open, a select focused',
    async enter(page) {
      await choose(page, 'Staff and desks')
      await page.getByRole('button', { name: 'Role of boss' }).focus()
    },
  },
  {
    name: 'a dialog open, a select open',
    async enter(page) {
      await choose(page, 'Staff and desks')
      await page.getByRole('button', { name: 'Role of boss' }).click()
      await page.getByRole('option', { name: 'Manager' }).focus()
    },
  },
  {
    name: 'a password field',
    async enter(page) {
      await choose(page, 'Change my password')
      await page.getByRole('dialog').locator('input[type=password]').first().focus()
    },
  },
  {
    name: 'the PIN pad',
    async enter(page) {
      await choose(page, 'Switch user')
      await page.getByRole('dialog').getByRole('button', { name: 'anna' }).click()
      await page.getByRole('dialog').locator('input').first().waitFor()
    },
  },
]

/** A desk that Anna has worked at, with the manager signed in: Anna can switch in by PIN. */
export async function openSharedDesk(hub: Pick<TestHub, 'http' | 'fetch'>): Promise<PageDesk> {
  await addPerson(hub, { username: 'boss', role: 'manager' })
  await addPerson(hub, { username: 'anna', pin: '314159' })
  const desk = await openAccountDesk(await launchBrowser(), hub, 'anna')
  const { page } = desk
  await choose(page, 'Switch user')
  await page.getByRole('button', { name: 'Use a password instead' }).click()
  await page.getByLabel('Username', { exact: true }).fill('boss')
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  return desk
}
