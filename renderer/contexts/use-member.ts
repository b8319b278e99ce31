import type { MemberDetails } from '../../server/protocol/methods.ts'
import { useHubQuery } from './use-hub-query.ts'

/** A member as the hub has them now; null while it is asked for the first time. */
export function useMember(memberId: string): MemberDetails | 'failed' | null {
  const { data, isError } = useHubQuery('members.get', { memberId })
  return data ?? (isError ? 'failed' : null)
}
