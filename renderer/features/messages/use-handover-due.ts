import { useEffect, useEffectEvent, useRef } from 'react'
import { useHandover, useSession } from '../../contexts/WebSocketContext.tsx'

/** Calls `show` once for each person who signs in and has not read the hand-over note. */
export function useHandoverDue(show: () => void): void {
  const { handover } = useHandover()
  const { turn } = useSession()
  const shownIn = useRef(0)
  const showNow = useEffectEvent(show)
  useEffect(() => {
    if (handover === null || shownIn.current === turn) return
    shownIn.current = turn
    if (!handover.isRead) showNow()
  }, [handover, turn])
}
