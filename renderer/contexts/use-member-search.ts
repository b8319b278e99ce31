import { useEffect, useEffectEvent, useState } from 'react'
import type { FoundMember } from '../../server/protocol/methods.ts'
import { useCheckIn } from './CheckInContext.tsx'

/** Typing goes on for as long as keys come closer together than this. */
const TYPING_MS = 100

/** What the hub found for the words in the search field. */
export interface MemberSearch {
  state: 'empty' | 'searching' | 'found' | 'failed'
  members: readonly FoundMember[]
}

const NOTHING: MemberSearch = { state: 'empty', members: [] }

/** Asks the hub for members once typing has stopped; an answer to older words is never shown. */
export function useMemberSearch(words: string): MemberSearch {
  const query = words.trim()
  const { searchMembers } = useCheckIn()
  const [answer, setAnswer] = useState<(MemberSearch & { query: string }) | null>(null)
  const search = useEffectEvent((asked: string) => searchMembers(asked))
  useEffect(() => {
    if (query === '') return undefined
    let isWanted = true
    const timer = window.setTimeout(() => {
      search(query)
        .then((members) => ({ query, state: 'found' as const, members }))
        .catch(() => ({ query, state: 'failed' as const, members: [] }))
        .then((result) => {
          if (isWanted) setAnswer(result)
        }, ignore)
    }, TYPING_MS)
    return () => {
      isWanted = false
      window.clearTimeout(timer)
    }
  }, [query])
  if (query === '') return NOTHING
  return answer?.query === query ? answer : { state: 'searching', members: [] }
}

function ignore(): void {
  // Both outcomes are values by now.
}
