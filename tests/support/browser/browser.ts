import { networkInterfaces } from 'node:os'
import { chromium, type Browser, type BrowserContext, type LaunchOptions, type Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { PROFILE_KEY } from '../../../renderer/services/scanner/stored-profile.ts'
import { RESULT_STAYS_MS } from '../../../renderer/services/shown-result.ts'
import { holdTimers } from './held-timers.ts'
import { patience } from '../patience.ts'
import { typeAsScanner } from './scanner.ts'

/** The browser that was found before the tests; undefined where none can be had. */
export const BROWSER = process.env['CHROMIUM']

/** Chromium as root has no sandbox of its own; nothing here is from outside. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--force-prefers-reduced-motion',
]

let shared: Promise<Browser> | null = null

/** The browser that all tests of a process share; it ends with the process. What a test opens in it is closed after it. */
export async function launchBrowser(): Promise<Browser> {
  // One that a test has killed, or that has crashed, is no fault of the next one's.
  if (shared !== null && !(await shared).isConnected()) shared = null
  shared ??= launch({})
  const browser = await shared
  onTestFinished(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()))
  })
  return browser
}

/** A browser of this test's own, for one with options of its own. */
export async function launchOwnBrowser(options: LaunchOptions): Promise<Browser> {
  const browser = await launch(options)
  onTestFinished(() => browser.close())
  return browser
}

async function launch({ args = [], ...rest }: LaunchOptions): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: BROWSER!, args: [...FLAGS, ...args], ...rest })
  browser.on('context', (context) => context.setDefaultTimeout(patience(30_000)))
  return browser
}

/** One desk: a page of its own with its own storage. */
export interface PageDesk {
  page: Page
  context: BrowserContext
  /** Types a code as a scanner does, with Enter at its end, wherever the focus is. */
  scan: (code: string) => Promise<void>
  /** What the stage says. */
  result: () => Promise<{ verdict: string | null; reason: string | null }>
  occupancy: () => Promise<number>
  todayTotal: () => Promise<number>
  presentIds: () => Promise<string[]>
  connection: () => Promise<string | null>
  /** Problems that the page wrote to its console. */
  complaints: string[]
}

export async function openPageDesk(browser: Browser, address: string): Promise<PageDesk> {
  const page = await (await newDeskContext(browser)).newPage()
  const desk = pageDesk(page)
  await page.goto(address)
  await untilLive(desk)
  return desk
}

/** Where a desk's pages are: storage of its own, a small window, no summer time, a reader that was set up, and answers that stay. */
export async function newDeskContext(browser: Browser): Promise<BrowserContext> {
  const context = await newBareContext(browser)
  await setUpReader(context)
  // However long a busy machine takes to look at it, an answer stays.
  await holdTimers(context, RESULT_STAYS_MS)
  return context
}

/** Tells the desk that Enter ends each code: without that it looks at the silence too, and on a busy machine keys come late. */
export async function setUpReader(context: BrowserContext): Promise<void> {
  await context.addInitScript((key) => {
    if (!location.protocol.startsWith('http')) return
    // Only before the first load: what a test sets up later stays.
    if (localStorage.getItem(key) === null) localStorage.setItem(key, '{"ends":"enter"}')
  }, PROFILE_KEY)
}

/** The same before anything was set up there. */
export function newBareContext(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: 1280, height: 800 },
    timezoneId: 'UTC',
    locale: 'en-GB',
  })
}

/** Waits until the desk is connected and shows what it was told first: how many are inside comes after the line is there. */
export async function untilLive({ connection, occupancy }: PageDesk): Promise<void> {
  await expect.poll(connection).toBe('live')
  await expect.poll(occupancy).not.toBeNaN()
}

/** The hub is away, or this machine's own network has changed, which Chromium tells of requests to 127.0.0.1 too. */
const OF_THE_NETWORK = /ERR_CONNECTION|ERR_NETWORK_CHANGED/

export function pageDesk(page: Page): PageDesk {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() !== 'error' || OF_THE_NETWORK.test(message.text())) return
    complaints.push(`${message.text()} (${message.location().url})`)
  })
  const by = (id: string) => page.getByTestId(id)
  const numberIn = async (id: string): Promise<number> => Number((await by(id).textContent()) ?? Number.NaN)
  return {
    page,
    context: page.context(),
    complaints,
    scan: (code) => typeAsScanner(page, code),
    async result() {
      const stage = by('scan-result')
      return {
        verdict: await stage.getAttribute('data-verdict'),
        reason: await stage.getAttribute('data-reason'),
      }
    },
    occupancy: () => numberIn('occupancy'),
    todayTotal: () => numberIn('today-total'),
    presentIds: () =>
      by('present-row').evaluateAll((rows) =>
        rows.map((row) => row.getAttribute('data-member-id') ?? '').sort(),
      ),
    connection: () => by('connection').getAttribute('data-state'),
  }
}

/** An address of this machine that is not loopback, as another desk on the network would use; null where there is none. */
export function lanAddress(): string | null {
  const entries = Object.values(networkInterfaces()).flatMap((found) => found ?? [])
  return entries.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? null
}
