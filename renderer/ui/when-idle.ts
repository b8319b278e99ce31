/** However busy the page is, what waits for it begins after this. */
const LONGEST_WAIT_MS = 2_000

/** Resolves once the page has shown what it was asked to show and has nothing else to do. */
export function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    // Safari has no such callback.
    if (typeof requestIdleCallback === 'undefined') setTimeout(resolve, LONGEST_WAIT_MS)
    else requestIdleCallback(() => resolve(), { timeout: LONGEST_WAIT_MS })
  })
}
