import { useCallback, useSyncExternalStore } from 'react'

/** The present moment, rounded down to whole steps; the component is drawn again at the beginning of each step. */
export function useNow(stepMs: number): number {
  const subscribe = useCallback((onStep: () => void) => subscribeToSteps(stepMs, onStep), [stepMs])
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / stepMs) * stepMs)
}

/** Calls back at the beginning of each step of the machine's clock; a timer that fires early is set again. */
function subscribeToSteps(stepMs: number, onStep: () => void): () => void {
  let timer = 0
  const wait = (): void => {
    timer = window.setTimeout(
      () => {
        onStep()
        wait()
      },
      stepMs - (Date.now() % stepMs),
    )
  }
  wait()
  return () => window.clearTimeout(timer)
}
