import { useInfiniteQuery } from '@tanstack/react-query'
import type { LedgerEntry } from '../../server/protocol/ledger.ts'
import type { SentParamsOf } from '../../server/protocol/operations.ts'
import { useHub } from './WebSocketContext.tsx'

interface Ledger {
  entries: readonly LedgerEntry[] | null
  hasMore: boolean
  hasFailed: boolean
  readMore: () => void
}

/** Entries of the ledger, the newest first, and how to read on: of one member, or those that are sought among all. */
export function useLedger<Name extends 'ledger.list' | 'ledger.find'>(
  name: Name,
  params: Omit<SentParamsOf<Name>, 'before'>,
): Ledger {
  const hub = useHub()
  const { data, hasNextPage, isError, fetchNextPage } = useInfiniteQuery({
    queryKey: [name, params],
    queryFn: ({ pageParam }) =>
      hub.call(name, { ...params, ...(pageParam !== null && { before: pageParam }) } as SentParamsOf<Name>),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
  })
  return {
    entries: data?.pages.flatMap(({ entries }) => entries) ?? null,
    hasMore: hasNextPage,
    hasFailed: isError,
    readMore: () => void fetchNextPage(),
  }
}
