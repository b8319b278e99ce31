import { useEffect, useState } from 'react'
import type { StandbyShown } from '../../electron/bridge.ts'

/** How often the shell is asked how the copy stands, while it is shown: a copy is made each minute. */
const LOOK_EVERY_MS = 2_000

const NONE: StandbyShown = { kind: 'none' }

const ask = (): Promise<StandbyShown> => window.kiosk?.standby() ?? Promise.resolve(NONE)

/** The copy of the hub that this PC keeps, as long as it is shown, and how to look at once. `none` in a browser. */
export function useStandby(): { standby: StandbyShown; look: () => Promise<void> } {
  const [standby, setStandby] = useState(NONE)
  useEffect(() => {
    void ask().then(setStandby)
    const timer = setInterval(() => void ask().then(setStandby), LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return { standby, look: async () => setStandby(await ask()) }
}
