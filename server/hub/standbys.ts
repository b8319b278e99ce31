import { readFileSync } from 'node:fs'
import type { Caller } from '../auth/caller.ts'
import { findOwnSecret } from '../auth/secret.ts'
import { Standbys } from '../backup/standbys.ts'
import { findKey, certificatePath } from '../network/tls-identity.ts'
import { readTerm } from '../platform/term-file.ts'
import { HubError } from '../protocol/errors.ts'
import { requireRight } from '../protocol/rights.ts'
import type { HubIdentity } from '../protocol/standby.ts'
import { readSettingsFile } from '../settings/settings-file.ts'
import type { HubSettings } from '../settings/settings.ts'
import type { BackupService } from './backups.ts'
import type { Core } from './core.ts'

interface StandbyParts {
  core: Core
  settings: HubSettings
  backups: BackupService
  /** Told when desks are to hear how far the copies go. */
  changed: () => void
}

/** The PCs that keep a copy of this hub. Without those that were removed from the desks while no hub ran. */
export async function openStandbys({ core, settings, backups, changed }: StandbyParts): Promise<Standbys> {
  return new Standbys({
    dataFolder: settings.dataFolder,
    deskIds: await deskIdsOf(core),
    take: (file, known) => backups.takeUnless(file, known),
    changes: core.store.changes,
    reached: () => core.writer.counters,
    now: core.clock.now,
    changed,
  })
}

/** Forgets the standbys that were removed from the desks. */
export async function keepDesksOnly(standbys: Standbys, core: Core): Promise<void> {
  standbys.keepOnly(await deskIdsOf(core))
}

async function deskIdsOf({ accounts }: Core): Promise<ReadonlySet<string>> {
  return new Set((await accounts.listDesks()).map(({ id }) => id))
}

/** Makes the desk that a manager asks from a standby: it may have all that the hub has. */
export async function beginStandby(
  standbys: Standbys,
  { core, settings }: Pick<StandbyParts, 'core' | 'settings'>,
  caller: Caller,
): Promise<{ deskId: string }> {
  requireRight(caller.role, 'manage_desks')
  const { id, deskId } = caller
  if (settings.database !== null) throw new HubError('invalid_message', ON_SERVER)
  if (deskId === null) throw new HubError('forbidden', 'Only a desk with a credential becomes a standby.')
  await core.writer.write((context) => {
    context.audit({ actor: { id, deskId }, action: 'standby_made', subject: deskId })
  })
  standbys.add(deskId)
  return { deskId }
}

const ON_SERVER = 'The database is on a server: a standby of it is the server’s own, as docs/scale.md says.'

/** What a standby needs beside the database to be this hub. */
export function identityOf({ dataFolder, lan, jwtSecret }: HubSettings): HubIdentity {
  const key = findKey({ dataFolder, own: lan.own })
  if (key === null) throw new Error('The hub has no key, though it was asked over TLS.')
  const { number, id } = readTerm(dataFolder)
  return {
    term: { number, id },
    key: key.key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: readFileSync(lan.own?.certificateFile ?? certificatePath(dataFolder), 'utf8'),
    isOwnCertificate: lan.own !== null,
    jwtSecret: jwtSecret === null ? (findOwnSecret(dataFolder)?.value ?? null) : null,
    settings: readSettingsFile(dataFolder) as Record<string, unknown>,
  }
}
