import type { ReaderState, UnreadBecause } from './reader.ts'

/**
 * What the scanner light says. ready: codes arrive here; away: keys do not, because another window is in front;
 * lost: a remembered reader is not there, or somebody else has it; unread: a card came and was not read; new: nothing was set up and
 * nothing was read yet.
 */
export type Light =
  | { is: 'ready' | 'away' | 'new' }
  | { is: 'lost'; reader: ReaderState; because: 'unplugged' | 'busy' }
  | { is: 'unread'; because: UnreadBecause }

interface Known {
  readers: readonly ReaderState[]
  /** True while keys pressed on this machine come to this page. */
  hasFocus: boolean
  /** True once a reader was learned from the test code. */
  isLearned: boolean
  /** True once any code was read since the page was loaded. */
  hasRead: boolean
  /** Why the last card that was typed came to nothing, if it did. */
  unread: UnreadBecause | null
}

/** The light: what is wrong first, then whether anything could be read at all. Pure. */
export function lightOf({ readers, hasFocus, isLearned, hasRead, unread }: Known): Light {
  for (const reader of readers) {
    if (reader.status === 'unplugged' || reader.status === 'busy') {
      return { is: 'lost', reader, because: reader.status }
    }
  }
  const hasDevice = readers.some(({ kind, status }) => kind !== 'keyboard' && status === 'connected')
  // Keys matter unless every reader here is one that needs none.
  if (!hasFocus && (isLearned || !hasDevice)) return { is: 'away' }
  if (unread !== null) return { is: 'unread', because: unread }
  return { is: isLearned || hasDevice || hasRead ? 'ready' : 'new' }
}
