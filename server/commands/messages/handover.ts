import { HubError } from '../../protocol/errors.ts'
import { MAX_HANDOVER_VERSIONS, type Handover, type HandoverVersion } from '../../protocol/handover.ts'
import type { Db } from '../../store/database.ts'
import {
  findHandover,
  insertHandover,
  listHandoverVersions,
  readHandoverVersion,
  saveHandoverRead,
  type HandoverRow,
} from '../../store/handover.ts'
import type { WriteContext } from '../../store/write.ts'
import { isoTime } from '../../domain/iso-time.ts'
import type { Writer } from '../members/member-notes.ts'

/** The hand-over note as this person finds it. */
export async function readHandover(db: Db, staffId: string): Promise<Handover> {
  const rows = await listHandoverVersions(db)
  const [current] = rows
  const isRead =
    !current || current.text === '' || (await readHandoverVersion(db, staffId)) >= current.version
  return { current: current ? versionOf(current) : null, isRead, versions: rows.map(versionOf) }
}

/** The newest version, or null where none was written. */
export async function findCurrentHandover(db: Db): Promise<HandoverVersion | null> {
  const row = await findHandover(db)
  return row ? versionOf(row) : null
}

/**
 * Writes the next version after `base`, the version that it was written from (0 for none). Written again by the same
 * person with the same words it changes nothing. Throws `request_conflict` where somebody else was faster.
 */
export async function writeHandover(
  context: WriteContext,
  { base, text }: { base: number; text: string },
  writer: Writer,
): Promise<HandoverVersion> {
  const { tx, now } = context
  const current = await findHandover(tx)
  if (current && current.text === text && current.author_id === writer.id) return versionOf(current)
  if ((current?.version ?? 0) !== base) {
    throw new HubError('request_conflict', 'Someone else has changed the handover note. Read theirs first.')
  }
  const row = { version: base + 1, at: now, text, author_id: writer.id, author: writer.name }
  await insertHandover(tx, row, MAX_HANDOVER_VERSIONS)
  await saveHandoverRead(tx, writer.id, row.version)
  context.audit({ actor: writer, action: 'handover_written', subject: String(row.version) })
  return versionOf(row)
}

/** Remembers that a person has read a version; doing it again, or for an older one, changes nothing. */
export async function confirmHandover(context: WriteContext, version: number, writer: Writer): Promise<void> {
  const { tx } = context
  const current = await findHandover(tx)
  const read = Math.min(version, current?.version ?? 0)
  if (read <= (await readHandoverVersion(tx, writer.id))) return
  await saveHandoverRead(tx, writer.id, read)
  context.audit({ actor: writer, action: 'handover_read', subject: String(read) })
}

function versionOf({ version, text, author, at }: HandoverRow): HandoverVersion {
  return { version, text, author, at: isoTime(at) }
}
