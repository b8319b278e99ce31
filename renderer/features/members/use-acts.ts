import { useCallback, useRef, useState } from 'react'
import type { FoundMember } from '../../../server/protocol/methods.ts'
import type { VisitPayload } from '../../../server/protocol/server-frames.ts'
import { useCheckIn } from '../../contexts/CheckInContext.tsx'

/** What is done for members of the lists. The functions stay the same as long as `begun` does. */
export interface Acts {
  /** Members whose command is not answered yet. */
  busy: ReadonlySet<string>
  checkIn: (member: FoundMember) => void
  checkOut: (visit: VisitPayload) => void
}

/**
 * Does each once, also where the hub is away and answers much later; the stage shows what came of it, a refusal too.
 * `begun` is told at once.
 */
export function useActs(begun: () => void): Acts {
  const { checkInMember, checkOutMember } = useCheckIn()
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set())
  const now = useRef(busy)
  const act = useCallback(
    (memberId: string, command: () => Promise<unknown>): void => {
      const change = (ids: readonly string[]): void => {
        now.current = new Set(ids)
        setBusy(now.current)
      }
      if (now.current.has(memberId)) return
      change([...now.current, memberId])
      const done = (): void => change([...now.current].filter((id) => id !== memberId))
      command().then(done, done)
      begun()
    },
    [begun],
  )
  const checkIn = useCallback(
    (member: FoundMember): void =>
      act(member.id, () => checkInMember(member.id, undefined, undefined, member.full_name)),
    [act, checkInMember],
  )
  const checkOut = useCallback(
    (visit: VisitPayload): void =>
      act(visit.member.id, () => checkOutMember(visit.id, undefined, visit.member.full_name)),
    [act, checkOutMember],
  )
  return { busy, checkIn, checkOut }
}
