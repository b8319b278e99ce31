import { useEffect, useEffectEvent, useState } from 'react'
import type { MemberNote } from '../../../server/protocol/notes.ts'
import { useCheckIn } from '../../contexts/CheckInContext.tsx'
import { useWebSocket } from '../../contexts/WebSocketContext.tsx'

/** The notes of a member, asked for anew whenever somebody at any desk has changed the member. */
export function useMemberNotes(memberId: string, first: readonly MemberNote[]): readonly MemberNote[] {
  const { webSocketService } = useWebSocket()
  const { getMember } = useCheckIn()
  const [notes, setNotes] = useState(first)
  const load = useEffectEvent(() => {
    getMember(memberId).then(
      ({ notes: found }) => setNotes(found ?? []),
      () => undefined,
    )
  })
  useEffect(
    () =>
      webSocketService.onMemberChanged(({ member }) => {
        if (member.id === memberId) load()
      }),
    [webSocketService, memberId],
  )
  return notes
}
