import type { Page } from 'playwright-core'

/** What the decoder of a reader's keys waits for at most. */
const DECODERS_UP_TO_MS = 300

/** Where no key comes for so long, the last one has been. */
const NO_MORE_KEYS_MS = 3_000

/**
 * In pages that are loaded from now on, short waits run out by the keys' own times: keys that are sent with times of their own come as fast as the
 * machine brings them, and on a busy one a timer would run out before a key that went down sooner.
 */
export function waitByKeys(page: Page): Promise<unknown> {
  return page.addInitScript(waitInPage, [DECODERS_UP_TO_MS, NO_MORE_KEYS_MS] as const)
}

/** Runs in the page, before anything of it hears a key. */
function waitInPage([upToMs, noMoreKeysMs]: readonly [number, number]): void {
  const setTimer = window.setTimeout.bind(window)
  const clearTimer = window.clearTimeout.bind(window)
  const waiting = new Map<number, { dueAt: number; run: () => void }>()
  let lastKeyAt = 0
  const end = (timer: number | undefined): void => {
    if (timer !== undefined) waiting.delete(timer)
    clearTimer(timer)
  }
  const byKeys = (run: () => void, ms = 0): number => {
    if (ms === 0 || ms > upToMs) return setTimer(run, ms)
    const ranOut = (): void => {
      end(timer)
      run()
    }
    const timer = setTimer(ranOut, ms + noMoreKeysMs)
    waiting.set(timer, { dueAt: lastKeyAt + ms, run: ranOut })
    return timer
  }
  const onKey = ({ timeStamp }: Event): void => {
    for (const { dueAt, run } of [...waiting.values()]) if (dueAt < timeStamp) run()
    lastKeyAt = timeStamp
  }
  window.addEventListener('keydown', onKey, { capture: true })
  Object.assign(window, { setTimeout: byKeys, clearTimeout: end })
}
