import { useCallback, useEffect, useState } from 'react'
import type { StandbyShown } from '../../electron/bridge.ts'

/** How often the shell is asked how the copy stands, while it is shown: a copy is made each minute. */
const LOOK_EVERY_MS = 2_000

/** The copy of the hub that this PC keeps, as long as it is shown, and how to look at once. `none` in a browser. */
export function useStandby(): { standby: StandbyShown; look: () => Promise<void> } {
  const [standby, setStandby] = useState<StandbyShown>({ kind: 'none' })
  const look = useCallback(async (): Promise<void> => {
    const shown = await window.kiosk?.standby()
    if (shown) setStandby(shown)
  }, [])
  useEffect(() => {
    void look()
    const timer = setInterval(() => void look(), LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [look])
  return { standby, look }
}
