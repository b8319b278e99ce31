import { chmodSync, closeSync, openSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { HubError } from '../protocol/errors.ts'
import { copySqlite, sizeOfSqlite } from '../store/open-copy.ts'
import { PARTIAL, removeDatabase, sha256OfFile, syncFile, syncFolder } from './files.ts'
import { inspect } from './inspect.ts'
import { manifestPath, writeManifest, type Manifest } from './manifest.ts'
import { asBackupError } from './backup-error.ts'
import { requireTarget } from './target.ts'

/** What stays free for check-ins on a disk that holds the database and its backups: the write-ahead log's limit. */
const RESERVE_BYTES = 64 * 1024 * 1024

export interface CopyRequest {
  database: string
  /** Where the backup is to stand. */
  target: string
  /** Milliseconds since 1970 UTC. */
  takenAt: number
  /** The version of the program. */
  app: string
  /** A backup with these bytes is there already: an equal one is not kept. */
  knownSha256?: string | undefined
  /** Writes what is on a server into an empty file, which no other process has; without it the database is copied. */
  copyInto?: (file: string) => Promise<void>
}

/**
 * Takes a backup of a database that others may be writing: copied beside its place, read back whole, synced, and only
 * then put under its name. Null where it would be equal to the known one. Throws a HubError that says what stood in the
 * way; what was there before is there still, and nothing half done is left.
 */
export async function takeCopy(asked: CopyRequest): Promise<Manifest | null> {
  const partial = `${asked.target}${PARTIAL}`
  try {
    if (!asked.copyInto) requireSpace(asked.database, dirname(asked.target))
    removeDatabase(partial)
    createOwn(partial)
    if (asked.copyInto) await asked.copyInto(partial)
    else copySqlite(asked.database, partial)
    const manifest = await describe(partial, asked)
    if (manifest.sha256 === asked.knownSha256) return null
    // Others may have put something there since it was asked for.
    requireTarget(asked.database, asked.target)
    putInPlace(partial, asked.target, manifest)
    return manifest
  } catch (error) {
    throw asBackupError(error, asked.target)
  } finally {
    removeDatabase(partial)
  }
}

/** A backup must not take the last of the disk from the check-ins. On another disk it can only fail itself. */
function requireSpace(database: string, folder: string): void {
  if (statSync(folder).dev !== statSync(database).dev) return
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize >= sizeOfSqlite(database) + RESERVE_BYTES) return
  throw new HubError(
    'storage_unavailable',
    `There is not enough space on the disk of ${folder} for a backup.`,
  )
}

/** An empty file for this user only; SQLite would make one that the folder's other users can read. */
function createOwn(file: string): void {
  closeSync(openSync(file, 'wx', 0o600))
  chmodSync(file, 0o600)
}

async function describe(file: string, { app, takenAt }: CopyRequest): Promise<Manifest> {
  const { epoch, seq, counts } = await inspect(file)
  const { size } = statSync(file)
  const taken = new Date(takenAt).toISOString()
  return { app, takenAt: taken, epoch, seq, counts, bytes: size, sha256: sha256OfFile(file) }
}

/** A manifest of what was there before must never stand beside the new bytes; a backup without one is whole as well. */
function putInPlace(partial: string, target: string, manifest: Manifest): void {
  syncFile(partial)
  rmSync(manifestPath(target), { force: true })
  renameSync(partial, target)
  syncFolder(dirname(target))
  writeManifest(target, manifest)
}
