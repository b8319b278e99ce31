import { HubError } from '../../protocol/errors.ts'
import type { Actor, Hash } from '../../store/audit-log.ts'
import {
  findChange,
  insertChange,
  insertChangedRows,
  listWritten,
  saveChange,
  type ChangedRow,
} from '../../store/changes.ts'
import type { Tx } from '../../store/database.ts'
import { memberRowsIn, type MemberRowOf, type MemberTableName } from '../../store/member-rows.ts'
import type { ChangeKind } from '../../store/tables/changes.ts'
import type { WriteContext } from '../../store/write.ts'
import { latestNow } from '../once.ts'

/** A change that can be taken back. Its id is given to what it books, too. */
export interface RecordedChange {
  id: string
  kind: ChangeKind
  actor: Actor
}

/** The tables that a kind of change may write. What it writes beside them stays when it is taken back. */
const WRITTEN: Record<ChangeKind, readonly MemberTableName[]> = {
  import: [
    ...(['members', 'credentials', 'periods', 'freezes', 'member_notes', 'imported_members'] as const),
    'member_photos',
  ],
}

const READERS = Object.fromEntries(
  Object.entries(WRITTEN).map(([kind, tables]) => [kind, memberRowsIn(tables)]),
) as Record<ChangeKind, ReturnType<typeof memberRowsIn>>

/** All rows of some members that a kind of change may write. */
export function rowsFor(kind: ChangeKind): ReturnType<typeof memberRowsIn> {
  return READERS[kind]
}

export interface Recording {
  /** Called before members who are here are written for the first time. */
  changing: (memberIds: readonly string[]) => Promise<void>
  /** Called for those who are new. */
  adding: (memberId: string) => void
  /** Called when all is written, in the same transaction: keeps what is another row than before. */
  keep: () => Promise<void>
}

/**
 * Keeps what a change writes over, by what members' rows are before and after: no way of writing one can be forgotten. A change writes
 * a member in one transaction, and only once.
 */
export function recordingOf(context: WriteContext, change: RecordedChange, hash: Hash): Recording {
  const { tx } = context
  const before: MemberRowOf[] = []
  const known = new Set<string>()
  const added = new Set<string>()
  const read = rowsFor(change.kind)
  return {
    async changing(memberIds) {
      for (const id of memberIds) known.add(id)
      before.push(...(await read(tx, memberIds)))
    },
    adding: (memberId) => void added.add(memberId),
    async keep() {
      if (known.size + added.size === 0) return
      const rows = differencesOf(change.id, { before, after: await read(tx, [...known, ...added]), hash })
      if (rows.length === 0) return
      const written = new Set(rows.map(({ member_id }) => member_id))
      await countIn(context, change, { added: added.size, changed: written.size - added.size })
      await insertChangedRows(tx, rows)
    },
  }
}

/** Stands for all visits of a member that a change has brought: those say so themselves. */
export const BROUGHT_VISITS = 'visits'

/** Keeps that a change brings visits of members, who may have nothing else of it. Called before they are added. */
export async function recordVisits(
  context: WriteContext,
  change: RecordedChange,
  memberIds: readonly string[],
): Promise<void> {
  if (memberIds.length === 0) return
  const written = await listWritten(context.tx, change.id, memberIds)
  const others = memberIds.filter((id) => !written.some(({ member_id }) => member_id === id))
  await countIn(context, change, { added: 0, changed: others.length })
  const marked = new Set(
    written.filter(({ table_name }) => table_name === BROUGHT_VISITS).map(({ member_id }) => member_id),
  )
  await insertChangedRows(
    context.tx,
    memberIds
      .filter((id) => !marked.has(id))
      .map((member_id) => ({
        ...{ change_id: change.id, member_id, table_name: BROUGHT_VISITS, row_key: '[]' },
        ...{ before: null, after: '' },
      })),
  )
}

/** Writes a change down that has done nothing to a member yet. Throws where somebody takes it back already. */
export async function beginChange(context: WriteContext, change: RecordedChange): Promise<void> {
  await countIn(context, change, { added: 0, changed: 0 })
}

/** Counts what was done in the change, which begins with the first of it. */
async function countIn(
  context: WriteContext,
  { id, kind, actor }: RecordedChange,
  done: { added: number; changed: number },
): Promise<void> {
  const { tx } = context
  const change =
    (await findChange(tx, id)) ??
    (await insertChange(tx, { id, kind, at: latestNow(context), staff_id: actor.id, desk_id: actor.deskId }))
  if (change.undo_began_at !== null) {
    throw isTakenBack()
  }
  await saveChange(tx, {
    ...change,
    added: change.added + done.added,
    changed: change.changed + done.changed,
  })
}

function isTakenBack(): HubError {
  return new HubError('request_conflict', 'Somebody takes this back already: nothing more is added to it.')
}

/** Says that a change has come to its end. Throws a HubError where somebody takes it back meanwhile. */
export async function endChange(tx: Tx, id: string): Promise<void> {
  const change = await findChange(tx, id)
  if (!change) return
  if (change.undo_began_at !== null) throw isTakenBack()
  await saveChange(tx, { ...change, going_at: null })
}

interface Compared {
  before: readonly MemberRowOf[]
  after: readonly MemberRowOf[]
  hash: Hash
}

function differencesOf(changeId: string, { before, after, hash }: Compared): ChangedRow[] {
  const was = new Map(before.map((row) => [nameOf(row), row]))
  const is = new Map(after.map((row) => [nameOf(row), row]))
  const rowOf = ({ memberId, table, key }: MemberRowOf, cells: Pick<ChangedRow, 'before' | 'after'>) => ({
    ...{ change_id: changeId, member_id: memberId, table_name: table, row_key: key },
    ...cells,
  })
  const gone = before
    .filter((row) => !is.has(nameOf(row)))
    .map((row) => rowOf(row, { before: JSON.stringify(row.cells), after: null }))
  return after.reduce((rows, row) => {
    const old = was.get(nameOf(row))
    if (!old) rows.push(rowOf(row, { before: null, after: fingerprintOf(row, hash) }))
    const columns = old ? Object.keys(row.cells).filter((name) => row.cells[name] !== old.cells[name]) : []
    if (old && columns.length > 0) {
      const cellsIn = ({ cells }: MemberRowOf) =>
        JSON.stringify(Object.fromEntries(columns.map((name) => [name, cells[name]])))
      // By whose it was: it goes back to them.
      rows.push(rowOf(old, { before: cellsIn(old), after: cellsIn(row) }))
    }
    return rows
  }, gone)
}

/** Names a row among those of all tables. */
export function nameOf({ table, key }: Pick<MemberRowOf, 'table' | 'key'>): string {
  return `${table} ${key}`
}

/** Characters kept of a hash: 128 bits. */
const FINGERPRINT_CHARACTERS = 22

/** What tells a row from what it is when anything of it is changed. Columns that a later version adds are null, and change nothing. */
export function fingerprintOf({ cells }: MemberRowOf, hash: Hash): string {
  const said = Object.entries(cells).filter(([, value]) => value !== null)
  return hash(JSON.stringify(said)).slice(0, FINGERPRINT_CHARACTERS)
}
