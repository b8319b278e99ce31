import { MIN_CODE_CHARACTERS } from '../../../server/domain/credential-code.ts'
import type { Random } from '../random.ts'

/** What a reader sends for one card, in the notation of the cases, and the card's whole code. */
export interface RandomBurst {
  code: string
  gapMs: number
  keys: readonly string[]
  /** True where nothing breaks it: it has to be answered. */
  isPlain: boolean
}

const CHARACTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-')

/** Keys within a code that write nothing of it, that may have, and that end one. */
const BREAKS = [
  ...['^]', '^\\', '^V', 'Alt029', 'Down', 'Left', 'Home', 'Backspace', 'Delete', 'Escape', 'F5', 'F8'],
  ...['Unidentified', 'Alt0200'],
]
const ENDS = ['Enter', 'Tab', '^J', '^M', '^D']

/** No reader is held up for longer within a code: of what comes later nobody can say that it is the rest. */
const LONGEST_PAUSE_MS = 900

/** Behind fewer characters a longer pause may be a person's: what comes after it is a card of its own. */
const LEAST_BEFORE_PAUSE = MIN_CODE_CHARACTERS
const LONGEST_EARLY_PAUSE_MS = 229

/** Behind fewer characters an ending key may be a person's, unless it comes so close that nobody presses it: within 15 ms, of which a browser rounds a part. */
const LEAST_BEFORE_END = MIN_CODE_CHARACTERS - 1
const SURE_END_MS = 14

/** More ending keys may come a quarter of a second after the one before, the reader's own time between two keys included. */
const LATEST_END_MS = 230

/** A burst of any sort: one of three is plain, and one of three is broken within its first characters. */
export function randomBurst(random: Random): RandomBurst {
  const { next, below, pick } = random
  const code = Array.from({ length: 8 + below(13) }, () => pick(CHARACTERS)).join('')
  const gapMs = 1 + below(20)
  if (next() < 1 / 3) return { code, gapMs, keys: [code, pick(ENDS)], isPlain: true }
  const at = 1 + below(next() < 0.5 ? LEAST_BEFORE_PAUSE - 1 : code.length - 1)
  const within = breakOf(random, at, gapMs)
  const more = Array.from({ length: below(3) }, () => [
    `Wait${below(LATEST_END_MS)}`,
    pick(next() < 0.8 ? ENDS : ['Down', '^]']),
  ])
  const late = more.flatMap(([wait = '', key = '']) => (ENDS.includes(key) ? [wait, key] : [key]))
  return {
    code,
    gapMs,
    // One by one: as a stretch, two of them may be the name of a key.
    keys: [...Array.from(code.slice(0, at)), within, ...Array.from(code.slice(at)), pick(ENDS), ...late],
    isPlain: false,
  }
}

/** A pause or a key behind the first `at` characters. */
function breakOf({ next, below, pick }: Random, at: number, gapMs: number): string {
  const longestMs = at < LEAST_BEFORE_PAUSE ? LONGEST_EARLY_PAUSE_MS : LONGEST_PAUSE_MS
  if (next() < 0.3) return `Wait${below(longestMs)}`
  const mayBeEnd = at >= LEAST_BEFORE_END || gapMs <= SURE_END_MS
  return pick(mayBeEnd && next() < 0.3 ? ENDS : BREAKS)
}
