import type { KeptThing } from '../../protocol/changes.ts'
import type { Hash } from '../../store/audit-log.ts'
import type { Change, ChangedRow } from '../../store/changes.ts'
import type { EntryRow } from '../../store/ledger.ts'
import type { Cell, MemberRowOf, MemberTableName } from '../../store/member-rows.ts'
import { searchText } from '../../store/members.ts'
import type { Standing } from '../../store/standing-on.ts'
import { fingerprintOf, nameOf } from './record-change.ts'

/** What is known of a member whom a change has written. */
export interface UndoFacts {
  change: Change
  /** What the change wrote over. */
  rows: readonly ChangedRow[]
  /** The member's rows as they are. */
  current: readonly MemberRowOf[]
  /** What else refers to the member. */
  standing: readonly Standing[]
  /** What the change has booked, the newest first. */
  entries: readonly EntryRow[]
  hash: Hash
}

/** What taking the change back does to a member: the same whether it is only looked at or written. */
export interface UndoPlan {
  what: 'removed' | 'restored' | 'kept'
  /** What was touched since, and stays as it is. */
  kept: KeptThing[]
  add: MemberRowOf[]
  set: MemberRowOf[]
  remove: MemberRowOf[]
  /** Entries of the ledger that are reversed. */
  reverse: readonly EntryRow[]
  /** Whether the visits that it brought go. */
  removesVisits: boolean
}

const NOTHING: Omit<UndoPlan, 'what' | 'kept'> = {
  ...{ add: [], set: [], remove: [], reverse: [], removesVisits: true },
}

/** What belongs together: of one that was touched since, nothing goes back. Null goes along with whatever it is about. */
const THINGS_OF_COLUMNS: Readonly<Record<string, KeptThing | null>> = {
  full_name: 'full_name',
  phone: 'phone',
  email: 'email',
  birthday: 'birthday',
  suspended: 'suspended',
  membership_type: 'plan',
  debt_cents: 'debt',
  debt_since: 'debt',
  photo_url: 'photo',
  search_text: null,
  updated_at: null,
}

const THINGS_OF_TABLES: Readonly<Record<MemberTableName, KeptThing | null>> = {
  members: 'edited',
  credentials: 'cards',
  periods: 'plan',
  freezes: 'plan',
  member_notes: 'notes',
  imported_members: null,
  member_photos: 'photo',
}

function thingOf(table: MemberTableName, column?: string): KeptThing | null {
  if (table !== 'members' || column === undefined) return THINGS_OF_TABLES[table]
  const thing = THINGS_OF_COLUMNS[column]
  return thing === undefined ? 'edited' : thing
}

/** A row that the change wrote over, read. */
interface Written {
  table: MemberTableName
  key: string
  memberId: string
  before: Readonly<Record<string, Cell>> | null
  /** The columns that it changed, as it left them; null for a row that it added or removed. */
  after: Readonly<Record<string, Cell>> | null
  /** The row as it is, if it is. */
  now: MemberRowOf | undefined
  /** Of a row that it added or removed: whether it is another one than the change left. */
  isTouched: boolean
}

export function planUndo(facts: UndoFacts): UndoPlan {
  const now = new Map(facts.current.map((row) => [nameOf(row), row]))
  const written = facts.rows.map((row) => writtenOf(row, now, facts.hash))
  const isNew = written.some(({ table, before }) => table === 'members' && before === null)
  return isNew ? planRemoval(facts, written) : planRestoring(facts, written)
}

function writtenOf(row: ChangedRow, rowsNow: ReadonlyMap<string, MemberRowOf>, hash: Hash): Written {
  const table = row.table_name as MemberTableName
  const now = rowsNow.get(nameOf({ table, key: row.row_key }))
  const before = row.before === null ? null : (JSON.parse(row.before) as Record<string, Cell>)
  const at = { table, key: row.row_key, memberId: row.member_id, before, now }
  if (row.after === null) return { ...at, after: null, isTouched: now !== undefined }
  if (before === null)
    return { ...at, after: null, isTouched: !now || fingerprintOf(now, hash) !== row.after }
  return { ...at, after: JSON.parse(row.after) as Record<string, Cell>, isTouched: false }
}

/** Somebody who came with the change goes with it, as long as nothing stands on them. */
function planRemoval({ current, standing, entries }: UndoFacts, written: readonly Written[]): UndoPlan {
  const member = current.find(({ table }) => table === 'members')
  if (!member) return { ...NOTHING, what: 'removed', kept: [] }
  const names = new Set(written.map(nameOf))
  const kept = new Set<KeptThing | null>(standing)
  for (const { table, isTouched } of written) if (isTouched) kept.add(thingOf(table))
  for (const row of current) if (!names.has(nameOf(row))) kept.add(thingOf(row.table))
  // As the import left them they owe what it says, also where it came to no end before its ledger did.
  if (kept.has('edited') && owedWithout(member, entries) !== 0) kept.add('debt')
  kept.delete(null)
  if (kept.size > 0) {
    return { ...NOTHING, what: 'kept', kept: [...kept] as KeptThing[], removesVisits: false }
  }
  return { ...NOTHING, what: 'removed', kept: [], reverse: paymentsFirst(entries) }
}

/** Of a whole ledger any order but this could begin with a charge that was paid, and would leave a credit. */
function paymentsFirst(entries: readonly EntryRow[]): EntryRow[] {
  return entries.toSorted((one, other) => one.cents - other.cents)
}

function owedWithout({ cells }: MemberRowOf, entries: readonly EntryRow[]): number {
  return entries.reduce((owed, { cents }) => owed - cents, Number(cells['debt_cents']))
}

/** Somebody who was here is what they were, but for what was touched since. */
function planRestoring(facts: UndoFacts, written: readonly Written[]): UndoPlan {
  const kept = touchedIn(facts, written)
  const plan: UndoPlan = { ...NOTHING, what: 'restored', kept: [...kept], add: [], set: [], remove: [] }
  for (const row of written) putBack(plan, row, kept)
  const hasDebt = written.some(({ table, after }) => table === 'members' && after && 'debt_cents' in after)
  return {
    ...plan,
    what: kept.size > 0 ? 'kept' : 'restored',
    reverse: hasDebt && !kept.has('debt') ? facts.entries : [],
  }
}

/** What was touched since, or cannot go back by itself. */
function touchedIn(facts: UndoFacts, written: readonly Written[]): Set<KeptThing> {
  const touched = new Set<KeptThing | null>()
  const things = new Set<KeptThing | null>()
  for (const { table, after, now, isTouched } of written) {
    for (const column of after ? Object.keys(after) : [undefined]) {
      const thing = thingOf(table, column)
      things.add(thing)
      const isOther = column === undefined ? isTouched : now?.cells[column] !== after?.[column]
      if (isOther) touched.add(thing)
    }
  }
  if (things.has('plan') && isBoughtSince(facts, written)) touched.add('plan')
  if (things.has('debt') && !isBookedAlone(facts, written)) touched.add('debt')
  touched.delete(null)
  return touched as Set<KeptThing>
}

/** Somebody has renewed or frozen since, on what the change had made of the plan. */
function isBoughtSince({ change, current }: UndoFacts, written: readonly Written[]): boolean {
  const names = new Set(written.map(nameOf))
  return current.some(
    (row) =>
      thingOf(row.table) === 'plan' && Number(row.cells['made_at']) >= change.at && !names.has(nameOf(row)),
  )
}

/** Without what the change booked the debt is what it was. */
function isBookedAlone({ entries }: UndoFacts, written: readonly Written[]): boolean {
  const member = written.find(({ table }) => table === 'members')
  const before = member?.before?.['debt_cents'] ?? member?.now?.cells['debt_cents']
  return member?.now !== undefined && owedWithout(member.now, entries) === before
}

/** Adds what is to be done with a row to the plan. */
function putBack(plan: UndoPlan, row: Written, kept: ReadonlySet<KeptThing>): void {
  const { table, key, memberId, before, after, now, isTouched } = row
  const stays = (column?: string): boolean => {
    const thing = thingOf(table, column)
    if (thing !== null) return kept.has(thing)
    return column === undefined || !after ? isTouched : now?.cells[column] !== after[column]
  }
  if (!after) {
    if (stays()) return
    if (now) plan.remove.push(now)
    else if (before) plan.add.push({ table, key, memberId, cells: before })
    return
  }
  const columns = Object.keys(after).filter((column) => !stays(column))
  if (!now || columns.length === 0) return
  const back = Object.fromEntries(columns.map((column) => [column, before?.[column] ?? null]))
  plan.set.push({
    ...now,
    cells: table === 'members' ? findable({ ...now.cells, ...back }, kept) : { ...now.cells, ...back },
  })
}

/** A member of whom a part goes back is found by what they have then. */
function findable(
  cells: Readonly<Record<string, Cell>>,
  kept: ReadonlySet<KeptThing>,
): Readonly<Record<string, Cell>> {
  if (!kept.has('full_name') && !kept.has('phone')) return cells
  return { ...cells, search_text: searchText(String(cells['full_name']), String(cells['phone'])) }
}
