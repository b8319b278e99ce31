import { useCallback, useSyncExternalStore } from 'react'

/**
 * The present moment, rounded down to whole steps; the component is drawn again at the beginning of each step. By a clock
 * that is `aheadMs` later than this machine's.
 */
export function useNow(stepMs: number, aheadMs = 0): number {
  const subscribe = useCallback(
    (onStep: () => void) => subscribeToSteps(stepMs, aheadMs, onStep),
    [stepMs, aheadMs],
  )
  return useSyncExternalStore(subscribe, () => Math.floor((Date.now() + aheadMs) / stepMs) * stepMs)
}

/** Calls back at the beginning of each step of that clock; a timer that fires early is set again. */
function subscribeToSteps(stepMs: number, aheadMs: number, onStep: () => void): () => void {
  let timer = 0
  const wait = (): void => {
    timer = window.setTimeout(
      () => {
        onStep()
        wait()
      },
      stepMs - ((Date.now() + aheadMs) % stepMs),
    )
  }
  wait()
  return () => window.clearTimeout(timer)
}
