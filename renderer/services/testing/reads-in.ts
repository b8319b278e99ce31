import type { CodeKey, Read } from '../scanner/decode-keys.ts'
import type { KeyDown } from '../scanner/key-kind.ts'
import { ANY_READER, type ReaderProfile } from '../scanner/reader-profile.ts'
import { END_OF_CODE_MS, readAfterSilence, step, type Heard } from '../scanner/wedge-decoder.ts'

/** A key of a stretch of typing; `gap` is the time since the key before, milliseconds. */
export interface Typed extends Partial<CodeKey>, Partial<Pick<KeyDown, 'isCommand' | 'hasAlt'>> {
  key: string
  gap: number
}

/** What was read in a stretch of typing: of a scan of many lines only that it was one. */
export function readsIn(typed: readonly Typed[], profile: ReaderProfile = ANY_READER): Read[] {
  const reads: Read[] = []
  let heard: Heard = null
  let held: { read: Read; until: number } | null = null
  let at = 1000
  const tell = (): void => {
    if (held) reads.push(held.read)
    held = null
  }
  const silence = (): void => {
    const read = readAfterSilence(heard, profile)
    if (!read) return
    reads.push(read)
    heard = null
  }
  for (const { gap, ...key } of typed) {
    if (gap > END_OF_CODE_MS) silence()
    at += gap
    if (held !== null && at > held.until) tell()
    const place = { code: '', shift: false, altGraph: false, isCommand: false }
    const result = step(heard, { ...place, ...key, at }, profile)
    heard = result.burst
    if (result.is === 'scanned') held = { read: result.read, until: at + result.nextLineMs }
    if (result.is !== 'many') continue
    held = null
    reads.push(result.read)
  }
  tell()
  silence()
  return reads
}

/** The codes among them. */
export const codesIn = (typed: readonly Typed[], profile?: ReaderProfile): string[] =>
  readsIn(typed, profile).map((read) => (read.is === 'code' ? read.code : `ambiguous: ${read.typed}`))

/** Characters, `gap` milliseconds each, the first one `first` after what was before. */
export const typedAt = (text: string, gap: number, first = 500): Typed[] =>
  Array.from(text).map((key, index) => ({ key, gap: index === 0 ? first : gap }))
