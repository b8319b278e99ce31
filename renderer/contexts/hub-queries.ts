import { QueryClient } from '@tanstack/react-query'
import type { CalledName, SentParamsOf } from '../../server/protocol/operations.ts'
import type { SignIn } from '../services/sign-in.ts'
import type { HubConnection } from '../services/connection.ts'

/** What an answer of the hub is known by here: the operation, and of what it was asked. */
export type HubQueryKey<Name extends CalledName = CalledName> = readonly [
  name: Name,
  params: SentParamsOf<Name>,
  of?: string,
]

/** Who asks, and over what. */
interface HubQueryParts {
  service: HubConnection
  signIn: Pick<SignIn, 'store'>
}

/** The hub's answers as the page shows them. Its events say which are old, and are what they are asked anew by. */
export function createHubQueries({ service, signIn }: HubQueryParts): QueryClient {
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        // The line to the hub knows whether it is there, and has tries of its own; the browser knows neither.
        networkMode: 'always',
        retry: false,
        refetchOnReconnect: false,
        refetchOnWindowFocus: false,
        staleTime: Infinity,
        // What nobody looks at any more is asked for when it is next opened: no event told what became of it.
        gcTime: 0,
      },
    },
  })
  refreshByEvents(queries, service)
  refreshBySignIns(queries, { service, signIn })
  return queries
}

function refreshByEvents(queries: QueryClient, service: HubConnection): void {
  const memberChanged = ({ member }: { member?: { id: string } }): void => {
    if (!member) return
    const of = { memberId: member.id }
    refresh(queries, ['members.get', of])
    refresh(queries, ['members.history', of])
    refresh(queries, ['ledger.list', of])
    refresh(queries, ['conversations.list', of])
    // Whoever it is may be of the family that is shown, or a guest of theirs.
    void queries.invalidateQueries({ queryKey: ['families.of'] })
  }
  service.onMemberChanged(memberChanged)
  service.onMemberCheckedIn(memberChanged)
  service.onMemberCheckedOut(memberChanged)
  service.onScanRefused(memberChanged)
  service.onSettingsChanged(() => {
    refresh(queries, ['plans.list', {}])
    refresh(queries, ['plans.holders', {}])
    // What a plan allows decides who is refused.
    void queries.invalidateQueries({ queryKey: ['members.get'] })
  })
  service.store.subscribe(({ desk: { stats } }, before) => {
    if (stats?.toReview !== before.desk.stats?.toReview) refresh(queries, ['closings.list', {}])
  })
}

/**
 * Whoever signs in sees nothing of what the one before was given: that is forgotten at once, and asked for when the hub knows
 * who asks. The same is asked again after a time without a line.
 */
function refreshBySignIns(queries: QueryClient, { service, signIn }: HubQueryParts): void {
  let isOld = true
  signIn.store.subscribe(({ phase, turn }, before) => {
    if (phase === before.phase && turn === before.turn) return
    isOld = true
    for (const query of queries.getQueryCache().getAll()) query.reset()
  })
  service.store.subscribe(() => {
    if (!service.isConnected) isOld = true
  })
  service.onSignedIn(() => {
    if (isOld) void queries.invalidateQueries()
    isOld = false
  })
}

function refresh(queries: QueryClient, queryKey: HubQueryKey): void {
  void queries.invalidateQueries({ queryKey })
}
