import Sqlite from 'better-sqlite3'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { RESULT_STAYS_MS } from '../../renderer/services/shown-result.ts'
import {
  BROWSER,
  lanAddress,
  launchBrowser,
  launchOwnBrowser,
  newDeskContext,
  openPageDesk,
  pageDesk,
  untilLive,
  type PageDesk,
} from '../support/browser/browser.ts'
import { fireTimers } from '../support/browser/held-timers.ts'
import { addMember, startHub, startHubProcess, type TestHub } from '../support/hub/hub.ts'
import { secureAddressOf, trustsHub } from '../support/hub/lan.ts'
import { typeAsPerson, typeAsScanner, untilScanIsOver } from '../support/browser/scanner.ts'

/** An address that signs a browser in, at the hub's own machine or where else it is reached. */
async function signInAddress(hub: Pick<TestHub, 'http' | 'fetch'>, where = hub.http): Promise<string> {
  const response = await hub.fetch('api/v1/links', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role: 'receptionist', name: 'Maria K.' }),
  })
  const { address } = (await response.json()) as { address: string }
  return address.replace(hub.http, where)
}

interface Instrumentation {
  inside: number
  today: number
  members: string[]
}

/** What the database itself says. */
function readDatabase(folder: string): Instrumentation {
  const file = new Sqlite(join(folder, 'frontdesk.sqlite'), { readonly: true })
  const open = file
    .prepare('select member_id from visits where check_out_at is null')
    .pluck()
    .all() as string[]
  const today = file
    .prepare('select check_ins from day_stats order by business_day desc limit 1')
    .pluck()
    .get() as number
  file.close()
  return { inside: open.length, today, members: open.sort() }
}

async function shownAt(desk: PageDesk): Promise<Instrumentation> {
  return { inside: await desk.occupancy(), today: await desk.todayTotal(), members: await desk.presentIds() }
}

describe.skipIf(!BROWSER)('two desks in real browsers', () => {
  it('see each other’s scans, agree with the database, and come back after the hub was killed', async () => {
    const lan = lanAddress()
    expect(lan, 'this machine has an address beside loopback').not.toBeNull()
    const args = ['--lan', '--lan-address', lan!, '--demo', '120']
    const hub = await startHubProcess([...args, '--port', '0', '--lan-port', '0'])
    const secure = await secureAddressOf(hub, lan!)
    const browser = await launchOwnBrowser({ args: [trustsHub(hub.folder)] })
    const a = await openPageDesk(browser, await signInAddress(hub))
    const b = await openPageDesk(browser, await signInAddress(hub, secure.href))
    expect(new URL(b.page.url()).hostname).toBe(lan)
    expect(b.page.url()).not.toContain('signin')
    const before = readDatabase(hub.folder)
    await expect.poll(() => shownAt(a)).toEqual(before)
    await expect.poll(() => shownAt(b)).toEqual(before)

    // The focus is in the search, with something in it: the scans must not land there.
    await a.page.keyboard.press('F3')
    await typeAsPerson(a.page, 'zo')
    const search = a.page.locator('input:focus')
    await expect.poll(() => search.inputValue()).toBe('zo')
    await a.page.keyboard.press('ArrowLeft')
    const caret = () => search.evaluate((field: HTMLInputElement) => field.selectionStart)
    await expect.poll(caret).toBe(1)
    for (const [code, verdict] of [
      ['DEMO-00001', 'granted'],
      ['demo-00002', 'granted'],
      ['DEMO-00010', 'denied'],
      ['DEMO-00003', 'granted'],
    ] as const) {
      await a.scan(code)
      await expect.poll(async () => (await a.result()).verdict).toBe(verdict)
      expect(await search.inputValue()).toBe('zo')
      expect(await caret()).toBe(1)
    }
    await a.page.keyboard.press('Escape')
    await expect.poll(() => readDatabase(hub.folder).inside).toBe(before.inside + 3)
    const after = readDatabase(hub.folder)
    expect(after.today).toBe(before.today + 3)
    await expect.poll(() => shownAt(a)).toEqual(after)
    await expect.poll(() => shownAt(b)).toEqual(after)
    await expect.poll(() => b.page.getByText('Jonas Wei').count()).toBeGreaterThan(0)

    await hub.stop('SIGKILL')
    await expect.poll(a.connection).not.toBe('live')
    await expect.poll(b.connection).not.toBe('live')
    // A scan meanwhile is kept, and says that nothing was decided yet.
    await a.scan('DEMO-00004')
    await expect.poll(a.result).toEqual({ verdict: 'error', reason: 'hub_unreachable' })

    const ports = ['--port', new URL(hub.http).port, '--lan-port', secure.port]
    const again = await startHubProcess([...args, ...ports], hub.folder)
    await expect.poll(a.connection).toBe('live')
    await expect.poll(b.connection).toBe('live')
    await expect.poll(a.result).toEqual({ verdict: 'granted', reason: 'ok_in' })
    const restarted = readDatabase(again.folder)
    expect(restarted).toMatchObject({ inside: after.inside + 1, today: after.today + 1 })
    await expect.poll(() => shownAt(a)).toEqual(restarted)
    await expect.poll(() => shownAt(b)).toEqual(restarted)

    const late = await openPageDesk(browser, await signInAddress(again))
    await expect.poll(() => shownAt(late)).toEqual(restarted)
    expect([...a.complaints, ...b.complaints, ...late.complaints]).toEqual([])
  })

  it('stay signed in over a reload, and a link works once', async () => {
    const hub = await startHub({ demo: '20' })
    const browser = await launchBrowser()
    const address = await signInAddress(hub)
    const desk = await openPageDesk(browser, address)
    await desk.page.reload()
    await expect.poll(desk.connection).toBe('live')
    const stranger = await (await browser.newContext()).newPage()
    await stranger.goto(address)
    await expect.poll(() => stranger.getByRole('alert').count()).toBe(1)
    await stranger
      .getByRole('textbox')
      .first()
      .fill(await signInAddress(hub))
    await stranger.keyboard.press('Enter')
    await expect.poll(() => stranger.getByTestId('connection').getAttribute('data-state')).toBe('live')
  })

  it('show no average stay while nobody has left, and are calm again when an answer has stayed long enough', async () => {
    const hub = await startHub()
    const { card } = await addMember(hub)
    const context = await newDeskContext(await launchBrowser())
    const page = await context.newPage()
    const desk = pageDesk(page)
    await page.goto(await signInAddress(hub))
    await untilLive(desk)
    await page.getByText('– average stay').waitFor()
    await desk.scan(card)
    await expect.poll(desk.result).toEqual({ verdict: 'granted', reason: 'ok_in' })
    await fireTimers(page, RESULT_STAYS_MS)
    await expect.poll(desk.result).toEqual({ verdict: '', reason: '' })
  })

  it('are worked by keyboard alone: search, check in, check out, undo', async () => {
    const hub = await startHub({ demo: '40' })
    const desk = await openPageDesk(await launchBrowser(), await signInAddress(hub))
    const before = await desk.occupancy()
    await desk.scan('DEMO-00001')
    await expect.poll(desk.occupancy).toBe(before + 1)
    await desk.page.keyboard.press('F4')
    await expect.poll(desk.occupancy).toBe(before)
    // A scan presses no button that has the focus, not even where the reader is too slow to be known as one.
    const checkOut = desk.page.getByTestId('present-row').first().getByRole('button')
    await checkOut.focus()
    await typeAsScanner(desk.page, 'DEMO-00003', 80)
    await desk.scan('DEMO-00002')
    await expect.poll(desk.occupancy).toBe(before + 1)
    await untilScanIsOver(desk.page)
    await checkOut.focus()
    await desk.page.keyboard.press('Enter')
    await expect.poll(desk.occupancy).toBe(before)
    await desk.page.keyboard.press('F4')
    await expect.poll(desk.occupancy).toBe(before + 1)
    await expect
      .poll(async () => (await desk.page.getByTestId('scan-result').textContent()) ?? '')
      .toMatch(/undone/i)
  })
})
