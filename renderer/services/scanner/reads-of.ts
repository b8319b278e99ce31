import type { Read } from './decode-keys.ts'
import type { KeyDown } from './key-kind.ts'
import type { ReaderProfile } from './reader-profile.ts'
import { END_OF_CODE_MS, readAfterSilence, step, type Heard } from './wedge-decoder.ts'

/** What a desk with this profile reads of these keys, which are followed by silence; of a scan of many lines that it was one. Pure. */
export function readsOf(keys: readonly KeyDown[], profile: ReaderProfile): Read[] {
  const reads: Read[] = []
  let heard: Heard = null
  // A code is told once no further line can come.
  let held: { read: Read; nextLineMs: number; until: number } | null = null
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
  let lastAt = -Infinity
  for (const key of keys) {
    if (key.at - lastAt > END_OF_CODE_MS) silence()
    if (held !== null && key.at > held.until) tell()
    lastAt = key.at
    const result = step(heard, key, profile)
    heard = result.burst
    if (result.is === 'scanned') {
      const { read, nextLineMs } = result
      held = { read, nextLineMs, until: key.at + nextLineMs }
    }
    if (held && (result.is === 'over' || result.is === 'beside')) held.until = key.at + held.nextLineMs
    if (result.is !== 'many') continue
    held = null
    reads.push(result.read)
  }
  tell()
  silence()
  return reads
}
