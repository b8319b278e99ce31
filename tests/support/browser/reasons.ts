import type { Page, WebSocketRoute } from 'playwright-core'
import { PROFILE_KEY } from '../../../renderer/services/scanner/stored-profile.ts'
import type { Reason } from '../../../server/protocol/scan.ts'
import { WEEKDAYS } from '../../../server/protocol/rules.ts'
import { typeAsScanner } from './scanner.ts'

/** Every reason of an answer, brought about on a real desk at a real hub: for a test, and for pictures. */

const DAY_MS = 24 * 3_600_000

/** The hub's settings for it. Off-peak is good on the days that are neither today nor next to it. */
export function reasonSettings(now: number): object {
  const today = new Date(now).getUTCDay()
  const days = [2, 3, 4, 5].map((ahead) => WEEKDAYS[(today + ahead) % 7])
  return {
    timeZone: 'UTC',
    // The members' days are those of the calendar, also before the usual end of a gym's day.
    cutOverHour: 0,
    // However long is looked at what is shown: a repeat comes after it.
    repeatWindowMs: 60_000,
    capacity: 3,
    capacityIsHard: true,
    locations: ['Main entrance', 'Pool'],
    plans: {
      'Off-peak': { hours: [{ days, from: '09:00', to: '16:00' }] },
      'Pool only': { locations: ['Pool'] },
    },
  }
}

/** The members for it, as a file. */
export function reasonMembers(now: number): string {
  const day = (ahead: number) => new Date(now + ahead * DAY_MS).toISOString().slice(0, 10)
  return [
    'full_name,membership_type,valid_from,valid_until,credentials,frozen_from,frozen_until,suspended,debt_cents,visits_left,note,note_must_be_read',
    `Tom O’Brien,Unlimited,,${day(-4)},CARD-expired,,,,,,,`,
    `Hana Sato,Unlimited,${day(3)},,CARD-not_started,,,,,,,`,
    `Luca Moretti,Unlimited,,${day(200)},CARD-frozen,${day(-9)},${day(20)},,,,,`,
    `Jonas Weber,Unlimited,,${day(150)},CARD-suspended,,,1,,,,`,
    `Aisha Rahman,Unlimited,,${day(90)},CARD-debt,,,,4900,,,`,
    `Marcus Adeyemi,Ten visits,,,CARD-no_visits_left,,,,,0,,`,
    `Emma Clarke,Off-peak,,${day(120)},CARD-outside_hours,,,,,,,`,
    `Diego Fernández,Pool only,,${day(120)},CARD-wrong_location,,,,,,,`,
    `Priya Natarajan,Unlimited,,${day(60)},CARD-note_must_be_read,,,,,,Ask for the signed health form before she trains again.,1`,
    `Nadia Petrova,Unlimited,,${day(60)},CARD-credential_revoked,,,,,,,`,
    `Sofia Lindqvist,Unlimited,,${day(110)},CARD-ok_in,,,,,,,`,
    `Noah Brandt,Unlimited,,${day(110)},CARD-two,,,,,,,`,
    `Chloé Dubois,Unlimited,,${day(110)},CARD-three,,,,,,,`,
    `Oskar Nyberg,Unlimited,,${day(110)},CARD-capacity_full,,,,,,,`,
    '',
  ].join('\n')
}

/** What is the same at one desk for all of them, in an order in which each comes out of the one before. */
const BY_SCAN: readonly Reason[] = [
  'expired',
  'not_started',
  'frozen',
  'suspended',
  'debt',
  'no_visits_left',
  'outside_hours',
  'wrong_location',
  'note_must_be_read',
  'credential_revoked',
  'unknown_credential',
  'ok_in',
]

interface ReasonDesk {
  page: Page
  /** Signs the page in, anew after a reload. */
  open: () => Promise<void>
  /** Withdraws the card of Nadia Petrova. */
  withdraw: () => Promise<void>
  killHub: () => Promise<void>
  /** Told when the stage shows this reason. */
  seen: (reason: Reason) => Promise<void>
}

export async function showEveryReason({ page, open, withdraw, killHub, seen }: ReasonDesk): Promise<void> {
  const line = await interceptLine(page)
  await open()
  await withdraw()
  const show = async (reason: Reason, code: string, name = '') => {
    await typeAsScanner(page, code)
    const stage = page.locator(`[data-testid="scan-result"][data-reason="${reason}"]`, { hasText: name })
    await stage.waitFor()
    await seen(reason)
    // Read: the next one need not wait until it can have been.
    await page.keyboard.press('Escape')
  }
  for (const reason of BY_SCAN) await show(reason, `CARD-${reason}`)
  await show('repeat_ignored', 'CARD-ok_in')
  await setMode(page, 'Check in only')
  await show('already_in', 'CARD-ok_in')
  await typeAsScanner(page, 'CARD-two')
  await page.getByText('Noah Brandt').first().waitFor()
  await show('ok_in', 'CARD-three', 'Chloé Dubois')
  await show('capacity_full', 'CARD-capacity_full')
  await setMode(page, 'Check out only')
  await show('not_in', 'CARD-capacity_full')
  await show('ok_out', 'CARD-two')
  line.refuseNext = true
  await show('rate_limited', 'CARD-three')
  await page.evaluate((key) => localStorage.setItem(key, '{"pattern":"CARD-[A-Za-z0-9_]+"}'), PROFILE_KEY)
  await page.reload()
  await page.locator('[data-testid="connection"][data-state="live"]').waitFor()
  await show('ambiguous', 'CCAARRDD--11')
  await killHub()
  await page.locator('[data-testid="connection"][data-state="offline"]').waitFor()
  await show('hub_unreachable', 'CARD-three')
}

async function setMode(page: Page, name: string): Promise<void> {
  await page.getByRole('banner').locator('[aria-haspopup="menu"]').click()
  await page.getByRole('menuitem', { name: 'Set up this desk' }).click()
  await page.getByRole('dialog').getByText(name, { exact: true }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

/**
 * The line between desk and hub, on which one scan can be refused as too fast without a time to wait. Our hub always
 * says the time, and the desk waits and sends again by itself: only a hub of another make leads to this answer.
 */
async function interceptLine(page: Page): Promise<{ refuseNext: boolean }> {
  const line = { refuseNext: false }
  await page.routeWebSocket(/\/ws\/checkins\//, (desk: WebSocketRoute) => {
    const hub = desk.connectToServer()
    desk.onMessage((message) => {
      const { type, requestId } = JSON.parse(String(message)) as { type: string; requestId?: string }
      if (!line.refuseNext || type !== 'scan') {
        hub.send(message)
        return
      }
      line.refuseNext = false
      const payload = { code: 'rate_limited', message: '', retryable: true }
      desk.send(JSON.stringify({ type: 'error', requestId, message: '', payload }))
    })
  })
  return line
}
