import { stringify } from 'csv-stringify/sync'
import type { z } from 'zod'
import { isoTime } from '../../domain/iso-time.ts'
import { LEDGER_PAGE, type EntryWords, type LedgerEntry, type LedgerReply } from '../../protocol/ledger.ts'
import type { ledgerOfMember, soughtEntries } from '../../protocol/ledger-params.ts'
import type { Db } from '../../store/database.ts'
import { ANY_ENTRY, listEntries, type NamedEntry, type SoughtEntries } from '../../store/ledger.ts'
import { guardedCells } from '../members/file/cells.ts'
import { mayReverse, type Reverser } from './may-reverse.ts'

interface Asked {
  db: Db
  by: Reverser
}

/** A page of a member's entries, the newest first. */
export function listOfMember(
  asked: Asked,
  { memberId, before }: z.output<typeof ledgerOfMember>,
): Promise<LedgerReply> {
  return readPage(asked, { ...ANY_ENTRY, memberId }, before)
}

/** The same of all members, of those entries that somebody looks for. */
export function findEntries(
  asked: Asked,
  { before, ...sought }: z.output<typeof soughtEntries>,
): Promise<LedgerReply> {
  const named = Object.entries(sought).filter(([, value]) => value !== undefined)
  return readPage(asked, { ...ANY_ENTRY, ...Object.fromEntries(named) }, before)
}

async function readPage(
  { db, by }: Asked,
  sought: SoughtEntries,
  before: number | undefined,
): Promise<LedgerReply> {
  const rows = await listEntries(db, sought, { before: before ?? null, limit: LEDGER_PAGE + 1 })
  const entries = rows
    .slice(0, LEDGER_PAGE)
    .map((row) => ({ ...shownEntry(row), mayReverse: isOpen(row, by) }))
  return { entries, next: rows.length > LEDGER_PAGE ? (entries.at(-1)?.number ?? null) : null }
}

function isOpen(row: NamedEntry, by: Reverser): boolean {
  return row.kind !== 'reversal' && row.reversed_by === null && mayReverse(row, by)
}

function shownEntry(row: NamedEntry): Omit<LedgerEntry, 'mayReverse'> {
  const { id, number, kind, cents, way } = row
  return {
    ...{ id, number, kind, cents, way, at: isoTime(row.at), day: row.business_day },
    member: { id: row.member_id, full_name: row.full_name },
    ...{ staff: row.staff_name, desk: row.desk_name },
    ...{ reverses: row.reverses_number, reversedBy: row.reversed_by },
    ...(row.what === null ? {} : (JSON.parse(row.what) as EntryWords)),
  }
}

const CSV_COLUMNS = [
  ...['number', 'at', 'business_day', 'kind', 'cents', 'way', 'member_id', 'member', 'staff', 'desk'],
  ...['reverses', 'reversed_by', 'plan', 'from', 'until', 'visits', 'reason'],
]

/** Entries read and written in one go: a few milliseconds of the hub's one thread. */
const ROWS_AT_ONCE = 200

/**
 * The entries of some business days as CSV in pieces, the oldest first. Whatever else the hub has to do is done between two. Amounts are in
 * the smallest unit of the currency, times ISO 8601 in UTC.
 */
export async function* exportLedger(
  { db, nextTurn }: { db: Db; nextTurn: () => Promise<void> },
  span: Pick<SoughtEntries, 'from' | 'to'>,
): AsyncGenerator<string> {
  yield `${CSV_COLUMNS.join(',')}\n`
  let after = 0
  for (;;) {
    await nextTurn()
    const rows = await listEntries(db, { ...ANY_ENTRY, ...span }, { after, limit: ROWS_AT_ONCE })
    if (rows.length > 0) yield stringify(rows.map(csvRowOf), { columns: CSV_COLUMNS })
    after = rows.at(-1)?.number ?? after
    if (rows.length < ROWS_AT_ONCE) return
  }
}

function csvRowOf(row: NamedEntry): Record<string, unknown> {
  const { day, member, reversedBy, ...entry } = shownEntry(row)
  const cells = {
    ...entry,
    business_day: day,
    reversed_by: reversedBy,
    member_id: member.id,
    member: member.full_name,
  }
  return guardedCells(cells)
}
