import { useEffect, useEffectEvent, useState } from 'react'
import type { MemberNote } from '../../../server/protocol/notes.ts'
import { useHubQuery } from '../../contexts/use-hub-query.ts'
import { useDeskParts } from '../../contexts/WebSocketContext.tsx'

const NONE: readonly MemberNote[] = []

/** The notes of a member who was scanned: those that came with the answer, until somebody at any desk changes the member. */
export function useMemberNotes(memberId: string, first: readonly MemberNote[]): readonly MemberNote[] {
  const { service } = useDeskParts()
  const [hasChanged, setHasChanged] = useState(false)
  const heard = useEffectEvent((id: string) => {
    if (id === memberId) setHasChanged(true)
  })
  useEffect(() => service.onMemberChanged(({ member }) => heard(member.id)), [service])
  const { data } = useHubQuery('members.get', { memberId }, { enabled: hasChanged })
  return data ? (data.notes ?? NONE) : first
}
