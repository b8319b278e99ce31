import { HubError } from '../protocol/errors.ts'
import { VERSION } from '../platform/version.ts'
import { Backups } from '../backup/backups.ts'
import { checkOnServer } from '../backup/checks.ts'
import type { Environment } from '../platform/clock.ts'
import type { Core } from './core.ts'
import type { Problems } from '../health/problems.ts'
import { databasePath } from '../platform/data-folder.ts'
import type { HttpPort } from '../http/http-port.ts'
import type { Logger } from '../observe/logger.ts'
import type { HubSettings } from '../settings/settings.ts'

interface HubParts {
  settings: HubSettings
  environment: Environment
  /** Told what is wrong with them. */
  problems: Problems
  log: Logger
}

/** What a hub does about backups. */
export type BackupService = Pick<
  Backups,
  'take' | 'takeUnless' | 'check' | 'problems' | 'lastRestoreTest' | 'close'
>

/** The backups of a running hub, from now until they are closed. */
export function startBackups(core: Core, { settings, environment, problems, log }: HubParts): BackupService {
  if (settings.database !== null) return serversOwn(core)
  const backups = new Backups({
    database: databasePath(settings.dataFolder),
    folder: settings.backupFolder,
    app: VERSION,
    changes: core.store.changes,
    now: core.clock.now,
    every: environment.every,
    log,
  })
  problems.addSource(backups)
  return backups
}

/** A server's database is backed up by the server's own means. What the hub wrote into it can be checked all the same. */
function serversOwn({ store }: Core): BackupService {
  return {
    take: refuseOnServer,
    takeUnless: refuseOnServer,
    check: (day) => checkOnServer(store.db, day),
    problems: () => [],
    lastRestoreTest: null,
    close: () => Promise.resolve(),
  }
}

function refuseOnServer(): Promise<never> {
  const sentence =
    'The database is on a server: back it up there, or by `hub backup FILE` from a command line that can reach it.'
  return Promise.reject(new HubError('invalid_message', sentence))
}

/** What the command line may ask of them. */
export function backupPort(backups: BackupService, { writer }: Core): Pick<HttpPort, 'backup' | 'check'> {
  return {
    backup: (file) => backups.take(file),
    // Today as the writer counts it: what is stored is of that day.
    check: () => backups.check(writer.counters.day),
  }
}
