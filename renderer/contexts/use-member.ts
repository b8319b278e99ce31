import { useEffect, useEffectEvent, useState } from 'react'
import type { MemberDetails } from '../../server/protocol/methods.ts'
import { useCheckIn } from './CheckInContext.tsx'
import { useDeskParts } from './WebSocketContext.tsx'

/**
 * A member as the hub has them now; null while it is asked for the first time. `version` grows with each event about them,
 * from any desk.
 */
export function useMember(memberId: string): { member: MemberDetails | 'failed' | null; version: number } {
  const { getMember } = useCheckIn()
  const [member, setMember] = useState<MemberDetails | 'failed' | null>(null)
  const [version, setVersion] = useState(0)
  useEffect(() => {
    let isWanted = true
    void getMember(memberId)
      .catch(() => 'failed' as const)
      .then((found) => {
        if (isWanted) setMember(found)
      })
    return () => {
      isWanted = false
    }
  }, [getMember, memberId, version])
  useMemberNews(memberId, () => setVersion((count) => count + 1))
  return { member, version }
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
