import { isWriting, textOf } from '../scanner/decode-keys.ts'
import { KEYBOARD_LAYOUTS } from '../scanner/keyboard-layouts.ts'
import { KEYS_A_PAUSE, MAX_PAUSE_MS } from '../scanner/burst.ts'
import { kindOf } from '../scanner/key-kind.ts'
import { ANY_READER, MAX_KEY_GAP_MS, MIN_KEY_GAP_MS, type ReaderProfile } from '../scanner/reader-profile.ts'
import { readsOf } from '../scanner/reads-of.ts'
import type { RawKey } from '../scanner/raw-key.ts'

/**
 * The printed test code. Its letters, digits and signs lie on other keys in every layout that readers are set to (but
 * for US and UK, which differ only in signs that no card has), and no card carries it.
 */
export const TEST_CODE = 'AVtest-07_Zy/qW+m3'

/** Silence after the last key that ends the test: longer than any pause of a reader. */
export const TEST_OVER_MS = 700

/** Three times a reader's slowest gap leaves room for a busy PC. */
const GAP_ROOM = 3

export const PROFILE_PROBLEMS = [
  'nothing',
  'numbers',
  'twice',
  'slow',
  'case',
  'different',
  'unread',
] as const

/**
 * Why nothing was learned. numbers: it types with Alt and digits; case: it turns capital and small letters round; unread: the code
 * came, but a card that is typed like this would not be read here.
 */
export type ProfileProblem = (typeof PROFILE_PROBLEMS)[number]

/** How the reader types that sent these keys for `expectedCode`, or why that cannot be told. Pure. */
export function learnProfile(
  keys: readonly RawKey[],
  expectedCode: string,
): ReaderProfile | { problem: ProfileProblem } {
  if (keys.some(({ code, isCommand }) => isCommand && /^Numpad\d$/.test(code))) return { problem: 'numbers' }
  const written = keys.filter((key) => !key.isCommand && isWriting(key))
  if (written.length === 0) return { problem: 'nothing' }
  const found = findCode(written, expectedCode)
  if ('problem' in found) return found
  const slowestMs = slowestGapMs(gapsOf(keys))
  if (slowestMs > MAX_KEY_GAP_MS) return { problem: 'slow' }
  const roomMs = Math.ceil(slowestMs * GAP_ROOM)
  const maxKeyGapMs = Math.min(Math.max(roomMs, MIN_KEY_GAP_MS), MAX_KEY_GAP_MS)
  const profile = { ...ANY_READER, ...found, maxKeyGapMs, ends: endOf(keys) }
  return wouldRead(keys, profile, expectedCode) ? profile : { problem: 'unread' }
}

/** What reads the cards has the last word: it must find the code in these keys, and nothing else. */
function wouldRead(keys: readonly RawKey[], profile: ReaderProfile, code: string): boolean {
  const [read, more] = readsOf(keys, profile)
  return more === undefined && read?.is === 'code' && read.code === code
}

type Found = Pick<ReaderProfile, 'layout' | 'prefix' | 'suffix'>

/** By physical keys where a layout gives the code, because Caps Lock and the PC's own layout do not change them. */
function findCode(written: readonly RawKey[], code: string): Found | { problem: ProfileProblem } {
  for (const layout of [...KEYBOARD_LAYOUTS, 'as-typed'] as const) {
    const text = textOf(written, layout)
    const at = text.indexOf(code)
    if (at < 0) continue
    const suffix = text.slice(at + code.length)
    return suffix.includes(code) ? { problem: 'twice' } : { layout, prefix: text.slice(0, at), suffix }
  }
  const asSmall = (layout: ReaderProfile['layout']): string => textOf(written, layout).toLowerCase()
  const isTurned = KEYBOARD_LAYOUTS.some((layout) => asSmall(layout).includes(code.toLowerCase()))
  return { problem: isTurned ? 'case' : 'different' }
}

/** Between each key of the code and the one before it, its ending key included. */
function gapsOf(keys: readonly RawKey[]): number[] {
  const told = keys.filter((key) => isWriting(key) || isEnd(key))
  return told.slice(1).map(({ at }, index) => at - (told[index]?.at ?? at))
}

/** The longest gap, without as many pauses as the decoder forgives in a code of this length. */
function slowestGapMs(gaps: readonly number[]): number {
  const sorted = [...gaps].sort((one, other) => other - one)
  const forgiven = Math.floor(gaps.length / KEYS_A_PAUSE)
  const pauses = sorted.filter((gap) => gap > MAX_KEY_GAP_MS && gap <= MAX_PAUSE_MS).length
  return sorted[Math.min(forgiven, pauses)] ?? 0
}

/** What came after the last character. */
function endOf(keys: readonly RawKey[]): ReaderProfile['ends'] {
  const last = keys.findLastIndex((key) => !key.isCommand && isWriting(key))
  const end = keys.slice(last + 1).find(isEnd)
  if (!end) return 'pause'
  return end.key === 'Tab' ? 'tab' : 'enter'
}

/** By the decoder's own word: some readers send a line end as Ctrl and a letter. */
function isEnd(key: RawKey): boolean {
  return kindOf(key) === 'ending'
}
