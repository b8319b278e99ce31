import { VERSION } from '../platform/version.ts'
import { Backups } from '../backup/backups.ts'
import type { Environment } from '../platform/clock.ts'
import type { Core } from './core.ts'
import { databasePath } from '../platform/data-folder.ts'
import type { HttpPort } from '../http/http-port.ts'
import type { Logger } from '../observe/logger.ts'
import type { HubSettings } from '../settings/settings.ts'

interface HubParts {
  settings: HubSettings
  environment: Environment
  log: Logger
}

/** The backups of a running hub, from now until they are closed. */
export function startBackups(core: Core, { settings, environment, log }: HubParts): Backups {
  return new Backups({
    database: databasePath(settings.dataFolder),
    folder: settings.backupFolder,
    app: VERSION,
    changes: core.store.changes,
    now: core.clock.now,
    every: environment.every,
    log,
  })
}

/** What the command line may ask of them. */
export function backupPort(backups: Backups, { writer }: Core): Pick<HttpPort, 'backup' | 'check'> {
  return {
    backup: (file) => backups.take(file),
    // Today as the writer counts it: what is stored is of that day.
    check: () => backups.check(writer.counters.day),
  }
}
