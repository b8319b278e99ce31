import type { ExpressionBuilder } from 'kysely'
import type { Db, Tables, Tx } from './database.ts'
import type { MemberNotesTable } from './tables/members.ts'
import { inList, keyList } from './dialect.ts'
import { prepared } from './prepared.ts'

/** Notes about members. Those that were ended stay, so that it can be told who knew what. */
export type NoteRow = MemberNotesTable

/** True of a note on this day: one with a last day ends by itself. */
export function holds(note: ExpressionBuilder<Tables, 'member_notes'>, today: string) {
  const hasTime = note.or([note('until', 'is', null), note('until', '>=', today)])
  return note.and([note('member_notes.ended_at', 'is', null), hasTime])
}

const selectHolding = prepared<{ memberIds: string; today: string }>()((db, value) =>
  db
    .selectFrom('member_notes')
    .selectAll()
    .where('member_id', 'in', inList(db, value('memberIds')))
    .where((note) => holds(note, value('today')))
    .orderBy('alert', 'desc')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc'),
)

/** The notes of a member that hold on a day, the one that asks the most first, among equals the newest. */
export async function listNotes(db: Db, memberId: string, today: string): Promise<NoteRow[]> {
  return selectHolding(db, { memberIds: keyList([memberId]), today })
}

/** The same of several members at once, by member. */
export async function listNotesOfAll(
  db: Db,
  memberIds: readonly string[],
  today: string,
): Promise<Map<string, NoteRow[]>> {
  const rows = await selectHolding(db, { memberIds: keyList(memberIds), today })
  return Map.groupBy(rows, ({ member_id }) => member_id)
}

const selectOfHolders = prepared<{ codes: string; today: string }>()((db, value) =>
  db
    .selectFrom('member_notes')
    .selectAll()
    .where('member_id', 'in', (holders) =>
      holders
        .selectFrom('credentials')
        .select('credentials.member_id')
        .where('credentials.code', 'in', inList(db, value('codes'))),
    )
    .where((note) => holds(note, value('today')))
    .orderBy('alert', 'desc')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc'),
)

/** The same of whoever has these cards, by member. */
export async function listNotesOfHolders(
  db: Db,
  codes: readonly string[],
  today: string,
): Promise<Map<string, NoteRow[]>> {
  const rows = await selectOfHolders(db, { codes: keyList(codes), today })
  return Map.groupBy(rows, ({ member_id }) => member_id)
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
