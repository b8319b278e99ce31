import { useEffect, useState } from 'react'
import type { ShiftReport } from '../../../server/protocol/reports.ts'
import { useWebSocket } from '../../contexts/WebSocketContext.tsx'

/** Whose report, and from when on. */
export interface ShiftAsked {
  whose: 'own' | 'all'
  since: 'sign_in' | 'today'
}

/** The report as it was when it was asked for; asked anew when something else is wanted. */
export function useShiftReport({ whose, since }: ShiftAsked): ShiftReport | 'asking' | 'failed' {
  const { webSocketService } = useWebSocket()
  const [report, setReport] = useState<ShiftReport | 'asking' | 'failed'>('asking')
  useEffect(() => {
    let isWanted = true
    void webSocketService
      .call('reports.shift', { whose, since })
      .catch(() => 'failed' as const)
      .then((answer) => {
        if (isWanted) setReport(answer)
      })
    return () => {
      isWanted = false
    }
  }, [webSocketService, whose, since])
  return report
}
