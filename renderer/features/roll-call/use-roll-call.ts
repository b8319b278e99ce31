import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOccupancyConfidence } from '../../contexts/use-occupancy.ts'
import { useDeskParts, useIsInsideKnown } from '../../contexts/WebSocketContext.tsx'
import { makeRollCall, type RollCall } from './make-roll-call.ts'

/**
 * The roll-call of the moment at which it is first asked for, and how to make it anew. One that was asked for before anybody knew who
 * is inside makes itself anew once that is known: no name of it has been called.
 */
export function useRollCall(): { roll: RollCall; renew: () => void } {
  const { i18n } = useTranslation()
  const { service } = useDeskParts()
  const isKnown = useIsInsideKnown()
  const confidenceOf = useOccupancyConfidence()
  const make = (): RollCall => {
    const { desk, connection } = service
    const { compare } = new Intl.Collator(i18n.language)
    return makeRollCall({ desk, connection, now: Date.now(), confidenceOf, compare })
  }
  const [roll, setRoll] = useState(make)
  const renew = (): void => setRoll(make())
  if (isKnown && roll.rows === null) renew()
  return { roll, renew }
}
