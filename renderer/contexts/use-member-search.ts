import { useEffect, useState } from 'react'
import type { FoundMember } from '../../server/protocol/methods.ts'
import { useHubQuery } from './use-hub-query.ts'

/** Typing goes on for as long as keys come closer together than this. */
const TYPING_MS = 100

/** What the hub found for the words in the search field. */
export interface MemberSearch {
  state: 'empty' | 'searching' | 'found' | 'failed'
  members: readonly FoundMember[]
}

const NOBODY: readonly FoundMember[] = []

/** Asks the hub for members once typing has stopped; an answer to older words is never shown. */
export function useMemberSearch(words: string): MemberSearch {
  const query = words.trim()
  const typed = useTyped(query)
  const isTyped = typed === query && query !== ''
  const { data, isError } = useHubQuery('members.search', { query }, { enabled: isTyped })
  if (query === '') return { state: 'empty', members: NOBODY }
  if (data) return { state: 'found', members: data.members }
  return { state: isTyped && isError ? 'failed' : 'searching', members: NOBODY }
}

/** The text as it was when typing last stopped. */
export function useTyped(text: string): string {
  const [typed, setTyped] = useState(text)
  useEffect(() => {
    const timer = window.setTimeout(() => setTyped(text), TYPING_MS)
    return () => window.clearTimeout(timer)
  }, [text])
  return typed
}
