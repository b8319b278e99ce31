import { createHash } from 'node:crypto'
import { createWriteStream, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { backupName, keepNewest, newestVerified, prepareBackupFolder } from '../backup/backup-folder.ts'
import { PARTIAL, removeDatabase, syncFile, syncFolder, writeWhole } from '../backup/files.ts'
import { inspect } from '../backup/inspect.ts'
import { readManifest, writeManifest, type Manifest } from '../backup/manifest.ts'
import { NotTheHub } from '../network/ask-pinned.ts'
import { hubIdentity, MANIFEST_HEADER, STANDBY_PATHS, type HubIdentity } from '../protocol/standby.ts'
import { isLater } from '../protocol/term.ts'
import { askHub, jsonOf, pinnedHub } from './hub-link.ts'
import type { StandbyFile } from './standby-file.ts'

/** The newest and the one before: should the last minute of the hub have spoilt it. */
const KEPT_COPIES = 2

/** How long a hub may take to make a copy before the first byte of it comes: gigabytes on a slow disk. */
const COPY_PATIENCE_MS = 10 * 60_000

/** Where a standby keeps its copies: where a hub keeps its backups, so that either finds them. */
export const copiesFolder = (folder: string): string => join(folder, 'backups')

const identityPath = (folder: string): string => join(folder, 'standby-identity.json')

/** What the hub of this folder's copy is to be promoted as; throws where it was never fetched. */
export function readIdentity(folder: string): HubIdentity {
  return hubIdentity.parse(JSON.parse(readFileSync(identityPath(folder), 'utf8')))
}

/** No secret stays where it is not used any more. */
export function removeIdentity(folder: string): void {
  rmSync(identityPath(folder), { force: true })
}

/**
 * Fetches what is new at the hub: what it is known by, and a backup, which counts when it is whole, read through and on the disk. Null
 * where nothing has changed. What was there before is there still, whatever goes wrong.
 */
export async function fetchCopy(folder: string, standby: StandbyFile): Promise<Manifest | null> {
  const hub = pinnedHub(standby)
  const { deskToken } = standby
  const identity = await jsonOf(
    await askHub(hub, { method: 'GET', path: STANDBY_PATHS.identity, deskToken }),
    hubIdentity,
  )
  requireNotEarlier(folder, identity)
  writeWhole(identityPath(folder), JSON.stringify(identity))
  const copies = copiesFolder(folder)
  prepareBackupFolder(copies)
  removeUnfinished(copies)
  const held = newestVerified(copies)?.manifest
  const query = held && new URLSearchParams({ epoch: held.epoch, seq: String(held.seq), sha256: held.sha256 })
  const path = query ? `${STANDBY_PATHS.backup}?${query.toString()}` : STANDBY_PATHS.backup
  const answer = await askHub(hub, { method: 'GET', path, deskToken, patienceMs: COPY_PATIENCE_MS })
  if (answer.statusCode === 304) {
    answer.resume()
    return null
  }
  const manifest = manifestIn(answer.headers[MANIFEST_HEADER])
  const target = join(copies, backupName(Date.parse(manifest.takenAt)))
  await receive(answer, target, manifest)
  keepNewest(copies, KEPT_COPIES)
  return manifest
}

/** After a promotion elsewhere the hub before it may answer once more: its history is not the one to keep. */
function requireNotEarlier(folder: string, { term }: HubIdentity): void {
  if (!existsSync(identityPath(folder)) || !isLater(readIdentity(folder).term, term)) return
  throw new NotTheHub(`A hub answers that was replaced since: its term is ${term.number}.`)
}

async function receive(body: NodeJS.ReadableStream, target: string, manifest: Manifest): Promise<void> {
  const partial = `${target}${PARTIAL}`
  try {
    const sum = createHash('sha256')
    const summed = new Transform({
      transform(chunk: Buffer, _encoding, next) {
        sum.update(chunk)
        next(null, chunk)
      },
    })
    await pipeline(body, summed, createWriteStream(partial, { mode: 0o600, flags: 'wx' }))
    if (sum.digest('hex') !== manifest.sha256) throw new NotTheHub('What came is not what the hub has sent.')
    await inspect(partial)
    syncFile(partial)
    renameSync(partial, target)
    syncFolder(join(target, '..'))
    writeManifest(target, manifest)
  } finally {
    removeDatabase(partial)
  }
}

/** What a process that ended in the middle of a copy has left. */
function removeUnfinished(copies: string): void {
  for (const name of readdirSync(copies)) if (name.endsWith(PARTIAL)) removeDatabase(join(copies, name))
}

function manifestIn(header: string | string[] | undefined): Manifest {
  return readManifest(Buffer.from(String(header ?? ''), 'base64').toString())
}
