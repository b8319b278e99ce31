import type { Read } from './decode-keys.ts'
import type { ReaderProfile } from './reader-profile.ts'
import { END_OF_CODE_MS, readAfterSilence, step, type Burst, type KeyDown } from './wedge-decoder.ts'

/** What a desk with this profile reads of these keys, which are followed by silence. Pure. */
export function readsOf(keys: readonly KeyDown[], profile: ReaderProfile): Read[] {
  const reads: Read[] = []
  let burst: Burst | null = null
  const silence = (): void => {
    const read = readAfterSilence(burst, profile)
    if (read) reads.push(read)
    burst = null
  }
  for (const key of keys) {
    if (burst && key.at - burst.lastAt > END_OF_CODE_MS) silence()
    const taken = step(burst, key, profile)
    burst = taken.burst
    if (taken.is === 'scanned') reads.push(taken.read)
  }
  silence()
  return reads
}
