import { useEffect } from 'react'
import { useDeskParts } from '../../contexts/WebSocketContext.tsx'
import { listenForScans } from './listen-for-scans.ts'

/** Sends every scan on this page to the hub, for as long as the component that calls it is there. */
export function useScanner(): void {
  const { scans } = useDeskParts()
  useEffect(
    () =>
      listenForScans(window, (code) => void scans.scan(code), {
        setTimeout: (callback, ms) => window.setTimeout(callback, ms),
        clearTimeout: (timer) => window.clearTimeout(timer),
      }),
    [scans],
  )
}
