import type { Standbys } from '../backup/standbys.ts'
import type { Logger } from '../observe/logger.ts'
import type { Environment } from '../platform/clock.ts'
import type { HubSettings } from '../settings/settings.ts'
import type { BackupService } from './backups.ts'
import type { Core } from './core.ts'
import { openStandbys } from './standbys.ts'
import { openSuccession, type Succession } from './succession.ts'

/** What a hub has to do with others that stand in for it: those that could, and the one that has. */
export interface StandIn {
  standbys: Standbys
  succession: Succession
}

interface StandInParts {
  core: Core
  settings: HubSettings
  environment: Environment
  log: Logger
  backups: BackupService
  /** Told when desks are to hear how far the copies go. */
  changed: () => void
  /** Told once, when another hub has taken over and nothing is acknowledged here any more. */
  superseded: (sentence: string) => void
  sendDesksAway: () => void
  /** What ends with the hub. */
  closing: (() => void | Promise<void>)[]
}

export async function openStandIn(parts: StandInParts): Promise<StandIn> {
  const { core, settings, environment, log, superseded, sendDesksAway, closing } = parts
  const succession = openSuccession({
    ...{ settings, every: environment.every, log },
    superseded(sentence) {
      core.writer.endForGood()
      sendDesksAway()
      superseded(sentence)
    },
  })
  closing.push(succession.stop)
  return { succession, standbys: await openStandbys(parts) }
}
