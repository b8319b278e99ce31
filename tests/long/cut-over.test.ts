import type { Browser } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { realEnvironment } from '../../server/platform/clock.ts'
import { HEARTBEAT_INTERVAL_MS } from '../../server/protocol/limits.ts'
import {
  BROWSER,
  launchBrowser,
  pageDesk,
  setUpReader,
  untilLive,
  type PageDesk,
} from '../support/browser/browser.ts'
import { fireTimers, holdTimers } from '../support/browser/held-timers.ts'
import { addMember, type TestHub } from '../support/hub/hub.ts'
import { startGym } from '../support/hub/gym.ts'

const DAY_MS = 24 * 3_600_000

/** A desk whose PC is wrong about the time, and in another zone than the gym. */
async function openDeskWithClock(browser: Browser, hub: TestHub, wrongByMs: number): Promise<PageDesk> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    timezoneId: 'America/Los_Angeles',
    locale: 'en-GB',
  })
  await context.addInitScript((by) => {
    const now = Date.now
    const shifted = (): number => now() + by
    window.Date = class extends Date {
      static override now = shifted
      constructor(...given: [] | [number | string]) {
        super(given[0] ?? shifted())
      }
    } as DateConstructor
  }, wrongByMs)
  await setUpReader(context)
  await holdTimers(context, HEARTBEAT_INTERVAL_MS)
  const page = await context.newPage()
  const desk = pageDesk(page)
  const link = await hub.fetch('api/v1/links', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"role":"receptionist","name":"Maria K."}',
  })
  await page.goto(((await link.json()) as { address: string }).address)
  await untilLive(desk)
  return desk
}

interface Seen {
  inside: number
  today: number
  date: string
}

async function seenAt(desk: PageDesk): Promise<Seen> {
  return {
    inside: await desk.occupancy(),
    today: await desk.todayTotal(),
    date: (await desk.page.locator('.scan__date').textContent()) ?? '',
  }
}

describe.skipIf(!BROWSER)('pains: the wrong “today”', () => {
  it('at the cut-over every desk shows the new day’s date and numbers without a reload, whatever its clock says', async () => {
    const settings = { timeZone: 'Asia/Tokyo', cutOverHour: 0 }
    const gym = await startGym(settings, '2026-11-22T14:59:50.000Z', {}, realEnvironment.every)
    const { hub } = gym
    const { card } = await addMember(hub, { valid_until: '2026-11-22' })
    const browser = await launchBrowser()
    const wrongBy = [0, -400 * DAY_MS, 3 * DAY_MS]
    const desks = await Promise.all(wrongBy.map((by) => openDeskWithClock(browser, hub, by)))
    const [first] = desks as [PageDesk]
    await first.scan(card)
    await expect.poll(async () => (await first.result()).reason).toBe('ok_in')
    await first.page.keyboard.press('Escape')
    const sunday: Seen = { inside: 1, today: 1, date: 'Sunday 22 November' }
    for (const desk of desks) await expect.poll(() => seenAt(desk)).toEqual(sunday)

    gym.setClock('2026-11-22T15:00:00.000Z')
    const monday: Seen = { inside: 1, today: 0, date: 'Monday 23 November' }
    for (const desk of desks) await expect.poll(() => seenAt(desk)).toEqual(monday)

    const [, slow] = desks as [PageDesk, PageDesk]
    await slow.page.bringToFront()
    await slow.scan(card)
    await expect.poll(async () => (await slow.result()).reason).toBe('ok_out')
    gym.setClock('2026-11-22T15:01:00.000Z')
    // The desk hears of it with the next heartbeat; until then the scan would be a repeat.
    await fireTimers(slow.page, HEARTBEAT_INTERVAL_MS)
    await expect.poll(() => slow.page.locator('.status__clock').textContent()).toBe('00:01')
    await slow.scan(card)
    await expect.poll(async () => (await slow.result()).reason).toBe('expired')
    expect(await slow.page.getByTestId('scan-result').innerText()).toContain(
      'Plan expired yesterday, on 22 November',
    )
    expect(desks.flatMap(({ complaints }) => complaints)).toEqual([])
  })
})
