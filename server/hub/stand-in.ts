import { isIPv4 } from 'node:net'
import type { Standbys } from '../backup/standbys.ts'
import type { Logger } from '../observe/logger.ts'
import { ownAddresses } from '../network/addresses.ts'
import { lookOutForTerms } from '../network/term-lookout.ts'
import type { Problems } from '../health/problems.ts'
import { findKey } from '../network/tls-identity.ts'
import type { Environment } from '../platform/clock.ts'
import { requireUnsuperseded } from '../platform/term-file.ts'
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
  problems: Pick<Problems, 'warn' | 'clearWarning'>
  /** Told when desks are to hear how far the copies go. */
  changed: () => void
  /** Told once, when another hub has taken over and nothing is acknowledged here any more. */
  superseded: (sentence: string) => void
  /** Called at that time, while there are desks. */
  sendDesksAway: () => void
  /** What ends with the hub. */
  closing: (() => void | Promise<void>)[]
}

/** How often it is looked whether a copy has become old. */
const WARN_EVERY_MS = 60_000

/** How often the hub looks whether another one has taken over while it was away from the network. */
const LOOK_EVERY_MS = 5_000

/** How long it looks before anybody is let in: whoever is on the network has answered by then, even where a first question was lost. */
const FIRST_LOOK_MS = 2_000

/** Resolves when it is known, as far as the network tells, that no other hub has taken over. Throws a SettingError where one has. */
export async function openStandIn(parts: StandInParts): Promise<StandIn> {
  const { core, settings, environment, log, superseded, sendDesksAway, closing } = parts
  let isOpen = false
  const succession = openSuccession({
    ...{ settings, every: environment.every, log },
    superseded(sentence) {
      // Before anybody was let in the start is refused instead.
      if (!isOpen) return
      core.writer.endForGood()
      sendDesksAway()
      superseded(sentence)
    },
  })
  closing.push(succession.stop)
  const standbys = await openStandbys(parts)
  closing.push(environment.every(WARN_EVERY_MS, () => warn(standbys, parts)))
  // Only a hub of which there are copies, or that was one, can be replaced.
  if (standbys.areThere || succession.term.number > 1) await lookOut(parts, succession)
  isOpen = true
  return { succession, standbys }
}

function warn(standbys: Standbys, { problems }: StandInParts): void {
  if (standbys.isOneLate)
    problems.warn('standby_old', 'A PC that keeps a copy of the hub has not asked for ten minutes.')
  else problems.clearWarning('standby_old')
}

/** Hears from here on of later terms that are announced on the network. */
async function lookOut(
  { settings, environment, closing }: StandInParts,
  succession: Succession,
): Promise<void> {
  const { dataFolder, lan } = settings
  const key = lan.isOn ? findKey({ dataFolder, own: lan.own }) : null
  if (key === null) return
  const addresses = (lan.addresses ?? ownAddresses()).filter((address) => isIPv4(address))
  const { look, stop } = lookOutForTerms({ addresses, hubId: key.hubId, heard: succession.hear })
  closing.push(environment.every(LOOK_EVERY_MS, look), stop)
  await new Promise<void>((resolve) => environment.setTimeout(resolve, FIRST_LOOK_MS))
  requireUnsuperseded(dataFolder)
}
