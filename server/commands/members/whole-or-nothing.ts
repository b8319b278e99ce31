import { HubError } from '../../protocol/errors.ts'
import type { ImportProgress } from '../../protocol/import-report.ts'
import { endChange } from '../changes/record-change.ts'
import { takeBack, type TakenBack } from '../changes/take-back.ts'
import type { ImportParts } from './import-members.ts'

/** What whoever asked for an import has to do with it while it goes on. */
export interface Watched {
  tell: (progress: ImportProgress) => void
  /** Aborted where they want it no more. */
  signal: AbortSignal
}

/** Says how far a file is. Throws where nobody wants its import any more. */
export function goOn({ watched }: ImportParts, progress: ImportProgress): void {
  if (!watched) return
  if (watched.signal.aborted) throw new HubError('request_conflict', 'The import was cancelled.')
  watched.tell(progress)
}

/** Writes a file's rows. What does not come to its end, for whatever reason, is taken back: all of the file is there, or nothing. */
export async function wholeOrNothing<Result>(
  parts: ImportParts,
  write: () => Promise<Result>,
): Promise<Result> {
  try {
    const result = await write()
    await parts.write(({ tx }) => endChange(tx, parts.change.id))
    return result
  } catch (error) {
    const by = { actor: parts.actor, fingerprints: parts.fingerprints, newId: parts.newId }
    const told = (count: number, all: number): void =>
      parts.watched?.tell({ step: 'taking_back', count, share: all === 0 ? 1 : Math.min(1, count / all) })
    const taken = await takeBack({ write: parts.write, by }, parts.change.id, told).catch(
      () => 'later' as const,
    )
    throw taken === null ? error : brokenOff(error, taken)
  }
}

function brokenOff(error: unknown, taken: TakenBack | 'later'): HubError {
  const code = error instanceof HubError ? error.code : 'internal'
  const why = error instanceof HubError ? error.message : 'The hub had to stop.'
  const details = error instanceof HubError ? error.details : undefined
  const problem = new HubError(code, `${why} ${sentenceOf(taken)}`, details)
  problem.cause = error
  return problem
}

function sentenceOf(taken: TakenBack | 'later'): string {
  if (taken === 'later') return 'What it had written is taken back as soon as the hub can write again.'
  if (taken.kept === 0) return 'What it had written is taken back: nothing of the file is left.'
  return `What it had written is taken back, but for ${taken.kept} members whom somebody has changed since.`
}
