import { useEffect, useState } from 'react'
import { useSession } from './WebSocketContext.tsx'
import type { KnownPerson } from '../services/api.ts'

/** Who may switch in by PIN at this desk; null while the hub is asked, nobody where it cannot be. */
export function usePeople(): readonly KnownPerson[] | null {
  const { session } = useSession()
  const [people, setPeople] = useState<readonly KnownPerson[] | null>(null)
  useEffect(() => {
    let isWanted = true
    void session
      .listPeople()
      .catch(() => [])
      .then((found) => {
        if (isWanted) setPeople(found)
      })
    return () => {
      isWanted = false
    }
  }, [session])
  return people
}
