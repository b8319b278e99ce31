import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { secretPath } from '../auth/secret.ts'
import { verifiedBackups } from '../backup/backup-folder.ts'
import { removeDatabase, syncFolder, writeWhole } from '../backup/files.ts'
import { inspectBackup } from '../backup/inspect.ts'
import { stagePromotion } from '../backup/restore.ts'
import { stagingPath } from '../backup/restore-swap.ts'
import { databasePath } from '../platform/data-folder.ts'
import { SettingError } from '../platform/setting-error.ts'
import { writeTerm } from '../platform/term-file.ts'
import type { HubIdentity } from '../protocol/standby.ts'
import { certificatePath, keyPath } from '../network/tls-identity.ts'
import { SETTINGS_FILE } from '../settings/settings-file.ts'
import type { Actor } from '../store/audit-log.ts'
import { copiesFolder, readIdentity, removeIdentity } from './fetch-copy.ts'
import { findStandbyFile, removeStandbyFile, type StandbyFile } from './standby-file.ts'
import { removeState } from './state-file.ts'

/** A copy that can be promoted. */
export interface PromotableCopy {
  standby: StandbyFile
  file: string
  /** Milliseconds since 1970 UTC. */
  takenAt: number
  members: number
}

/** The newest copy of the folder that is whole. Throws a SettingError where there is none to promote. */
export async function findPromotableCopy(folder: string): Promise<PromotableCopy> {
  const standby = findStandbyFile(folder)
  if (standby === null) {
    throw new SettingError(
      `The folder ${folder} keeps no copy of a hub: there is nothing to promote. It may have been promoted already.`,
    )
  }
  for (const { file, manifest } of verifiedBackups(copiesFolder(folder))) {
    const inspection = await inspectBackup(file).catch(() => null)
    if (inspection === null) continue
    const members = inspection.counts['members'] ?? 0
    return { standby, file, takenAt: Date.parse(manifest.takenAt), members }
  }
  throw new SettingError(
    `There is no whole copy in ${copiesFolder(folder)}. Restore a backup instead: hub restore.`,
  )
}

interface Promotion {
  folder: string
  copy: PromotableCopy
  now: number
  /** Who promotes, for the audit log. */
  actor: Actor
  newId: () => string
}

/**
 * Makes a standby's folder the gym's hub: with the copy as its data in a new epoch, the hub's own key, secret and settings, and the next
 * term. Until its last step the folder is a standby's still, and may be promoted anew. Returns the term.
 */
export async function promote({ folder, copy, now, actor, newId }: Promotion): Promise<number> {
  const identity = readIdentity(folder)
  const database = databasePath(folder)
  const staged = stagingPath(database)
  const number = identity.term.number + 1
  const about = { backup: copy.file, staged, epoch: newId(), now, actor }
  await stagePromotion(about, number)
  writeIdentity(folder, identity)
  const { host, port } = copy.standby
  writeTerm(folder, { number, id: newId(), before: { host, port } })
  removeDatabase(database)
  renameSync(staged, database)
  rmSync(dirname(staged), { recursive: true, force: true })
  syncFolder(folder)
  removeStandbyFile(folder)
  syncFolder(folder)
  removeIdentity(folder)
  removeState(folder)
  return number
}

function writeIdentity(
  folder: string,
  { key, certificate, isOwnCertificate, jwtSecret, settings }: HubIdentity,
): void {
  const [keyFile, certificateFile] = [keyPath(folder), certificatePath(folder)]
  mkdirSync(dirname(keyFile), { recursive: true, mode: 0o700 })
  writeWhole(keyFile, key)
  writeWhole(certificateFile, certificate)
  if (jwtSecret !== null) writeWhole(secretPath(folder), jwtSecret)
  // Its addresses are another PC's. Where its owner has made its certificate, it stays in use from where it is here.
  const own = isOwnCertificate ? { certificateFile, keyFile } : {}
  const { port } = lanOf(settings)
  const content = { ...settings, lan: { ...(port !== undefined && { port }), ...own, on: true } }
  writeWhole(join(folder, SETTINGS_FILE), `${JSON.stringify(content, null, 2)}\n`)
}

function lanOf({ lan }: Record<string, unknown>): Record<string, unknown> {
  return typeof lan === 'object' && lan !== null ? (lan as Record<string, unknown>) : {}
}
