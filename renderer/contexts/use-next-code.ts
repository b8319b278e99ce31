import { useEffect, useEffectEvent } from 'react'
import { useDeskParts } from './WebSocketContext.tsx'

/** Takes the next code of any reader in place of the desk while `isOn`: it is not scanned in or out. */
export function useNextCode(isOn: boolean, onCode: (code: string) => void): void {
  const { readers } = useDeskParts()
  const heard = useEffectEvent(onCode)
  useEffect(() => {
    if (!isOn) return undefined
    // A reader that types is told from a person as always: it has no key of its own to take.
    return readers.captureAll({
      onKey: () => false,
      onCode: ({ code }) => {
        heard(code)
        return true
      },
    })
  }, [isOn, readers])
}
