import { useEffect, useEffectEvent } from 'react'
import type { Read } from '../../services/scanner/decode-keys.ts'
import { listenForScans } from '../../services/scanner/listen-for-scans.ts'
import { lastingStorage } from '../../services/lasting-storage.ts'
import { readProfile } from '../../services/scanner/kept-profile.ts'

/** Calls `onRead` with every scan on this page, for as long as the component that calls it is there. */
export function useScanner(onRead: (read: Read) => void): void {
  const read = useEffectEvent(onRead)
  useEffect(() => {
    const profile = readProfile(lastingStorage(() => window.localStorage))
    return listenForScans({
      page: window,
      profile: () => profile,
      onRead: (each) => read(each),
      timers: {
        setTimeout: (callback, ms) => window.setTimeout(callback, ms),
        clearTimeout: (timer) => window.clearTimeout(timer),
      },
    })
  }, [])
}
