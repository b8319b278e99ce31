import { sql, type ExpressionBuilder } from 'kysely'
import type { Db, Tables, Tx, VisitsTable } from './database.ts'
import { ONE, prepared } from './prepared.ts'

export type VisitRow = VisitsTable

const selectById = prepared<{ id: string }>()((db, value) =>
  db.selectFrom('visits').selectAll().where('id', '=', value('id')),
)

const selectOpen = prepared<{ memberId: string }>()((db, value) =>
  db
    .selectFrom('visits')
    .selectAll()
    .where('member_id', '=', value('memberId'))
    .where('check_out_at', 'is', null),
)

const insertOpen = prepared<{
  id: string
  memberId: string
  location: string
  notes: string
  deskId: string
  at: number
  seq: number
  tookVisit: 0 | 1
}>()((db, value) =>
  db.insertInto('visits').values({
    id: value('id'),
    member_id: value('memberId'),
    location: value('location'),
    notes: value('notes'),
    desk_id: value('deskId'),
    check_in_at: value('at'),
    check_in_seq: value('seq'),
    took_visit: value('tookVisit'),
    check_out_at: null,
    check_out_notes: null,
    closed_by: null,
  }),
)

const updateClosed = prepared<{
  id: string
  at: number | null
  notes: string | null
  closedBy: VisitsTable['closed_by']
}>()((db, value) =>
  db
    .updateTable('visits')
    .set({ check_out_at: value('at'), check_out_notes: value('notes'), closed_by: value('closedBy') })
    .where('id', '=', value('id')),
)

/** Each part answered from an index alone: a member of ten years has thousands of visits. */
const selectHistory = prepared<{ memberId: string }>()((db, value) => {
  const ofMember = () => db.selectFrom('visits').where('member_id', '=', value('memberId'))
  const count = sql<number>`count(*)`.as('count')
  return db.selectNoFrom([
    ofMember().select(count).as('begun'),
    ofMember().where('closed_by', '=', sql.lit('undo')).select(count).as('undone'),
    ofMember()
      .where(isNotUndone)
      .select('check_in_at')
      .orderBy('check_in_at', 'desc')
      .limit(ONE)
      .as('last_at'),
  ])
})

function isNotUndone(visit: ExpressionBuilder<Tables, 'visits'>) {
  return visit.or([visit('closed_by', 'is', null), visit('closed_by', '!=', sql.lit('undo'))])
}

const selectLaterVisit = prepared<{ memberId: string; at: number; id: string }>()((db, value) =>
  db
    .selectFrom('visits')
    .select('id')
    .where('member_id', '=', value('memberId'))
    .where('check_in_at', '>=', value('at'))
    .where('id', '>', value('id'))
    .where(isNotUndone)
    .limit(ONE),
)

export async function findVisit(db: Db, id: string): Promise<VisitRow | undefined> {
  const [row] = await selectById(db, { id })
  return row
}

const selectWithMember = prepared<{ id: string }>()((db, value) =>
  db
    .selectFrom('visits')
    .selectAll('visits')
    .select((visit) => {
      const member = visit.selectFrom('members').whereRef('members.id', '=', 'visits.member_id')
      return [
        member.select('full_name').as('full_name'),
        member.select('membership_type').as('membership_type'),
      ]
    })
    .where('visits.id', '=', value('id')),
)

export type VisitWithMember = VisitRow & { full_name: string | null; membership_type: string | null }

/** A visit with whose it is: one statement, because every check-out asks. */
export async function findVisitWithMember(db: Db, id: string): Promise<VisitWithMember | undefined> {
  const [row] = await selectWithMember(db, { id })
  return row
}

/** The member's visit that has not ended; the database allows at most one. */
export async function findOpenVisit(db: Db, memberId: string): Promise<VisitRow | undefined> {
  const [row] = await selectOpen(db, { memberId })
  return row
}

export interface NewVisit {
  id: string
  memberId: string
  location: string
  notes: string
  deskId: string
  at: number
  seq: number
  tookVisit: 0 | 1
}

export async function insertVisit(tx: Tx, visit: NewVisit): Promise<VisitRow> {
  await insertOpen(tx, visit)
  return {
    id: visit.id,
    member_id: visit.memberId,
    location: visit.location,
    notes: visit.notes,
    desk_id: visit.deskId,
    check_in_at: visit.at,
    check_in_seq: visit.seq,
    took_visit: visit.tookVisit,
    check_out_at: null,
    check_out_notes: null,
    closed_by: null,
  }
}

type Ending = { at: number; notes: string | null; by: NonNullable<VisitsTable['closed_by']> }

export async function endVisit(tx: Tx, visit: VisitRow, ending: Ending): Promise<VisitRow> {
  await updateClosed(tx, { id: visit.id, at: ending.at, notes: ending.notes, closedBy: ending.by })
  return { ...visit, check_out_at: ending.at, check_out_notes: ending.notes, closed_by: ending.by }
}

/** Opens an ended visit again, as if its check-out had not been. */
export async function reopenVisit(tx: Tx, visit: VisitRow): Promise<VisitRow> {
  await updateClosed(tx, { id: visit.id, at: null, notes: null, closedBy: null })
  return { ...visit, check_out_at: null, check_out_notes: null, closed_by: null }
}

/** How often a member has been here, undone visits not counted, and when they last came. */
export async function readVisitHistory(
  db: Db,
  memberId: string,
): Promise<{ total: number; lastAt: number | null }> {
  const [row] = await selectHistory(db, { memberId })
  return { total: (row?.begun ?? 0) - (row?.undone ?? 0), lastAt: row?.last_at ?? null }
}

/** True where the member came again after this visit began. */
export async function hasLaterVisit(db: Db, visit: VisitRow): Promise<boolean> {
  const rows = await selectLaterVisit(db, { memberId: visit.member_id, at: visit.check_in_at, id: visit.id })
  return rows.length > 0
}
