import type { Environment } from '../platform/clock.ts'
import { saveState } from '../store/state.ts'
import type { GroupWriter } from '../store/write.ts'

/** A commit as young as this shows that the disk takes what is written: a trouble is to be known within 5 s. */
const PROVEN_MS = 5_000

interface ProbeParts extends Pick<Environment, 'steadyNow'> {
  writer: GroupWriter
}

/**
 * Makes what resolves when it has just been seen whether the disk can be written; who listens to the writer knows the result. Writes
 * for real, because a full disk lets an empty transaction through, and no more often than is needed, however many ask.
 */
export function createWriteProbe({ writer, steadyNow }: ProbeParts): () => Promise<void> {
  let provenAt = -Infinity
  let probing: Promise<void> | null = null
  writer.addListener({
    storage: (error) => {
      if (error === null) provenAt = steadyNow()
    },
  })
  const probe = (): Promise<void> =>
    writer
      .write((context) => saveState(context.tx, context.counters))
      .catch(() => undefined)
      .finally(() => (probing = null))
  return async () => {
    if (steadyNow() - provenAt < PROVEN_MS) return
    probing ??= probe()
    await probing
  }
}
