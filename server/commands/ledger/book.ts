import { HubError } from '../../protocol/errors.ts'
import type { EntryKind, EntryWords, Way } from '../../protocol/ledger.ts'
import type { Actor } from '../../store/audit-log.ts'
import { insertEntry, lastNumber, type EntryRow } from '../../store/ledger.ts'
import type { MembersTable } from '../../store/tables/members.ts'
import type { WriteContext } from '../../store/write.ts'
import { fingerprinter, type Fingerprints } from '../members/audited-member.ts'

/** An entry as it is to be made; who, when and its number follow from the change that makes it. */
export interface NewEntry {
  kind: EntryKind
  /** Above 0 where the member owes more by it. */
  cents: number
  /** How money was received or given back; absent where none was. */
  way?: Way
  what?: EntryWords
  /** Of a reversal: the entry that it takes back. */
  reverses?: string
  /** Of one by which something is owed again: since when. Today where it is absent. */
  since?: string | null
}

/** What is booked together, and undone together. */
export interface Booking {
  changeId: string
  entries: readonly NewEntry[]
}

/** Who books, and what it takes to write it down. */
export interface Booker {
  actor: Actor
  fingerprints: Fingerprints
  newId: () => string
}

/** What a member owes. */
export type Owed = Pick<MembersTable, 'debt_cents' | 'debt_since'>

export interface Booked extends Owed {
  /** Receipt numbers. */
  numbers: number[]
}

/**
 * Adds entries to the ledger, the one way in which what a member owes is changed: the caller saves the member as it is returned, in
 * the same transaction. Throws `request_conflict` where more would be received than is owed: a member has no credit.
 */
export async function book(
  context: WriteContext,
  member: Owed & Pick<MembersTable, 'id'>,
  { changeId, entries }: Booking,
  by: Booker,
): Promise<Booked> {
  const { tx, now } = context
  const day = context.counters.day.day
  const rows: EntryRow[] = []
  let [owed, since]: [number, string | null] = [member.debt_cents, member.debt_since]
  let number = entries.length === 0 ? 0 : await lastNumber(tx)
  for (const entry of entries) {
    number += 1
    rows.push({
      ...{ number, id: by.newId(), member_id: member.id, at: now, business_day: day },
      ...{ kind: entry.kind, cents: entry.cents, way: entry.way ?? null },
      what: entry.what === undefined ? null : JSON.stringify(entry.what),
      ...{ staff_id: by.actor.id, desk_id: by.actor.deskId },
      ...{ reverses: entry.reverses ?? null, change_id: changeId, owed_since: since },
    })
    since = sinceAfter({ owed, since }, entry, day)
    owed += entry.cents
    if (owed < 0) throw credit()
  }
  for (const row of rows) insertEntry(tx, row)
  await auditEntries(context, rows, by)
  return { debt_cents: owed, debt_since: since, numbers: rows.map((row) => row.number) }
}

/** A debt is as old as its oldest part. */
function sinceAfter(
  { owed, since }: { owed: number; since: string | null },
  entry: NewEntry,
  today: string,
): string | null {
  if (owed + entry.cents === 0) return null
  if (owed === 0) return entry.since === undefined ? today : entry.since
  if (since === null || !entry.since) return since
  return entry.since < since ? entry.since : since
}

function credit(): HubError {
  return new HubError(
    'request_conflict',
    'This is more than the member owes. Check what is owed, then try again.',
  )
}

/** Writes down entries of one member, each by its number, recognisable and not readable. */
export async function auditEntries(
  context: WriteContext,
  rows: readonly EntryRow[],
  by: Pick<Booker, 'actor' | 'fingerprints'>,
): Promise<void> {
  const [first] = rows
  if (!first) return
  const print = await fingerprinter(context, first.member_id, by.fingerprints)
  const entries = rows.map(({ number, kind, cents, way }) => [
    number,
    print('ledger', [number, kind, cents, way]),
  ])
  context.audit({ actor: by.actor, action: 'money_booked', subject: first.member_id, details: { entries } })
}

/** The entry that takes another one back. */
export function reversalOf({ id, cents, way, owed_since }: EntryRow, what?: EntryWords): NewEntry {
  return {
    ...{ kind: 'reversal', cents: -cents, reverses: id },
    ...(way !== null && { way }),
    ...(what && { what }),
    ...(cents < 0 && { since: owed_since }),
  }
}
