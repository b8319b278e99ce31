import { useEffect, useEffectEvent, useState } from 'react'
import { useScanActions } from '../contexts/CheckInContext.tsx'
import { useScanner } from '../features/scan/use-scanner.ts'
import { TurnedAway } from '../features/status/TurnedAway.tsx'
import { ScreenCorner } from './ScreenCorner.tsx'

/** In place of the desk, where a manager has removed it or it may not connect: nobody here may see who is inside, or let anyone in. */
export function TurnedAwayScreen() {
  const [isCardIgnored, setIsCardIgnored] = useState(false)
  const ignore = (): void => setIsCardIgnored(true)
  useScanner({ onCode: ignore, onMixture: ignore })
  const { clear } = useScanActions()
  const clearStage = useEffectEvent(() => clear())
  useEffect(() => clearStage(), [])
  return (
    <>
      <ScreenCorner />
      <TurnedAway isCardIgnored={isCardIgnored} />
    </>
  )
}
