import type { CodeKey, Read } from '../scanner/decode-keys.ts'
import type { KeyDown } from '../scanner/key-kind.ts'
import { ANY_READER, type ReaderProfile } from '../scanner/reader-profile.ts'
import { readsOf } from '../scanner/reads-of.ts'

/** A key of a stretch of typing; `gap` is the time since the key before, milliseconds. */
export interface Typed extends Partial<CodeKey>, Partial<Pick<KeyDown, 'isCommand' | 'hasAlt'>> {
  key: string
  gap: number
}

/** What was read in a stretch of typing: of a scan of many lines only that it was one. */
export function readsIn(typed: readonly Typed[], profile: ReaderProfile = ANY_READER): Read[] {
  let at = 1000
  const place = { code: '', shift: false, altGraph: false, isCommand: false }
  const keys = typed.map(({ gap, ...key }) => ({ ...place, ...key, at: (at += gap) }))
  return readsOf(keys, profile)
}

/** The codes among them. */
export const codesIn = (typed: readonly Typed[], profile?: ReaderProfile): string[] =>
  readsIn(typed, profile).map((read) => (read.is === 'code' ? read.code : `ambiguous: ${read.typed}`))

/** Characters, `gap` milliseconds each, the first one `first` after what was before. */
export const typedAt = (text: string, gap: number, first = 500): Typed[] =>
  Array.from(text).map((key, index) => ({ key, gap: index === 0 ? first : gap }))
