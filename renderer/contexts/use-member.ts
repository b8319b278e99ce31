import { useCallback, useEffect, useEffectEvent, useState } from 'react'
import type { MemberDetails } from '../../server/protocol/methods.ts'
import { useCheckIn } from './CheckInContext.tsx'
import { useDeskParts } from './WebSocketContext.tsx'

/** A member as the hub has them now: read again whenever any desk changes them. null while the hub is asked first. */
export function useMember(memberId: string): { member: MemberDetails | 'failed' | null; version: number } {
  const { getMember } = useCheckIn()
  const [state, setState] = useState<{ member: MemberDetails | 'failed' | null; version: number }>({
    member: null,
    version: 0,
  })
  const read = useCallback(
    async (isWanted: () => boolean): Promise<void> => {
      const member = await getMember(memberId).catch(() => 'failed' as const)
      if (isWanted()) setState(({ version }) => ({ member, version: version + 1 }))
    },
    [getMember, memberId],
  )
  useEffect(() => {
    let isThere = true
    void read(() => isThere)
    return () => {
      isThere = false
    }
  }, [read])
  useMemberNews(memberId, () => void read(() => true))
  return state
}

/** Tells of every event about the member. */
function useMemberNews(memberId: string, onNews: () => void): void {
  const { service } = useDeskParts()
  const heard = useEffectEvent((member: { id: string } | undefined) => {
    if (member?.id === memberId) onNews()
  })
  useEffect(() => {
    const stops = [
      service.onMemberChanged(({ member }) => heard(member)),
      service.onMemberCheckedIn(({ member }) => heard(member)),
      service.onMemberCheckedOut(({ member }) => heard(member)),
      service.onScanRefused(({ member }) => heard(member)),
    ]
    return () => stops.forEach((stop) => stop())
  }, [service])
}
