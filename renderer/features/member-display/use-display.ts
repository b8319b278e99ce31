import { useEffect, useState } from 'react'
import { GONE_AFTER_MS, openDisplayChannel, SIGN_STAYS_MS } from './display-channel.ts'
import type { DisplayMessage, Sign } from './display-message.ts'

/** What the members' screen shows now. */
export interface Display {
  sign: Sign
  gym: string
  name: string
  isDeskThere: boolean
}

/** What the desk's page last said, calm again after its time; and whether that page is still there. */
export function useDisplay(): Display {
  const [display, setDisplay] = useState<Display>({ sign: 'calm', gym: '', name: '', isDeskThere: true })
  useEffect(() => {
    let signTimer = 0
    let goneTimer = 0
    const waitForNews = (): void => {
      window.clearTimeout(goneTimer)
      goneTimer = window.setTimeout(
        () => setDisplay((now) => ({ ...now, sign: 'calm', name: '', isDeskThere: false })),
        GONE_AFTER_MS,
      )
    }
    const calm = (): void => setDisplay((now) => ({ ...now, sign: 'calm', name: '' }))
    const take = ({ sign, gym, name }: DisplayMessage): void => {
      waitForNews()
      setDisplay((now) => ({ ...now, gym, isDeskThere: true, ...(sign !== null && { sign, name }) }))
      if (sign === null) return
      window.clearTimeout(signTimer)
      signTimer = window.setTimeout(calm, SIGN_STAYS_MS)
    }
    waitForNews()
    const channel = openDisplayChannel(take)
    return () => {
      window.clearTimeout(signTimer)
      window.clearTimeout(goneTimer)
      channel.close()
    }
  }, [])
  return display
}
