import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import type { CalledName, ResultOf, SentParamsOf } from '../../server/protocol/operations.ts'
import type { HubQueryKey } from './hub-queries.ts'
import { useHub } from './WebSocketContext.tsx'

interface HowAsked {
  /** False where it is not asked yet. */
  enabled?: boolean
  /** True where the answer to what was asked before stays until this one comes. */
  keepsLast?: boolean
  /** Which of several answers to the same question it is, of one that is never old. */
  of?: string
  /** How long the answer is kept after nobody looks at it any more. */
  keptMs?: number
  /** True where each part of the page that begins to look at it asks anew: no event tells that it is old. */
  isAskedAnew?: boolean
}

/** The hub's answer to an operation, asked again when an event says that it is old. Where the hub is away it fails at once. */
export function useHubQuery<Name extends CalledName>(
  name: Name,
  params: SentParamsOf<Name>,
  { enabled = true, keepsLast = false, of, keptMs, isAskedAnew = false }: HowAsked = {},
): UseQueryResult<ResultOf<Name>> {
  const hub = useHub()
  return useQuery<ResultOf<Name>, Error, ResultOf<Name>, HubQueryKey<Name>>({
    queryKey: of === undefined ? [name, params] : [name, params, of],
    queryFn: () => hub.call(name, params),
    enabled,
    ...(keptMs !== undefined && { gcTime: keptMs }),
    ...(isAskedAnew && { refetchOnMount: 'always' }),
    ...(keepsLast && { placeholderData: (last) => last }),
  })
}

/** Takes what the hub answered to something else as its answer to this operation. */
export function useHubAnswer(): <Name extends CalledName>(
  name: Name,
  params: SentParamsOf<Name>,
  answer: ResultOf<Name>,
) => void {
  const queries = useQueryClient()
  return (name, params, answer) => {
    queries.setQueryData([name, params], answer)
  }
}
