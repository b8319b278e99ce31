import { useEffect, useState } from 'react'
import type { HistoryEntry, MemberHistoryReply } from '../../server/protocol/methods.ts'
import { useCheckIn } from './CheckInContext.tsx'

interface Pages {
  entries: readonly HistoryEntry[]
  next: MemberHistoryReply['next']
  /** The version of the member that the first page was read for. */
  version: number
}

/** What is known of a member's history, the newest first, and how to read on. `version` grows with each change. */
export function useMemberHistory(
  memberId: string,
  version: number,
): { entries: readonly HistoryEntry[] | null; hasMore: boolean; hasFailed: boolean; readMore: () => void } {
  const { getMemberHistory } = useCheckIn()
  const [pages, setPages] = useState<Pages | null>(null)
  const [hasFailed, setHasFailed] = useState(false)
  useEffect(() => {
    let isWanted = true
    getMemberHistory(memberId).then(
      (first) => isWanted && setPages({ ...first, version }),
      () => isWanted && setHasFailed(true),
    )
    return () => {
      isWanted = false
    }
  }, [getMemberHistory, memberId, version])

  const readMore = (): void => {
    if (!pages?.next) return
    getMemberHistory(memberId, pages.next).then(
      ({ entries, next }) =>
        setPages((now) =>
          now === pages ? { ...pages, entries: [...pages.entries, ...entries], next } : now,
        ),
      () => setHasFailed(true),
    )
  }
  return { entries: pages?.entries ?? null, hasMore: Boolean(pages?.next), hasFailed, readMore }
}
