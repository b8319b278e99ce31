import Sqlite from 'better-sqlite3'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { realEnvironment } from '../../server/platform/clock.ts'
import { PROFILE_KEY } from '../../renderer/services/scanner/stored-profile.ts'
import { BROWSER, launchBrowser, pageDesk, type PageDesk } from '../support/browser/browser.ts'
import { startGym } from '../support/hub/gym.ts'
import { addMember, type TestHub } from '../support/hub/hub.ts'

const PATIENCE = { timeout: 60_000 }

/** Saturday 24 October 2026 in Berlin: at three in the following night the clocks go back to two. */
const OPENING = '2026-10-24T05:00:00.000Z'
const EVENING = '2026-10-24T15:00:00.000Z'
const BEFORE_THE_CHANGE = '2026-10-24T23:50:00.000Z'
const AFTER_THE_CHANGE = '2026-10-25T01:10:00.000Z'
const CLOSING = '2026-10-25T02:00:00.000Z'
const NEXT_MORNING = '2026-10-25T07:00:00.000Z'

const CAPACITY = 14

const GYM = {
  timeZone: 'Europe/Berlin',
  capacity: CAPACITY,
  capacityIsHard: true,
  capacityWarnings: [99],
  closingTime: { sat: '03:00' },
  longestStayHours: null,
}

/** Signs the people of a shift in, each at a PC of their own. */
async function openShift(browser: Browser, hub: TestHub): Promise<PageDesk[]> {
  return Promise.all(
    ['Entrance', 'Pool', 'Office'].map(async (name) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
      // On a busy machine the keys of a scan come late: only Enter ends a code then.
      await context.addInitScript((key) => localStorage.setItem(key, '{"ends":"enter"}'), PROFILE_KEY)
      const desk = pageDesk(await context.newPage())
      const headers = { 'content-type': 'application/json' }
      const body = JSON.stringify({ role: 'receptionist', name: `Maria, ${name}` })
      const link = await hub.fetch('api/v1/links', { method: 'POST', headers, body })
      await desk.page.goto(((await link.json()) as { address: string }).address)
      await expect.poll(desk.connection, PATIENCE).toBe('live')
      return desk
    }),
  )
}

async function closeShift(desks: readonly PageDesk[]): Promise<void> {
  expect(desks.flatMap(({ complaints }) => complaints)).toEqual([])
  await Promise.all(desks.map(({ context }) => context.close()))
}

async function scan(desk: PageDesk, card: string, reason: string): Promise<void> {
  await desk.scan(card)
  await expect.poll(async () => (await desk.result()).reason, PATIENCE).toBe(reason)
  if (reason.startsWith('ok')) await desk.page.keyboard.press('Escape')
}

/** What the database says of a business day, and of now. */
function inDatabase(folder: string, day: string) {
  const file = new Sqlite(join(folder, 'frontdesk.sqlite'), { readonly: true })
  const inside = file.prepare('select count(*) from visits where check_out_at is null').pluck().get()
  const counts = file
    .prepare(
      'select check_ins as today, ended_stays as ended, stay_ms as stayed from day_stats where business_day = ?',
    )
    .get(day) as { today: number; ended: number; stayed: number } | undefined
  file.close()
  return { inside, today: counts?.today ?? 0, ended: counts?.ended ?? 0, stayed: counts?.stayed ?? 0 }
}

describe.skipIf(!BROWSER)('a day in the life of a gym', { timeout: 600_000 }, () => {
  it('at three desks: rush, renewal, override, undo, a hard limit, the night of the clocks, closing, the next morning', async () => {
    const gym = await startGym(GYM, OPENING, {}, realEnvironment.every)
    const { hub } = gym
    const card = async (columns: Record<string, string> = {}) => (await addMember(hub, columns)).card
    const rush = await Promise.all(Array.from({ length: 12 }, () => card()))
    const [expired, owing, one, other, night] = [
      await card({ full_name: 'Tom O’Brien', valid_until: '2026-10-20' }),
      await card({ full_name: 'Aisha Rahman', debt_cents: '4900' }),
      ...[await card(), await card(), await card()],
    ] as const
    const browser = await launchBrowser()
    let desks = await openShift(browser, hub)
    const allShow = async (inside: number, today: number): Promise<void> => {
      for (const desk of desks) {
        await expect
          .poll(async () => ({ inside: await desk.occupancy(), today: await desk.todayTotal() }), PATIENCE)
          .toEqual({ inside, today })
      }
    }
    await allShow(0, 0)

    // The morning rush, at all desks at once.
    await Promise.all(
      desks.map(async (desk, index) => {
        for (const each of rush.slice(index * 4, index * 4 + 4)) await scan(desk, each, 'ok_in')
      }),
    )
    await allShow(12, 12)
    const [entrance, pool, office] = desks as [PageDesk, PageDesk, PageDesk]

    // An expired plan is renewed on the spot, and its card answered again.
    await scan(entrance, expired, 'expired')
    await entrance.page.keyboard.press('F5')
    await entrance.page.getByRole('dialog').getByText('The plan will run until').waitFor()
    await entrance.page.keyboard.press('Enter')
    await expect.poll(async () => (await entrance.result()).reason, PATIENCE).toBe('ok_in')
    await allShow(13, 13)

    // A debt is overridden with a reason, and the override taken back.
    await scan(office, owing, 'debt')
    await office.page.keyboard.press('F7')
    await office.page.getByRole('button', { name: 'Paying today' }).press('Enter')
    await expect.poll(async () => (await office.result()).reason, PATIENCE).toBe('ok_in')
    await allShow(14, 14)
    await office.page.keyboard.press('F4')
    await office.page.getByTestId('scan-result').getByText('Check-in undone').waitFor()
    await allShow(13, 13)

    // The last place, asked for at two desks in the same moment.
    await Promise.all([entrance.scan(one), pool.scan(other)])
    const reasons = async () => [(await entrance.result()).reason, (await pool.result()).reason].sort()
    await expect.poll(reasons, PATIENCE).toEqual(['capacity_full', 'ok_in'])
    await allShow(CAPACITY, 14)
    await closeShift(desks)

    // The evening's people go home, all but four.
    gym.setClock(EVENING)
    desks = await openShift(browser, hub)
    for (const each of rush.slice(0, 10)) await scan(desks[1]!, each, 'ok_out')
    await allShow(4, 14)
    const afterTheRush = inDatabase(hub.folder, '2026-10-24')
    expect(afterTheRush).toEqual({ inside: 4, today: 14, ended: 10, stayed: 10 * 10 * 3_600_000 })

    // In before the hour that comes twice, out within its second half: eighty minutes.
    const clockShows = (time: string) =>
      expect.poll(() => desks[0]!.page.locator('.status__clock').textContent(), PATIENCE).toBe(time)
    gym.setClock(BEFORE_THE_CHANGE)
    await clockShows('01:50')
    await scan(desks[0]!, night, 'ok_in')
    gym.setClock(AFTER_THE_CHANGE)
    await clockShows('02:10')
    await desks[0]!.scan(night)
    await desks[0]!.page.getByTestId('scan-result').getByText('stayed 1 h 20 min').waitFor()
    await allShow(4, 15)

    // Closing: who forgot to check out is out, and counts in no average.
    gym.setClock(CLOSING)
    await allShow(0, 15)
    const atClosing = inDatabase(hub.folder, '2026-10-24')
    expect(atClosing).toMatchObject({ inside: 0, today: 15, ended: 11 })
    expect(atClosing.stayed - afterTheRush.stayed).toBe(80 * 60_000)
    await closeShift(desks)

    // The next morning is a new day at every desk, with four to review; the first card comes in.
    gym.setClock(NEXT_MORNING)
    desks = await openShift(browser, hub)
    await allShow(0, 0)
    for (const { page } of desks) {
      expect(await page.getByTestId('to-review').textContent()).toBe('4 to review')
      expect(await page.locator('.scan__date').textContent()).toBe('Sunday 25 October')
    }
    await scan(desks[2]!, rush[11]!, 'ok_in')
    await allShow(1, 1)
    expect(inDatabase(hub.folder, '2026-10-25')).toMatchObject({ inside: 1, today: 1, ended: 0 })
    expect(inDatabase(hub.folder, '2026-10-24')).toEqual({ ...atClosing, inside: 1 })
    await closeShift(desks)
  })
})
