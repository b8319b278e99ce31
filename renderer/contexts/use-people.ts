import { useQuery } from '@tanstack/react-query'
import type { KnownPerson } from '../services/api.ts'
import { useSession } from './WebSocketContext.tsx'

const NOBODY: readonly KnownPerson[] = []

/** Who may switch in by PIN at this desk; null while the hub is asked, nobody where it cannot be. */
export function usePeople(): readonly KnownPerson[] | null {
  const { session } = useSession()
  const { data, isError } = useQuery({
    queryKey: ['desk.people'],
    queryFn: () => session.listPeople(),
  })
  return data ?? (isError ? NOBODY : null)
}
