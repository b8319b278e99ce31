import type { Page } from 'playwright-core'
import { launchBrowser, type PageDesk } from './browser.ts'
import { addPerson, choose, openAccountDesk } from './people.ts'
import type { TestHub } from '../hub/hub.ts'
import { PASSWORD } from '../hub/staff.ts'

/** A state that the screen may be in when somebody holds out a card, and what must be in it afterwards as before. */
export interface FocusState {
  name: string
  enter: (page: Page) => Promise<void>
  leave: (page: Page) => Promise<void>
}

const nothing = () => Promise.resolve()
const escape = (page: Page) => page.keyboard.press('Escape')
const closeDialog = async (page: Page): Promise<void> => {
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').first().waitFor({ state: 'detached' })
}

export const FOCUS_STATES: readonly FocusState[] = [
  {
    name: 'nothing focused',
    enter: (page) => page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur()),
    leave: nothing,
  },
  {
    name: 'the search, with text and a selection in it',
    async enter(page) {
      await page.keyboard.press('F3')
      await page.keyboard.type('Member', { delay: 120 })
      await page.locator('input:focus').evaluate((field: HTMLInputElement) => field.setSelectionRange(1, 4))
    },
    async leave(page) {
      await page.locator('input:focus').fill('')
      await escape(page)
    },
  },
  {
    name: 'a button focused',
    enter: (page) => page.getByRole('banner').getByRole('button').last().focus(),
    leave: nothing,
  },
  {
    name: 'a menu open',
    enter: (page) => page.getByRole('banner').locator('[aria-haspopup="menu"]').click(),
    leave: escape,
  },
  {
    name: 'a dialog open, its button focused',
    async enter(page) {
      await choose(page, 'Sign out')
      await page.getByRole('dialog').getByRole('button').last().focus()
    },
    leave: closeDialog,
  },
  {
    name: 'a dialog open, a select focused',
    async enter(page) {
      await choose(page, 'Staff and desks')
      await page.getByRole('button', { name: 'Role of boss' }).focus()
    },
    leave: closeDialog,
  },
  {
    name: 'a dialog open, a select open',
    async enter(page) {
      await choose(page, 'Staff and desks')
      await page.getByRole('button', { name: 'Role of boss' }).click()
      await page.getByRole('option', { name: 'Manager' }).focus()
    },
    async leave(page) {
      await escape(page)
      await page.getByRole('listbox').waitFor({ state: 'detached' })
      await closeDialog(page)
    },
  },
  {
    name: 'a password field',
    async enter(page) {
      await choose(page, 'Change my password')
      await page.getByRole('dialog').locator('input[type=password]').first().focus()
    },
    leave: closeDialog,
  },
  {
    name: 'the PIN pad',
    async enter(page) {
      await choose(page, 'Switch user')
      await page.getByRole('dialog').getByRole('button', { name: 'anna' }).click()
      await page.getByRole('dialog').locator('input').first().waitFor()
    },
    leave: closeDialog,
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
