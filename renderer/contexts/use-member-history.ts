import { useInfiniteQuery } from '@tanstack/react-query'
import type { HistoryEntry, MemberHistoryReply } from '../../server/protocol/methods.ts'
import { useHub } from './WebSocketContext.tsx'

/** Where a page of the history begins: what the page before named as its next. */
type After = NonNullable<MemberHistoryReply['next']>

const FROM_THE_NEWEST: After = {}

/** What is known of a member's history, the newest first, and how to read on. */
export function useMemberHistory(memberId: string): {
  entries: readonly HistoryEntry[] | null
  hasMore: boolean
  hasFailed: boolean
  readMore: () => void
} {
  const hub = useHub()
  const { data, hasNextPage, isError, fetchNextPage } = useInfiniteQuery({
    queryKey: ['members.history', { memberId }],
    queryFn: ({ pageParam }) => hub.call('members.history', { memberId, after: pageParam }),
    initialPageParam: FROM_THE_NEWEST,
    getNextPageParam: ({ next }) => next,
  })
  return {
    entries: data?.pages.flatMap(({ entries }) => entries) ?? null,
    hasMore: hasNextPage,
    hasFailed: isError,
    readMore: () => void fetchNextPage(),
  }
}
