import { useEffect, useEffectEvent } from 'react'
import { listenForScans } from './listen-for-scans.ts'

/** Calls `onScan` with every scan on this page, for as long as the component that calls it is there. */
export function useScanner(onScan: (code: string) => void): void {
  const scanned = useEffectEvent(onScan)
  useEffect(
    () =>
      listenForScans(window, (code) => scanned(code), {
        setTimeout: (callback, ms) => window.setTimeout(callback, ms),
        clearTimeout: (timer) => window.clearTimeout(timer),
      }),
    [],
  )
}
