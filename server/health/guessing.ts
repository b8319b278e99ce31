import type { Environment } from '../platform/clock.ts'
import type { Problems } from './problems.ts'

/** How often it is looked whether somebody guesses. */
const LOOK_MS = 10_000

const CODE = 'guessing'

const SENTENCE =
  'Somebody is guessing passwords, PINs or codes. The audit log says from where (guessing_noticed). Nobody else is kept out.'

interface GuessingParts {
  /** Whether managers are to be told of it now. */
  isNoticed: () => Promise<boolean>
  problems: Pick<Problems, 'warn' | 'clear'>
  every: Environment['every']
}

/** Warns while somebody is guessing. Returns how to stop. */
export function watchGuessing({ isNoticed, problems, every }: GuessingParts): () => void {
  const look = async (): Promise<void> => {
    if (await isNoticed()) problems.warn(CODE, SENTENCE)
    else problems.clear(CODE)
  }
  // A database that cannot be read is told of elsewhere.
  return every(LOOK_MS, () => void look().catch(() => undefined))
}
