import type { BrowserContext, Page } from 'playwright-core'

interface HoldingWindow extends Window {
  fireHeld: (ms: number) => void
}

/**
 * Takes the timers of these lengths into the test's hand, on pages from their next load on: they wait until the test fires them,
 * however fast or slow the machine is. All others run by themselves, and the times of events stay as they are, which Playwright's
 * own clock would replace.
 */
export async function holdTimers(pages: Page | BrowserContext, ...lengths: number[]): Promise<void> {
  await pages.addInitScript(holdInPage, lengths)
}

/** Lets the time be over for all timers of this length that wait on the page. */
export async function fireTimers(page: Page, ms: number): Promise<void> {
  await page.evaluate((length) => (window as unknown as HoldingWindow).fireHeld(length), ms)
}

/** Runs in the page, before anything of ours. */
function holdInPage(lengths: readonly number[]): void {
  const [set, clear] = [window.setTimeout.bind(window), window.clearTimeout.bind(window)]
  const held = new Map<number, { ms: number; callback: () => void }>()
  // Below nothing, so that no number of the browser's own is taken for one of these.
  let last = 0
  const setTimeout = (callback: () => void, ms = 0, ...given: unknown[]): number => {
    if (!lengths.includes(ms)) return set(callback, ms, ...given)
    held.set((last -= 1), { ms, callback })
    return last
  }
  const clearTimeout = (timer: number): void => {
    if (!held.delete(timer)) clear(timer)
  }
  const holding = window as unknown as Partial<HoldingWindow>
  const fireHeldBefore = holding.fireHeld
  const fireHeld = (length: number): void => {
    fireHeldBefore?.(length)
    for (const [timer, { ms, callback }] of [...held]) if (ms === length && held.delete(timer)) callback()
  }
  Object.assign(window, { setTimeout, clearTimeout, fireHeld })
}
