import { useEffect, useState } from 'react'
import { useHashLocation } from 'wouter/use-hash-location'
import { hasRight } from '../../server/protocol/rights.ts'
import { loadWithTexts } from '../contexts/loaded-later.tsx'
import { useDesk } from '../contexts/WebSocketContext.tsx'
import type { FirstSteps as Steps } from '../features/first-steps/FirstSteps.tsx'
import { openScreen } from './screens.tsx'

type Content = typeof Steps

const SCREEN_OF = { members: 'imports', plans: 'plans', reader: 'setUp', desk: 'staff' } as const

/** What a new gym does first, where a manager is signed in. */
export function GymFirstSteps() {
  const person = useDesk('person')
  const isManager = person !== null && hasRight(person.role, 'manage_plans')
  return isManager && <Loaded />
}

/** No part of what a desk loads first; one that cannot have it now does without. */
function Loaded() {
  const [address] = useHashLocation()
  const [FirstSteps, setFirstSteps] = useState<Content | null>(null)
  useEffect(() => {
    loadWithTexts(() => import('../features/first-steps/FirstSteps.tsx')).then(
      (loaded) => setFirstSteps(() => loaded.FirstSteps),
      () => undefined,
    )
  }, [])
  return (
    FirstSteps && (
      <FirstSteps
        address={address}
        onStep={(step) => openScreen(SCREEN_OF[step])}
        onAddByHand={() => openScreen('newMember')}
      />
    )
  )
}
