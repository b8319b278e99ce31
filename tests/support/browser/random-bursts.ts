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

/** Fewer characters before a pause may be a person's. */
const LEAST_BEFORE_PAUSE = 4

/** More ending keys may come a quarter of a second after the one before, the reader's own time between two keys included. */
const LATEST_END_MS = 230

/** A burst of any sort: one of three is plain. */
export function randomBurst({ next, below, pick }: Random): RandomBurst {
  const code = Array.from({ length: 8 + below(13) }, () => pick(CHARACTERS)).join('')
  const gapMs = 1 + below(20)
  if (next() < 1 / 3) return { code, gapMs, keys: [code, pick(ENDS)], isPlain: true }
  const at = LEAST_BEFORE_PAUSE + below(code.length - LEAST_BEFORE_PAUSE)
  const within = next() < 0.3 ? `Wait${below(LONGEST_PAUSE_MS)}` : pick(next() < 0.3 ? ENDS : BREAKS)
  const more = Array.from({ length: below(3) }, () => [
    `Wait${below(LATEST_END_MS)}`,
    pick(next() < 0.8 ? ENDS : ['Down', '^]']),
  ])
  const late = more.flatMap(([wait = '', key = '']) => (ENDS.includes(key) ? [wait, key] : [key]))
  return {
    code,
    gapMs,
    keys: [code.slice(0, at), within, code.slice(at), pick(ENDS), ...late],
    isPlain: false,
  }
}
