import type { Page } from 'playwright-core'
import { readHubFile, until, type Shell } from './shell.ts'
import { typeAsScanner } from '../browser/scanner.ts'

export const LIVE = '[data-testid=connection][data-state=live]'
const GRANTED = '[data-testid=scan-result][data-verdict=granted]'

/** What the supervisors of resources/supervisor wait before they start the app again. */
export const SUPERVISOR_PAUSE_MS = 2_000

/** Scans a card that is let in, and puts the result away. */
export async function scan(page: Page, code: string): Promise<void> {
  await typeAsScanner(page, code)
  await page.waitForSelector(GRANTED)
  await page.keyboard.press('Escape')
}

/** Kills the hub of a desk and resolves when another one is there and the desk talks to it. */
export async function killHub(page: Page, dataFolder: string): Promise<void> {
  const { pid } = readHubFile(dataFolder)!
  // Tried more than once, maybe: the one on which the new hub says something.
  const connected = page.waitForEvent('websocket', {
    predicate: (socket) =>
      socket.waitForEvent('framereceived').then(
        () => true,
        () => false,
      ),
  })
  process.kill(pid, 'SIGKILL')
  await until(() => (readHubFile(dataFolder)?.pid === pid ? undefined : readHubFile(dataFolder)?.pid))
  await connected
  await page.waitForSelector(LIVE)
}

/** Crashes the page of a desk and resolves with the one that is live in its place. */
export async function crashPage({ page, findPage }: Pick<Shell, 'page' | 'findPage'>): Promise<Page> {
  const crashed = page.waitForEvent('crash').catch(() => undefined)
  page.goto('chrome://crash').catch(() => undefined)
  await crashed
  return findPage(LIVE)
}

/** Milliseconds that something took, told. */
export async function told(what: string, promisedMs: number, work: () => Promise<unknown>): Promise<number> {
  const since = performance.now()
  await work()
  const ms = performance.now() - since
  console.log(`recovery: ${what} back after ${(ms / 1_000).toFixed(1)} s, promised ${promisedMs / 1_000} s`)
  return ms
}
