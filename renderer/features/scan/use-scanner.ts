import { useEffect, useEffectEvent } from 'react'
import { useDeskParts } from '../../contexts/WebSocketContext.tsx'
import type { CodeRead } from '../../services/readers/reader.ts'
import type { Read } from '../../services/scanner/decode-keys.ts'
import { listenForScans } from '../../services/scanner/listen-for-scans.ts'

interface ScannerListeners {
  onCode: (read: CodeRead) => void
  /** Two readers typed into each other. */
  onMixture: (read: Read) => void
}

/** Tells of every code that any reader gives this page, for as long as the component that calls it is there. */
export function useScanner({ onCode, onMixture }: ScannerListeners): void {
  const { readers } = useDeskParts()
  const heard = useEffectEvent(onCode)
  const mixed = useEffectEvent(onMixture)
  useEffect(() => readers.onCode((read) => heard(read)), [readers])
  useEffect(
    () =>
      listenForScans({
        page: window,
        profile: () => readers.store.getState().profile,
        takes: readers.takesKey,
        onRead: (read) =>
          read.is === 'code' ? readers.typed(read.code, read.differs === true) : mixed(read),
        onUnread: (why) => readers.notBelieved(why),
        timers: {
          setTimeout: (callback, ms) => window.setTimeout(callback, ms),
          clearTimeout: (timer) => window.clearTimeout(timer),
        },
      }),
    [readers],
  )
}
