import type { Locator, Page } from 'playwright-core'
import { idOf } from './believable-gym.ts'
import { movingInFile } from '../hub/moving-in-file.ts'
import { typeAsScanner } from './scanner.ts'
import type { Words } from './words.ts'

/** The screens of members, plans and files, one after another, in any language, in a gym that `fillGym` has filled. */

interface MembersTour {
  /** A desk where a manager is signed in. */
  page: Page
  words: Words
  /** Told when a screen is there. */
  seen: (screen: string) => Promise<void>
}

/** Enough rows for every kind of problem. */
const FILE_ROWS = 120

export async function tourGym(tour: MembersTour): Promise<void> {
  await tourLists(tour)
  await tourSheets(tour)
  await tourForms(tour)
  await tourMerging(tour)
  await tourImport(tour)
  await tourStage(tour)
}

const dialogOf = (page: Page) => page.getByRole('dialog')
const buttonOf = (page: Page, name: string): Locator =>
  dialogOf(page).getByRole('button', { name, exact: true })

/** Opens a screen by its address, when what was open before is gone. */
async function open(page: Page, address: string): Promise<void> {
  await page.keyboard.press('Escape')
  await page.evaluate((hash) => (window.location.hash = hash), address)
  await dialogOf(page).waitFor()
}

async function close(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await dialogOf(page).waitFor({ state: 'detached' })
}

async function tourLists({ page, words, seen }: MembersTour): Promise<void> {
  await open(page, '#/members/all/')
  await dialogOf(page).locator('[data-row]').first().waitFor()
  await seen('members-list')
  await buttonOf(page, words('counter.filter')).press('Enter')
  await page.getByRole('button', { name: words('memberList.order') }).waitFor()
  await seen('members-filters')
  await close(page)
  await open(page, '#/follow-up')
  await dialogOf(page).getByText('Maximilian von Hohenstein-Wittgenstein').waitFor()
  await seen('to-call')
  await close(page)
  await open(page, '#/plans')
  await buttonOf(page, 'Off-peak').waitFor()
  await seen('plans-table')
  await buttonOf(page, 'Off-peak').press('Enter')
  await page.getByLabel(words('plans.field.name'), { exact: true }).waitFor()
  await seen('plan-form')
  await page.keyboard.press('Escape')
  await buttonOf(page, words('plans.add')).waitFor()
  await close(page)
  await open(page, '#/ledger')
  await dialogOf(page).getByRole('listitem').first().waitFor()
  await seen('ledger-search')
  await close(page)
}

async function tourSheets({ page, words, seen }: MembersTour): Promise<void> {
  await open(page, `#/members/${idOf('Katharina Roth')}`)
  const family = page.getByRole('region', { name: words('families.title'), exact: true })
  await family.getByText('Mathilda Roth').first().waitFor()
  await page.getByRole('region', { name: words('memberCard.history') }).waitFor()
  await seen('sheet')
  await family.scrollIntoViewIfNeeded()
  await seen('sheet-family')
  await buttonOf(page, words('cards.end.open')).scrollIntoViewIfNeeded()
  await seen('sheet-end')
  for (const [key, screen] of [
    ['cards.suspend.open', 'suspend'],
    ['cards.delete.open', 'delete'],
    ['cards.end.open', 'end-membership'],
    ['freeze.begin', 'freeze'],
  ] as const) {
    await buttonOf(page, words(key)).press('Enter')
    const cancel = buttonOf(page, words('cancel')).first()
    await cancel.waitFor()
    await cancel.scrollIntoViewIfNeeded()
    await seen(screen)
    await cancel.press('Enter')
    await buttonOf(page, words(key)).waitFor()
  }
  await close(page)
}

async function tourForms({ page, words, seen }: MembersTour): Promise<void> {
  await open(page, '#/members/new')
  await page.getByLabel(words('memberForm.name'), { exact: true }).fill('Anna Berg')
  await page.getByLabel(words('memberForm.field.phone'), { exact: true }).fill('030 123456')
  await dialogOf(page)
    .getByRole('button', { name: /Anna Berg/ })
    .first()
    .waitFor()
  await seen('new-member-looks-alike')
  await close(page)
  await open(page, `#/members/${idOf('Katharina Roth')}/edit`)
  await page.getByLabel(words('memberForm.field.phone'), { exact: true }).waitFor()
  await seen('edit-member')
  await close(page)
  await open(page, '#/pass')
  await page.getByLabel(words('families.pass.name'), { exact: true }).waitFor()
  await seen('pass')
  await close(page)
  await open(page, '#/members/all/state=good')
  await dialogOf(page).locator('[data-row]').first().waitFor()
  await buttonOf(page, words('cards.print.openMany')).press('Enter')
  await buttonOf(page, words('cards.print.make')).press('Enter')
  await buttonOf(page, words('cards.print.doIt')).waitFor()
  await seen('print-cards')
  await page.keyboard.press('Escape')
  await dialogOf(page).locator('[data-row]').first().waitFor()
  await close(page)
}

async function tourMerging({ page, words, seen }: MembersTour): Promise<void> {
  await open(page, '#/duplicates')
  await dialogOf(page).getByText('Anna Breg').first().waitFor()
  await seen('duplicates')
  await close(page)
  await open(page, `#/members/${idOf('Anna Berg')}/merge/${idOf('Anna Breg')}`)
  await buttonOf(page, words('duplicates.merge')).waitFor()
  await seen('merge')
  await close(page)
}

async function tourImport({ page, words, seen }: MembersTour): Promise<void> {
  await open(page, '#/import')
  const choosing = page.waitForEvent('filechooser')
  await buttonOf(page, words('imports.choose')).click()
  await seen('import-choose')
  const file = { name: 'clients.csv', mimeType: 'text/csv', buffer: movingInFile(FILE_ROWS) }
  await (await choosing).setFiles(file)
  await buttonOf(page, words('imports.toPreview')).waitFor()
  await seen('import-columns')
  await buttonOf(page, words('imports.toPreview')).scrollIntoViewIfNeeded()
  await seen('import-answers')
  await buttonOf(page, words('imports.toPreview')).press('Enter')
  await buttonOf(page, words('imports.takeGood')).waitFor()
  await seen('import-preview')
  await buttonOf(page, words('imports.takeGood')).press('Enter')
  await buttonOf(page, words('done')).waitFor()
  await seen('import-done')
  await close(page)
  await open(page, '#/import')
  await dialogOf(page).getByText(words('takeBack.take'), { exact: false }).first().waitFor()
  await seen('import-past')
  await close(page)
}

async function tourStage({ page, seen }: MembersTour): Promise<void> {
  await typeAsScanner(page, 'CARD-4401')
  await page.locator('[data-testid="scan-result"][data-reason="expired"]').waitFor()
  while ((await dialogOf(page).count()) === 0) await page.keyboard.press('F5')
  await dialogOf(page).getByRole('radio').first().waitFor()
  await seen('sell-at-the-desk')
  await close(page)
  await typeAsScanner(page, 'CARD-7718')
  await page.locator('[data-testid="scan-result"][data-reason="ok_in"]').waitFor()
  await openGuestOf(page, 'Katharina Roth')
  await seen('guest')
  await close(page)
}

/** Just after another result a key is meant for the one before: then it is pressed once more. */
async function openGuestOf(page: Page, host: string): Promise<void> {
  await page.keyboard.press('Shift+F6')
  await dialogOf(page).getByRole('textbox').first().waitFor()
  if ((await dialogOf(page).getByText(host).count()) > 0) return
  await close(page)
  await openGuestOf(page, host)
}
