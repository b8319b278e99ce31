import { sql } from 'kysely'
import { ALL_WAYS, type Takings, type Way } from '../protocol/ledger.ts'
import type { Db, Tx } from './database.ts'
import { inList, keyList } from './dialect.ts'
import { personName } from './person-name.ts'
import { prepared, preparedWrite, type NoValues } from './prepared.ts'
import type { LedgerEntriesTable } from './tables/ledger.ts'

export type EntryRow = LedgerEntriesTable

const insert = preparedWrite<EntryRow>()((db, value) =>
  db.insertInto('ledger_entries').values({
    number: value('number'),
    id: value('id'),
    member_id: value('member_id'),
    at: value('at'),
    business_day: value('business_day'),
    kind: value('kind'),
    cents: value('cents'),
    way: value('way'),
    what: value('what'),
    staff_id: value('staff_id'),
    desk_id: value('desk_id'),
    reverses: value('reverses'),
    change_id: value('change_id'),
    owed_since: value('owed_since'),
  }),
)

/** Adds an entry for good. */
export function insertEntry(tx: Tx, entry: EntryRow): void {
  insert(tx, entry)
}

const selectLast = prepared<NoValues>()((db) =>
  db.selectFrom('ledger_entries').select((entry) => entry.fn.max('number').as('number')),
)

/** The last receipt number, 0 where there is none. No entry is ever removed and writers take turns: the next one is new. */
export async function lastNumber(tx: Tx): Promise<number> {
  const [row] = await selectLast(tx, {})
  return row?.number ?? 0
}

const selectById = prepared<{ id: string }>()((db, value) =>
  db.selectFrom('ledger_entries').selectAll().where('id', '=', value('id')),
)

export async function findEntry(db: Db, id: string): Promise<EntryRow | undefined> {
  const [row] = await selectById(db, { id })
  return row
}

const selectByNumber = prepared<{ number: number }>()((db, value) =>
  db.selectFrom('ledger_entries').selectAll().where('number', '=', value('number')),
)

export async function findEntryByNumber(db: Db, number: number): Promise<EntryRow | undefined> {
  const [row] = await selectByNumber(db, { number })
  return row
}

const selectReversal = prepared<{ id: string }>()((db, value) =>
  db.selectFrom('ledger_entries').selectAll().where('reverses', '=', value('id')),
)

/** The entry that has taken another one back, if there is one. */
export async function findReversal(db: Db, id: string): Promise<EntryRow | undefined> {
  const [row] = await selectReversal(db, { id })
  return row
}

const selectChange = prepared<{ memberId: string; changeId: string }>()((db, value) =>
  db
    .selectFrom('ledger_entries')
    .selectAll()
    .where('member_id', '=', value('memberId'))
    .where('change_id', '=', value('changeId'))
    .orderBy('number'),
)

/** What was booked of a member by one change, in order. */
export async function listEntriesOfChange(db: Db, memberId: string, changeId: string): Promise<EntryRow[]> {
  return selectChange(db, { memberId, changeId })
}

const selectChangeAt = prepared<{ memberId: string; at: number }>()((db, value) =>
  db
    .selectFrom('ledger_entries')
    .select('change_id')
    .where('member_id', '=', value('memberId'))
    .where('at', '=', value('at'))
    .orderBy('number', 'desc')
    .limit(sql.lit(1)),
)

/** The last change of a member's debt that was booked at an instant, by its id. */
export async function findChangeAt(db: Db, memberId: string, at: number): Promise<string | undefined> {
  const [row] = await selectChangeAt(db, { memberId, at })
  return row?.change_id
}

/** An entry with the names that belong to it. */
export interface NamedEntry extends EntryRow {
  /** Empty where the member was removed with the import that brought them. */
  full_name: string
  staff_name: string | null
  desk_name: string | null
  reverses_number: number | null
  reversed_by: number | null
}

/** Which entries; what is null may be anything. */
export interface SoughtEntries {
  memberId: string | null
  number: number | null
  /** Business days, both included. */
  from: string | null
  to: string | null
  staffId: string | null
  way: Way | null
  /** Of an amount in either direction. */
  cents: number | null
}

export const ANY_ENTRY: SoughtEntries = {
  ...{ memberId: null, number: null, from: null, to: null, staffId: null, way: null, cents: null },
}

/** Where a page begins: after a number in one direction, or before it in the other. */
export type EntryPage = { limit: number } & ({ before: number | null } | { after: number })

/** Entries with their names: the newest first before a number, or the oldest first after one. */
export async function listEntries(db: Db, sought: SoughtEntries, page: EntryPage): Promise<NamedEntry[]> {
  const { memberId, number, from, to, staffId, way, cents } = sought
  let entries = db
    .selectFrom('ledger_entries as entry')
    .leftJoin('members', 'members.id', 'entry.member_id')
    .leftJoin('desks', 'desks.id', 'entry.desk_id')
    .leftJoin('ledger_entries as reversed', 'reversed.id', 'entry.reverses')
    .leftJoin('ledger_entries as reversing', 'reversing.reverses', 'entry.id')
    .selectAll('entry')
    .select(sql<string>`coalesce(members.full_name, '')`.as('full_name'))
    .select(['desks.name as desk_name', personName('entry.staff_id').as('staff_name')])
    .select(['reversed.number as reverses_number', 'reversing.number as reversed_by'])
    .limit(page.limit)
  if (memberId !== null) entries = entries.where('entry.member_id', '=', memberId)
  if (number !== null) entries = entries.where('entry.number', '=', number)
  if (from !== null) entries = entries.where('entry.business_day', '>=', from)
  if (to !== null) entries = entries.where('entry.business_day', '<=', to)
  if (staffId !== null) entries = entries.where('entry.staff_id', '=', staffId)
  if (way !== null) entries = entries.where('entry.way', '=', way)
  if (cents !== null) entries = entries.where('entry.cents', 'in', [cents, -cents])
  if ('after' in page) return entries.where('entry.number', '>', page.after).orderBy('entry.number').execute()
  if (page.before !== null) entries = entries.where('entry.number', '<', page.before)
  return entries.orderBy('entry.number', 'desc').execute()
}

/** Whose takings, and when: from an instant until before another, which lie on these business days. */
interface TakingsOf {
  firstDay: string
  lastDay: string
  from: number
  to: number
  staffId: string | null
}

/** What was received in a time, less what was given back, by its way. */
export async function readTakings(
  db: Db,
  { firstDay, lastDay, from, to, staffId }: TakingsOf,
): Promise<Takings> {
  let received = db
    .selectFrom('ledger_entries')
    .select((entry) => [
      'way',
      entry.fn.sum<number>('cents').as('cents'),
      entry.fn.countAll<number>().as('count'),
    ])
    .where('way', 'is not', null)
    .where('business_day', '>=', firstDay)
    .where('business_day', '<=', lastDay)
    .where('at', '>=', from)
    .where('at', '<', to)
    .groupBy('way')
  if (staffId !== null) received = received.where('staff_id', '=', staffId)
  const rows = await received.execute()
  const of = (way: Way): number => -(rows.find((row) => row.way === way)?.cents ?? 0)
  return {
    ways: Object.fromEntries(ALL_WAYS.map((way) => [way, of(way) || 0])) as Record<Way, number>,
    count: rows.reduce((sum, { count }) => sum + count, 0),
  }
}

/** What a member owes by their entries, or by these of them. */
export async function sumOfEntries(db: Db, memberId: string, ids?: readonly string[]): Promise<number> {
  let entries = db
    .selectFrom('ledger_entries')
    .where('member_id', '=', memberId)
    .select((entry) => entry.fn.sum<number | null>('cents').as('cents'))
  if (ids) entries = entries.where('id', 'in', inList(db, keyList(ids)))
  const row = await entries.executeTakeFirst()
  return row?.cents ?? 0
}

/** A member whose entries do not come to what they owe. */
export interface UnexplainedDebt {
  id: string
  owed: number
  entered: number
}

/** Members whose entries do not come to what they owe; none in a ledger that is whole. */
export async function listUnexplainedDebts(db: Db, limit: number): Promise<UnexplainedDebt[]> {
  const { rows } = await sql<UnexplainedDebt>`
    select members.id as id, members.debt_cents as owed, coalesce(entered.cents, 0) as entered from members
    left join (select member_id, sum(cents) as cents from ledger_entries group by member_id) as entered
      on entered.member_id = members.id
    where members.debt_cents <> coalesce(entered.cents, 0) order by members.id limit ${limit}`.execute(db)
  return rows
}

/** How many entries there are, and the last number: the same where none is missing. */
export async function countEntries(db: Db): Promise<{ count: number; last: number }> {
  const row = await db
    .selectFrom('ledger_entries')
    .select((entry) => [entry.fn.countAll<number>().as('count'), entry.fn.max('number').as('last')])
    .executeTakeFirst()
  return { count: row?.count ?? 0, last: row?.last ?? 0 }
}
