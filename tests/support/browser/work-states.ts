import { expect } from 'vitest'
import type { Page } from 'playwright-core'
import { MEANT_BEFORE_MS } from '../../../renderer/services/scan-queue.ts'
import { addMember, type TestHub } from '../hub/hub.ts'
import type { FocusState } from './focus-states.ts'
import { choose } from './people.ts'
import { typeAsPerson, typeAsScanner } from './scanner.ts'

/** Cards of people whose plan is over: one a state, since the same card again is no news. */
const REFUSED = ['REFUSED-1', 'REFUSED-2', 'REFUSED-3', 'REFUSED-4', 'REFUSED-5'] as const
const LET_IN = 'LET-IN-1'

/** Those whose cards the states hold out. */
export async function addMembersOfStates(hub: Pick<TestHub, 'fetch'>): Promise<void> {
  for (const credentials of REFUSED) {
    await addMember(hub, { full_name: `Olga ${credentials}`, credentials, valid_until: '2020-01-01' })
  }
  await addMember(hub, { full_name: 'Ines Inside', credentials: LET_IN })
}

/** Somebody's work with one member, where a key too many would renew, let in, give away or block. */
export const WORK_STATES: readonly FocusState[] = [
  {
    name: 'a renewal open, its price focused',
    async enter(page) {
      await openStep(page, REFUSED[0], 'expired', 'F5')
      await page.getByRole('dialog').getByRole('textbox').first().focus()
    },
  },
  {
    name: 'a renewal open, the button that renews focused',
    async enter(page) {
      await openStep(page, REFUSED[1], 'expired', 'F5')
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /Renew and let in/ })
        .focus()
    },
  },
  {
    name: 'the search for whose card it is, with text',
    enter: (page) => searchOwner(page, 'NOBODYS-1'),
  },
  {
    name: 'one of those whose card it may be, focused',
    async enter(page) {
      await searchOwner(page, 'NOBODYS-2')
      await page.keyboard.press('ArrowDown')
    },
  },
  {
    name: 'an override open, its reason being written',
    async enter(page) {
      await openStep(page, REFUSED[2], 'expired', 'F7')
      await typeAsPerson(page, 'forgot')
    },
  },
  {
    name: 'an override open, a common reason focused',
    async enter(page) {
      await openStep(page, REFUSED[3], 'expired', 'F7')
      await page.getByRole('dialog').getByRole('button', { name: 'Paying today' }).focus()
    },
  },
  {
    name: 'an override open, its last day focused',
    async enter(page) {
      await openStep(page, REFUSED[4], 'expired', 'F7')
      await page.getByRole('dialog').getByText('Until a date').click()
      await page.getByRole('dialog').getByLabel('Last day').focus()
    },
  },
  {
    name: 'a member’s sheet open, the button that blocks a card focused',
    async enter(page) {
      await openStep(page, LET_IN, 'ok_in', 'F9')
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^Block card/ })
        .focus()
    },
  },
  {
    name: 'a row of what the search found, focused',
    async enter(page) {
      await page.keyboard.press('F3')
      await typeAsPerson(page, 'olga')
      await expect.poll(() => page.getByTestId('found-row').count()).toBe(REFUSED.length)
      await page.keyboard.press('ArrowDown')
    },
  },
  {
    name: 'the set-up of the desk, the place being written',
    async enter(page) {
      await page.keyboard.press('F2')
      await page.getByRole('dialog').getByRole('textbox').first().fill('Entrance')
      await page.getByRole('button', { name: 'Scan test code' }).waitFor()
    },
  },
  {
    name: 'the set-up of the desk, what a scan means focused',
    async enter(page) {
      await page.keyboard.press('F2')
      await page.getByRole('button', { name: 'Scan test code' }).waitFor()
      await page.getByRole('dialog').getByRole('radio', { checked: true }).focus()
    },
  },
  {
    name: 'an import, the button that takes the file focused',
    async enter(page) {
      await choose(page, 'Import members')
      const choosing = page.waitForEvent('filechooser')
      await page.getByRole('dialog').getByRole('button', { name: 'Choose a file' }).click()
      await (await choosing).setFiles(MEMBERS_FILE)
      await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).focus()
    },
  },
]

const MEMBERS_FILE = {
  name: 'members.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from('full_name,membership_type,credentials\nNever Imported,Unlimited,IMPORT-1\n'),
}

/** Holds out a card and opens what there is to do with its answer. */
async function openStep(page: Page, card: string, reason: string, key: string): Promise<void> {
  await typeAsScanner(page, card)
  // Where waits run out by the keys' times, it takes one more to know that this is all.
  await page.keyboard.press('Shift')
  await page.locator(`[data-testid=scan-result][data-reason=${reason}]`).waitFor()
  // Just after another card's answer a key would be meant for that one.
  const seenAt = Date.now()
  await expect.poll(() => Date.now() - seenAt).toBeGreaterThan(MEANT_BEFORE_MS)
  await page.keyboard.press(key)
  await page.getByRole('dialog').waitFor()
}

async function searchOwner(page: Page, card: string): Promise<void> {
  await openStep(page, card, 'unknown_credential', 'F6')
  await typeAsPerson(page, 'olga')
  await page.getByRole('dialog').getByRole('button', { name: /Olga/ }).first().waitFor()
}
