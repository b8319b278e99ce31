import { join } from 'node:path'
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core'
import { ensureDesk } from '../scripts/ensure-desk.ts'
import { findHeadedBrowser } from '../tests/support/browser/find-browser.ts'
import { AIMS } from './aims.ts'
import type { Cores } from './cores.ts'
import type { Findings } from './findings.ts'
import { openAsker } from './load/asker.ts'
import { quantile } from './statistics.ts'
import { askHub, hubSubject } from './subjects/hub.ts'
import { startSubject, type RunningSubject } from './subjects/start.ts'
import { figure, tableText } from './table.ts'
import { prepareContestant, type Contestant } from './turn.ts'

/** A chain's whole membership on one hub, and its largest house on its fullest evening. */
const MEMBERS = 100_000
const INSIDE = 5_000

/** Scans at the desk, each after the one before was shown. */
const SCANS = 200

/** What the other desks do meanwhile. */
const OTHERS_PER_SECOND = 20
const OTHERS_SECONDS = 30

/** One look: what a person takes for "at once" when they hear the reader beep. */
const AIM_MS = 50

/** How long the list of those inside is scrolled, from end to end and back. */
const SCROLL_SECONDS = 10

interface Measuring {
  folder: string
  cores: Cores
  say: (progress: string) => void
}

/** What the page notes of itself. */
interface Noted {
  /** From the last key of a scan to the frame with its verdict, milliseconds each. */
  paintedMs: number[]
  /** Tasks over 50 ms, by how long they were. */
  longTasksMs: number[]
}

interface Measured {
  calm: Noted
  busy: Noted
  scrolled: Noted & { scrolls: number }
}

/** Measures what whoever sits at a desk feels, in a real browser; prints a table. */
export async function measureDesk({ folder, cores, say }: Measuring): Promise<Findings> {
  const path = findHeadedBrowser()
  if (!path) {
    say('desk: no Chromium was found, nothing is measured')
    return { faults: [], judgements: [] }
  }
  await ensureDesk()
  say(`desk: preparing ${MEMBERS} members`)
  const hub = await prepareContestant(hubSubject(MEMBERS, 'lifted'), join(folder, 'desk'))
  const server = await startSubject(hub.subject, hub.template, cores.server)
  const browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    return report(await measure(hub, server, browser, say))
  } finally {
    await browser.close()
    await server.stop()
  }
}

async function measure(
  hub: Contestant,
  server: RunningSubject,
  browser: Browser,
  say: (progress: string) => void,
): Promise<Measured> {
  const codes = hub.scans.map(({ payload }) => payload.code ?? '')
  const others = await openAsker(server.ws, hub.token)
  const comeIn = (code: string) => others.ask('scan', { code })
  say(`desk: ${INSIDE} people come in`)
  for (const code of codes.splice(0, INSIDE)) await comeIn(code)
  const page = await openDesk(browser, (await askHub(hub.template, 'link', '--role', 'receptionist')).trim())
  say(`desk: ${SCANS} scans, one after the other`)
  const keys = await page.context().newCDPSession(page)
  for (const code of codes.splice(0, SCANS)) await scanAtDesk(page, keys, code)
  const calm = await takeNotes(page)
  say(`desk: ${OTHERS_PER_SECOND} scans a second at other desks for ${OTHERS_SECONDS} s`)
  const until = performance.now() + OTHERS_SECONDS * 1_000
  const timer = setInterval(() => void comeIn(codes.shift() ?? ''), 1_000 / OTHERS_PER_SECOND)
  while (performance.now() < until) await scanAtDesk(page, keys, codes.shift() ?? '')
  const busy = await takeNotes(page)
  say(`desk: scrolling through all who are inside beside the same for ${SCROLL_SECONDS} s`)
  const scrolls = await scrollThrough(page)
  clearInterval(timer)
  const scrolled = await takeNotes(page)
  others.close()
  return { calm, busy, scrolled: { ...scrolled, scrolls } }
}

async function openDesk(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.addInitScript(noteInPage)
  await page.goto(address)
  await page.locator('[data-testid="connection"][data-state="live"]').waitFor()
  await page.locator('[data-testid="present-row"]').first().waitFor()
  await takeNotes(page)
  return page
}

/** Runs in the page: notes when a verdict has been painted after the last key, and every long task. */
function noteInPage(): void {
  const noted: Noted = { paintedMs: [], longTasksMs: [] }
  Object.assign(window, { noted })
  let lastKeyAt: number | null = null
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Enter') lastKeyAt = event.timeStamp
    },
    true,
  )
  new MutationObserver(() => {
    const stage = document.querySelector('[data-testid="scan-result"]')
    if (lastKeyAt === null || !stage?.getAttribute('data-verdict')) return
    const since = lastKeyAt
    lastKeyAt = null
    requestAnimationFrame(() => {
      // A message is handled after the frame that this callback belongs to.
      const afterFrame = new MessageChannel()
      afterFrame.port1.onmessage = () => noted.paintedMs.push(performance.now() - since)
      afterFrame.port2.postMessage(null)
    })
  }).observe(document, { subtree: true, childList: true, attributes: true })
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) noted.longTasksMs.push(duration)
  }).observe({ type: 'longtask' })
}

/** What the page has noted since it was asked last. */
function takeNotes(page: Page): Promise<Noted> {
  return page.evaluate(() => {
    const { noted } = window as unknown as { noted: Noted }
    return { paintedMs: noted.paintedMs.splice(0), longTasksMs: noted.longTasksMs.splice(0) }
  })
}

/** Types a code as fast as the browser takes keys, waits for its verdict, and clears the stage. */
async function scanAtDesk(page: Page, keys: CDPSession, code: string): Promise<void> {
  const before = await paintedCount(page)
  const press = (key: string, text: string) =>
    keys.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text })
  await Promise.all(Array.from(code, (character) => press(character, character)))
  await press('Enter', '\r')
  await page.waitForFunction(
    (count) => (window as unknown as { noted: Noted }).noted.paintedMs.length > count,
    before,
  )
  // Just after a result Escape is meant for the one before.
  const cleared = page.locator('[data-testid="scan-result"][data-verdict=""]')
  while ((await cleared.count()) === 0) await page.keyboard.press('Escape')
}

/** Turns the wheel over the list, down and up again; how often it did. */
async function scrollThrough(page: Page): Promise<number> {
  const row = page.getByTestId('present-row').first()
  await row.hover()
  let scrolls = 0
  const until = performance.now() + SCROLL_SECONDS * 1_000
  for (let down = true; performance.now() < until; down = scrolls % 60 < 30) {
    await page.mouse.wheel(0, down ? 4_000 : -4_000)
    scrolls += 1
  }
  return scrolls
}

function paintedCount(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { noted: Noted }).noted.paintedMs.length)
}

function report({ calm, busy, scrolled }: Measured): Findings {
  const row = (name: string, { paintedMs, longTasksMs }: Noted): string[] => [
    name,
    ...[0.5, 0.95, 1].map((share) => figure(quantile(paintedMs, share))),
    String(longTasksMs.length),
    longTasksMs.length === 0 ? '-' : figure(Math.max(...longTasksMs)),
  ]
  const head = ['last key to painted verdict, ms', 'median', 'p95', 'most', 'long tasks', 'longest, ms']
  const rows = [
    row('one scan after the other', calm),
    row(`beside ${OTHERS_PER_SECOND} scans a second`, busy),
  ]
  console.log(
    `\nAt a desk: ${MEMBERS} members, ${INSIDE} inside, the hub on the same machine; aims: p95 ${AIM_MS} ms, no long task\n` +
      `${tableText([head, ...rows])}\n` +
      `Scrolling through the ${INSIDE} beside it, ${scrolled.scrolls} turns of the wheel: ${scrolled.longTasksMs.length} long tasks` +
      (scrolled.longTasksMs.length === 0
        ? ''
        : `, the longest ${figure(Math.max(...scrolled.longTasksMs))} ms`),
  )
  const p95 = quantile(calm.paintedMs, 0.95)
  const judgements = [
    {
      measure: `p95 from the last key to the painted verdict, of ${AIM_MS} ms`,
      value: p95 / AIM_MS,
      aim: AIMS.painted,
    },
    { measure: 'long tasks beside 20 scans a second', value: busy.longTasksMs.length, aim: AIMS.longTasks },
    {
      measure: `long tasks while ${INSIDE} rows scroll beside them`,
      value: scrolled.longTasksMs.length,
      aim: AIMS.longTasks,
    },
  ]
  return { faults: [], judgements }
}
