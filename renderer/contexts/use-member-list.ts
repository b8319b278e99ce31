import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { ListedMember, MemberListTotal } from '../../server/protocol/member-list.ts'
import type { SentParamsOf } from '../../server/protocol/operations.ts'
import { useHub } from './WebSocketContext.tsx'

export type ListAsked = Omit<SentParamsOf<'members.list'>, 'after'>

interface MemberListNow {
  /** As far as they were read; null before the first answer. */
  members: readonly ListedMember[] | null
  total: MemberListTotal | null
  hasFailed: boolean
  /** Reads on, where there is more and nobody reads already. */
  readMore: () => void
}

const FIRST_PAGE: string | null = null

/** The members of a list, page after page; those of the list before stay until the first page is there. */
export function useMemberList(asked: ListAsked): MemberListNow {
  const hub = useHub()
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = useInfiniteQuery({
    // Not the answer to one question, which others may look at.
    queryKey: ['members.list', asked, 'pages'],
    queryFn: ({ pageParam: after }) => hub.call('members.list', after === null ? asked : { ...asked, after }),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  })
  return {
    members: data?.pages.flatMap(({ members }) => members) ?? null,
    total: data?.pages[0]?.total ?? null,
    hasFailed: isError,
    readMore: () => {
      if (hasNextPage && !isFetching) void fetchNextPage()
    },
  }
}
