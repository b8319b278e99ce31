import { useEffect, useEffectEvent } from 'react'
import type { Read } from '../../services/scanner/decode-keys.ts'
import { listenForScans } from '../../services/scanner/listen-for-scans.ts'
import { ANY_READER } from '../../services/scanner/reader-profile.ts'

/** Calls `onRead` with every scan on this page, for as long as the component that calls it is there. */
export function useScanner(onRead: (read: Read) => void): void {
  const read = useEffectEvent(onRead)
  useEffect(
    () =>
      listenForScans({
        page: window,
        profile: () => ANY_READER,
        onRead: (each) => read(each),
        timers: {
          setTimeout: (callback, ms) => window.setTimeout(callback, ms),
          clearTimeout: (timer) => window.clearTimeout(timer),
        },
      }),
    [],
  )
}
