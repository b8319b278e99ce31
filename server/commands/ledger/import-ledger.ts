import { HubError } from '../../protocol/errors.ts'
import { findEntryByNumber, insertEntry, lastNumber, type EntryRow } from '../../store/ledger.ts'
import type { Tx } from '../../store/database.ts'
import type { WriteContext } from '../../store/write.ts'
import type { TablePiece } from '../members/file/own-table.ts'
import type { ImportParts } from '../members/import-members.ts'
import { goOn } from '../members/whole-or-nothing.ts'
import { auditEntries } from './book.ts'
import { bookUnexplained } from './file-debt.ts'
import type { FileEntry } from './ledger-file.ts'

/**
 * Adds the ledger of an export, as a part of an import, with its receipt numbers: to an empty ledger, or to one that begins with the same
 * entries. Throws a HubError for any other, where the numbers are taken. What members owe beside it, since the export was made while desks
 * went on, is booked as a correction.
 */
export async function addLedger(
  parts: ImportParts,
  pieces: AsyncIterable<TablePiece<FileEntry>>,
): Promise<number> {
  let all = 0
  for await (const { rows, readShare } of pieces) {
    all += await parts.write((context) => addSome(context, parts, rows))
    goOn(parts, { step: 'writing', share: readShare, count: rows.at(-1)?.line ?? 0 })
  }
  await parts.write((context) => bookUnexplained(context, parts, parts.change.id))
  return all
}

/** Reads a ledger, and changes nothing. Throws a HubError where it is not the one that is here, so far as there is one. */
export async function lookAtLedger(
  parts: ImportParts,
  pieces: AsyncIterable<TablePiece<FileEntry>>,
): Promise<void> {
  for await (const { rows } of pieces) {
    await parts.write(async ({ tx }) => {
      const last = await lastNumber(tx)
      for (const entry of rows) if (entry.number <= last) await requireSame(tx, entry)
    })
  }
}

async function requireSame(tx: Tx, entry: FileEntry): Promise<void> {
  const known = await findEntryByNumber(tx, entry.number)
  if (!known || !isSame(known, entry)) throw otherLedger(entry)
}

async function addSome(
  context: WriteContext,
  parts: ImportParts,
  entries: readonly FileEntry[],
): Promise<number> {
  const { tx } = context
  const first = await lastNumber(tx)
  let last = first
  const rows: EntryRow[] = []
  for (const entry of entries) {
    if (entry.number <= first) {
      await requireSame(tx, entry)
      continue
    }
    if (entry.number !== last + 1) throw gap(entry, last + 1)
    last = entry.number
    rows.push(await rowOf(context, parts, entry, rows))
  }
  for (const row of rows) insertEntry(tx, row)
  for (const ofOne of Map.groupBy(rows, ({ member_id }) => member_id).values())
    await auditEntries(context, ofOne, parts)
  return rows.length
}

async function rowOf(
  { tx }: WriteContext,
  { actor, newId, change }: ImportParts,
  entry: FileEntry,
  before: readonly EntryRow[],
): Promise<EntryRow> {
  const { number, at, kind, cents, way, memberId, words, reverses } = entry
  const reversed =
    reverses === null
      ? null
      : (before.find((row) => row.number === reverses) ?? (await findEntryByNumber(tx, reverses)))
  if (reversed === undefined) throw refused(entry, `reverses is ${reverses}, which is no entry before it.`)
  return {
    ...{ number, id: newId(), member_id: memberId, at, business_day: entry.day, kind, cents, way },
    ...{ what: JSON.stringify(words), staff_id: actor.id, desk_id: actor.deskId },
    ...{ reverses: reversed?.id ?? null, change_id: change.id, owed_since: null },
  }
}

const isSame = (row: EntryRow, entry: FileEntry): boolean =>
  row.at === entry.at &&
  row.cents === entry.cents &&
  row.kind === entry.kind &&
  row.member_id === entry.memberId

function refused({ line }: FileEntry, why: string): HubError {
  return new HubError('invalid_message', `ledger.csv, line ${line}: ${why}`, { line })
}

function otherLedger(entry: FileEntry): HubError {
  return refused(
    entry,
    `receipt ${entry.number} is another one here. A ledger goes into a gym that has none yet: take members.csv alone, unpacked.`,
  )
}

function gap(entry: FileEntry, next: number): HubError {
  return refused(
    entry,
    `is receipt ${entry.number}, and ${next} comes next. Take the ledger as it was exported.`,
  )
}
