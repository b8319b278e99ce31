import type { Locator, Page } from 'playwright-core'
import { typeAsScanner } from './scanner.ts'
import { tourStaff } from './staff-tour.ts'
import type { Words } from './words.ts'

/** The main screens of the desk, one after another, in any language: for a test, and for pictures. */

const DAY_MS = 24 * 3_600_000

/** The hub's settings for it. */
export const TOUR_SETTINGS = { capacity: 150, defaultLocation: 'Main entrance', timeZone: 'UTC' }

/** The members for it, as a file. One has an Arabic name, whatever the language of the desk. */
export function tourMembers(now: number): string {
  const day = (ahead: number) => new Date(now + ahead * DAY_MS).toISOString().slice(0, 10)
  return [
    'full_name,membership_type,valid_until,credentials,note,note_must_be_read,visits_left,phone,email,debt_cents',
    `Sofia Lindqvist,Unlimited,${day(110)},CARD-SOFIA,,,,+46 70 123 45 67,sofia@example.org,`,
    `ليلى حداد,Unlimited,${day(90)},0042-LAILA,,,,,,`,
    'Marcus Adeyemi,Ten visits,,CARD-MARCUS,Locker key 12 not returned on Friday.,,2,,,',
    `Tom O’Brien,Unlimited,${day(-4)},CARD-TOM,,,,+353 1 234 5678,tom@example.org,4900`,
    `Priya Natarajan,Unlimited,${day(60)},CARD-PRIYA,Ask for the signed health form before she trains again.,1,,,,`,
    '',
  ].join('\n')
}

const TOUR_PIN = '730218'

interface Tour {
  page: Page
  words: Words
  /** Where the hub is. */
  address: string
  /** A manager who has not signed in yet. */
  manager: { username: string; name: string; password: string }
  killHub: () => Promise<unknown>
  /** Told when a screen is there: its name, and the page that it is on. */
  seen: (screen: string, page: Page) => Promise<void>
}

export async function tourDesk(tour: Tour): Promise<void> {
  const { page, words, address, seen } = tour
  await page.goto(address)
  await signIn(tour)
  await page.getByTestId('present-row').first().waitFor()
  await seen('idle', page)
  await tourResults(tour)
  await tourSheets(tour)
  await tourPeople(tour)
  const members = await page.context().newPage()
  await members.goto(`${address}?view=member`)
  await members.locator('[data-sign=calm] h1').waitFor()
  await seen('members-screen', members)
  await members.close()
  await tour.killHub()
  await page.locator('[data-testid="connection"][data-state="offline"]').waitFor()
  await typeAsScanner(page, 'CARD-SOFIA')
  await page.getByText(words('word.waiting')).first().waitFor()
  await seen('offline', page)
  await page.keyboard.press('Shift+F4')
  await page.getByTestId('saved').waitFor()
  await seen('saved', page)
}

async function signIn({ page, words, manager, seen }: Tour): Promise<void> {
  await page.getByRole('radio', { name: words('signIn.wayPassword') }).click()
  await seen('sign-in', page)
  await page.getByLabel(words('signIn.username'), { exact: true }).fill(manager.username)
  await page.getByLabel(words('signIn.password'), { exact: true }).fill(manager.password)
  await page.keyboard.press('Enter')
  await page.locator('[data-testid="connection"][data-state="live"]').waitFor()
}

async function tourResults({ page, words, seen }: Tour): Promise<void> {
  const scans = [
    ['CARD-SOFIA', 'ok_in', 'granted'],
    ['0042-LAILA', 'ok_in', 'granted-arabic-name'],
    ['CARD-MARCUS', 'ok_in', 'warning'],
    ['CARD-PRIYA', 'note_must_be_read', 'note'],
    ['9900114471', 'unknown_credential', 'unknown'],
    ['CARD-TOM', 'expired', 'denied'],
  ] as const
  const names = { 'CARD-MARCUS': 'Marcus', '0042-LAILA': 'ليلى' } as Readonly<Record<string, string>>
  for (const [code, reason, screen] of scans) {
    await typeAsScanner(page, code)
    const answer = page.locator(`[data-testid="scan-result"][data-reason="${reason}"]`)
    await answer
      .getByText(names[code] ?? '')
      .first()
      .waitFor()
    await seen(screen, page)
  }
  await openBy(page, 'F5')
  await page.getByRole('dialog').getByRole('radio').first().waitFor()
  await seen('renew', page)
  await close(page)
  await openBy(page, 'F7')
  await seen('let-in-anyway', page)
  await close(page)
  await openBy(page, 'F9')
  const history = page.getByRole('region', { name: words('memberCard.history') })
  await history.getByRole('listitem').first().waitFor()
  await seen('member', page)
  await close(page)
  await page.keyboard.press('F3')
  await page.keyboard.type('tom', { delay: 150 })
  await page.getByTestId('found-row').first().waitFor()
  await seen('search', page)
  await page.keyboard.press('Escape')
  await page.getByTestId('present-row').first().getByRole('button').click()
  await page.locator('[data-testid="scan-result"][data-reason="ok_out"]').waitFor()
  await seen('leaving', page)
  const undone = page.getByTestId('scan-result').getByText(words('word.undone')).first()
  // Just after another result a key is meant for the one before, which has nothing to undo.
  do await page.keyboard.press('F4')
  while (!(await isShownSoon(undone)))
  await seen('undone', page)
}

/** Sheets that a key opens from everywhere. */
const KEYS_TO_SHEETS = [
  ['F1', 'keys'],
  ['Shift+F2', 'messages'],
  ['Shift+F3', 'day-pass'],
  ['Shift+F4', 'notices'],
  ['F12', 'roll-call'],
] as const

async function tourSheets({ page, words, seen, manager }: Tour): Promise<void> {
  await openBy(page, 'F2')
  await page.getByRole('dialog').locator('img').first().waitFor()
  await seen('set-up', page)
  await close(page)
  await openBy(page, 'F10')
  await seen('this-screen', page)
  await close(page)
  for (const [key, screen] of KEYS_TO_SHEETS) {
    await openBy(page, key)
    await seen(screen, page)
    await close(page)
  }
  await choose(page, words('shift.title'))
  await page.getByRole('dialog').getByText('Tom O’Brien').first().waitFor()
  await seen('shift-report', page)
  await close(page)
  await choose(page, words('ledger.title'))
  await page.getByRole('dialog').getByRole('listitem').first().waitFor()
  await seen('ledger', page)
  await close(page)
  await choose(page, words('memberList.title'))
  await page.getByRole('dialog').locator('[data-row]').first().waitFor()
  await seen('members', page)
  await page.getByRole('button', { name: words('memberForm.new') }).click()
  await page.getByLabel(words('memberForm.name'), { exact: true }).waitFor()
  await seen('new-member', page)
  await close(page)
  await openMenu(page)
  await seen('person-menu', page)
  await page.getByRole('menuitem', { name: words('staff.title') }).click()
  await tourStaff({ page, words, manager: manager.name, seen: (screen) => seen(screen, page) })
  await close(page)
  await tourPlans({ page, words, seen })
}

async function tourPlans({ page, words, seen }: Pick<Tour, 'page' | 'words' | 'seen'>): Promise<void> {
  await choose(page, words('plans.title'))
  const named = (plan: string) => page.getByRole('button', { name: plan, exact: true })
  await named('Unlimited').waitFor()
  await seen('plans', page)
  await named('Ten visits').click()
  await page.getByRole('button', { name: words('plans.addSpan') }).click()
  await seen('plan', page)
  await page.keyboard.press('Escape')
  await named(words('plans.add')).waitFor()
  await close(page)
  await typeAsScanner(page, 'CARD-TOM')
  await page.locator('[data-testid="scan-result"][data-reason="expired"]').waitFor()
  await openBy(page, 'F5')
  await page.getByRole('radio', { name: /Ten visits/ }).waitFor()
  await seen('sell', page)
  await close(page)
}

async function tourPeople({ page, words, seen, manager }: Tour): Promise<void> {
  await choose(page, words('people.setPin'))
  await page.getByLabel(words('people.password'), { exact: true }).fill(manager.password)
  await page.getByLabel(words('people.newPin'), { exact: true }).fill(TOUR_PIN)
  await seen('own-pin', page)
  await page.keyboard.press('Enter')
  await page.getByText(words('people.pinSet')).waitFor()
  await close(page)
  await choose(page, words('people.signOut'))
  await page.getByRole('dialog').waitFor()
  await seen('sign-out', page)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('people.signOut') })
    .click()
  await page.getByRole('button', { name: manager.name }).waitFor()
  await seen('who-is-at-the-desk', page)
  await page.getByRole('button', { name: manager.name }).click()
  await seen('pin', page)
  await page.keyboard.type(TOUR_PIN, { delay: 150 })
  await page.locator('[data-testid="connection"][data-state="live"]').waitFor()
}

/** How long an answer of the hub may take until the key is pressed once more. */
const ANSWER_MS = 5000

const isShownSoon = (part: Locator): Promise<boolean> =>
  part.waitFor({ timeout: ANSWER_MS }).then(
    () => true,
    () => false,
  )

/** Presses the key until it opens something: just after another result it is meant for the one before. */
async function openBy(page: Page, key: string): Promise<void> {
  while ((await page.getByRole('dialog').count()) === 0) await page.keyboard.press(key)
}

async function close(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

async function openMenu(page: Page): Promise<void> {
  await page.getByRole('banner').locator('[aria-haspopup="menu"]').click()
  await page.getByRole('menu').waitFor()
}

async function choose(page: Page, entry: string): Promise<void> {
  await openMenu(page)
  await page.getByRole('menuitem', { name: entry, exact: true }).click()
}
