import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Sureness } from '../../../server/domain/occupancy.ts'
import type { VisitPayload } from '../../../server/protocol/server-frames.ts'
import { useSureness } from '../../contexts/use-occupancy.ts'
import { useDeskParts } from '../../contexts/WebSocketContext.tsx'
import type { ConnectionState } from '../../services/connection-state.ts'
import type { DeskStats } from '../../services/desk-state.ts'

/** Who is inside as this desk knows it, at one moment: it does not change while names are called. */
export interface RollCall {
  /** Milliseconds since 1970 by this machine's clock. */
  madeAt: number
  rows: { visit: VisitPayload; sure: Sureness }[]
  stats: DeskStats | null
  connection: ConnectionState
}

/** The roll-call of the moment at which it is first asked for, by name, and how to make it anew. */
export function useRollCall(): { roll: RollCall; renew: () => void } {
  const { i18n } = useTranslation()
  const { service } = useDeskParts()
  const sureOf = useSureness()
  const make = (): RollCall => {
    const { desk, connection } = service
    const { present, stats } = desk
    const { compare } = new Intl.Collator(i18n.language)
    const visits = [...present.values()].sort((one, other) =>
      compare(one.member.full_name, other.member.full_name),
    )
    const rows = visits.map((visit) => ({ visit, sure: sureOf(visit) }))
    return { madeAt: Date.now(), rows, stats, connection }
  }
  const [roll, setRoll] = useState(make)
  return { roll, renew: () => setRoll(make()) }
}
