import type { Page } from 'playwright-core'
import type { Words } from './words.ts'

interface StaffTour {
  /** A desk where the sheet of staff and desks is open. */
  page: Page
  words: Words
  /** The name of who is signed in. */
  manager: string
  /** Told when a screen is there. */
  seen: (screen: string) => Promise<void>
}

/** What a manager does with accounts and desks, in any language. */
export async function tourStaff({ page, words, manager, seen }: StaffTour): Promise<void> {
  const button = (key: string) => page.getByRole('button', { name: words(key), exact: true })
  await page.getByRole('listitem', { name: manager }).waitFor()
  await seen('staff')
  await button('staff.add').click()
  await page.getByLabel(words('staff.name'), { exact: true }).fill('Amara Okafor')
  await page.getByLabel(words('staff.username'), { exact: true }).fill('amara')
  await seen('add-account')
  await page.keyboard.press('Enter')
  await page.getByText(words('staff.passwordOnce')).waitFor()
  await seen('made-password')
  await button('done').click()
  await page.getByRole('radio', { name: words('staff.desks') }).click()
  await page.getByRole('dialog').getByText(words('staff.thisDesk'), { exact: true }).waitFor()
  await seen('desks')
  await button('staff.newDesk').click()
  await button('staff.makeCode').click()
  await button('done').waitFor()
  await seen('new-desk')
  await button('done').click()
  await button('staff.remove').first().click()
  await button('cancel').waitFor()
  await seen('remove-desk')
  await page.keyboard.press('Escape')
  await button('cancel').waitFor({ state: 'detached' })
}
