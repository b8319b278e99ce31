import type { Watched } from '../commands/members/whole-or-nothing.ts'
import type { ImportProgress } from '../protocol/import-report.ts'
import { SettingError } from '../platform/setting-error.ts'
import { HubError } from '../protocol/errors.ts'
import type { Terminal } from './terminal.ts'

const STEPS: Readonly<Record<ImportProgress['step'], string>> = {
  looking: 'Looking at all lines',
  writing: 'Importing',
  taking_back: 'Taking back',
}

/** Follows an import: says on a terminal how far it is, and ends it at Ctrl-C, with nothing of it left. */
export async function watchImport<Result>(
  { err }: Terminal,
  work: (watched: Watched) => Promise<Result>,
): Promise<Result> {
  const wanted = new AbortController()
  const stop = (): void => wanted.abort()
  const isSeen = 'isTTY' in err && err.isTTY === true
  process.once('SIGINT', stop)
  try {
    return await work({ tell: (progress) => isSeen && err.write(lineOf(progress)), signal: wanted.signal })
  } catch (error) {
    // A hub that is asked from here hears of it by the line that is cut.
    throw wanted.signal.aborted && !(error instanceof HubError) ? new SettingError(CANCELLED) : error
  } finally {
    process.off('SIGINT', stop)
    if (isSeen) err.write(CLEAR)
  }
}

const CANCELLED = 'The import was cancelled. The hub takes back what it had written.'

/** The line is written over by the next one. */
const CLEAR = '\r\u001b[K'

function lineOf({ step, share }: ImportProgress): string {
  return `${CLEAR}${STEPS[step]}: ${Math.floor(share * 100)} %`
}
