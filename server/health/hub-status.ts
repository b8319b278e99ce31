import type { DatabaseFiles } from './database-file.ts'
import type { Environment } from '../platform/clock.ts'
import { watchWarnings } from './warnings.ts'
import type { Logger } from '../observe/logger.ts'
import type { ProblemSource, Problems } from './problems.ts'
import type { HubStatus } from '../protocol/server-frames.ts'
import { watchStorage } from './storage.ts'
import type { GroupWriter } from '../store/write.ts'

interface StatusParts {
  writer: GroupWriter
  problems: Problems
  /** Tell what is wrong with them. */
  backups: ProblemSource
  log: Logger
  every: Environment['every']
  /** Bytes that the disk with the data still has for the hub. */
  freeBytes: () => number
  files: Pick<DatabaseFiles, 'areThere'>
  /** True where the database is a server's. */
  isDatabaseShared: boolean
  /** Told of what desks are told of: trouble, warnings, and their end. */
  changed: (status: HubStatus) => void
}

/** How the hub is, in the words that desks are sent: whether it records, and what it warns of. */
export function watchStatus(parts: StatusParts): { status: () => HubStatus; stop: () => void } {
  const changed = (): void => parts.changed(status())
  const storage = watchStorage({ ...parts, changed })
  const warnings = watchWarnings({ ...parts, changed })
  const status = (): HubStatus => {
    const listed = warnings.list()
    return listed.length === 0 ? storage.status() : { ...storage.status(), warnings: listed }
  }
  const stop = (): void => {
    storage.stop()
    warnings.stop()
  }
  return { status, stop }
}
