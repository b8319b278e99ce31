import { sql, type ExpressionBuilder } from 'kysely'
import type { Db, Tables, Tx } from './database.ts'
import type { MemberNotesTable } from './tables/members.ts'
import { cellsIn, nestedRows } from './nested-rows.ts'
import { preparedByKeys } from './prepared.ts'

/** Notes about members. Those that were ended stay, so that it can be told who knew what. */
export type NoteRow = MemberNotesTable

/** True of a note on this day: one with a last day ends by itself. */
export function holds(note: ExpressionBuilder<Tables, 'member_notes'>, today: string) {
  const hasTime = note.or([note('until', 'is', null), note('until', '>=', today)])
  return note.and([note('member_notes.ended_at', 'is', null), hasTime])
}

const selectHolding = preparedByKeys<{ today: string }>()((db, memberIds, value) =>
  db
    .selectFrom('member_notes')
    .selectAll()
    .where('member_id', 'in', memberIds)
    .where((note) => holds(note, value('today')))
    .orderBy('alert', 'desc')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc'),
)

/** The notes of a member that hold on a day, the one that asks the most first, among equals the newest. */
export async function listNotes(db: Db, memberId: string, today: string): Promise<NoteRow[]> {
  return selectHolding(db, [memberId], { today })
}

/** The same of several members at once, by member. */
export async function listNotesOfAll(
  db: Db,
  memberIds: readonly string[],
  today: string,
): Promise<Map<string, NoteRow[]>> {
  const rows = await selectHolding(db, memberIds, { today })
  return Map.groupBy(rows, ({ member_id }) => member_id)
}

type NoteCells = [id: string, alert: number, text: string, author: string, at: number, until: string | null]

/** The column `notes` of a query that has `members`: those that hold on a day, as `notesIn` reads them. */
export function selectNotes(db: Db, today: string) {
  return db
    .selectFrom('member_notes')
    .where('member_notes.member_id', '=', sql.ref<string>('members.id'))
    .where((note) => holds(note, today))
    .select(nestedRows(db, 'member_notes.id, alert, text, author, at, until').as('list'))
    .as('notes')
}

/** The notes in that column, in the order of `listNotes`. */
export function notesIn(memberId: string, list: string | null): NoteRow[] {
  const notes = cellsIn<NoteCells>(list).map(([id, alert, text, author, at, until]) => {
    return { member_id: memberId, id, alert, text, author, at, until, ended_at: null }
  })
  return notes.sort(
    (one, other) => other.alert - one.alert || other.at - one.at || (one.id < other.id ? 1 : -1),
  )
}

/** A note by its id, an ended one too. */
export async function findNote(db: Db, memberId: string, id: string): Promise<NoteRow | undefined> {
  return db
    .selectFrom('member_notes')
    .selectAll()
    .where('member_id', '=', memberId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Writes a note, new or known. */
export async function saveNote(tx: Tx, note: NoteRow): Promise<void> {
  await tx
    .insertInto('member_notes')
    .values(note)
    .onConflict((conflict) => conflict.columns(['member_id', 'id']).doUpdateSet(note))
    .execute()
}
