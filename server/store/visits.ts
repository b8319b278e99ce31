import type { Db, Tx } from './database.ts'
import type { VisitsTable } from './tables/visits.ts'
import { inList, keyList } from './dialect.ts'
import { SHOWN_PLAN } from './own-members.ts'
import { prepared, preparedByKeys, preparedWrite, type NoValues } from './prepared.ts'
import { noteVisit } from './visit-history.ts'

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

const insertOpen = preparedWrite<{
  id: string
  memberId: string
  location: string
  notes: string
  deskId: string
  at: number
  seq: number
  tookVisit: 0 | 1
  periodId: string | null
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
    period_id: value('periodId'),
    check_out_at: null,
    check_out_notes: null,
    closed_by: null,
    change_id: null,
  }),
)

const updateClosed = preparedWrite<{
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

export async function findVisit(db: Db, id: string): Promise<VisitRow | undefined> {
  const [row] = await selectById(db, { id })
  return row
}

const selectWithMember = preparedByKeys<NoValues>()((db, ids) =>
  db
    .selectFrom('visits')
    .selectAll('visits')
    .select((visit) => {
      const member = visit.selectFrom('members').whereRef('members.id', '=', 'visits.member_id')
      return [
        member.select('full_name').as('full_name'),
        member.select(SHOWN_PLAN.as('plan')).as('membership_type'),
      ]
    })
    .where('visits.id', 'in', ids),
)

export type VisitWithMember = VisitRow & { full_name: string | null; membership_type: string | null }

/** A visit with whose it is: one statement, because every check-out asks. */
export async function findVisitWithMember(db: Db, id: string): Promise<VisitWithMember | undefined> {
  const [row] = await listVisitsWithMember(db, [id])
  return row
}

/** The same of several visits at once. */
export async function listVisitsWithMember(db: Db, ids: readonly string[]): Promise<VisitWithMember[]> {
  return selectWithMember(db, ids, {})
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
  /** The pack that a visit is taken of, or null. */
  periodId: string | null
}

export function insertVisit(tx: Tx, visit: NewVisit): VisitRow {
  const tookVisit = visit.periodId === null ? 0 : 1
  insertOpen(tx, { ...visit, tookVisit })
  noteVisit(tx, visit)
  return {
    id: visit.id,
    member_id: visit.memberId,
    location: visit.location,
    notes: visit.notes,
    desk_id: visit.deskId,
    check_in_at: visit.at,
    check_in_seq: visit.seq,
    took_visit: tookVisit,
    period_id: visit.periodId,
    check_out_at: null,
    check_out_notes: null,
    closed_by: null,
    change_id: null,
  }
}

type Ending = { at: number; notes: string | null; by: NonNullable<VisitsTable['closed_by']> }

export function endVisit(tx: Tx, visit: VisitRow, ending: Ending): VisitRow {
  updateClosed(tx, { id: visit.id, at: ending.at, notes: ending.notes, closedBy: ending.by })
  return { ...visit, check_out_at: ending.at, check_out_notes: ending.notes, closed_by: ending.by }
}

/** Opens an ended visit again, as if its check-out had not been. */
export function reopenVisit(tx: Tx, visit: VisitRow): VisitRow {
  updateClosed(tx, { id: visit.id, at: null, notes: null, closedBy: null })
  return { ...visit, check_out_at: null, check_out_notes: null, closed_by: null }
}

/** Those of some visits that were taken of the first pack of their member, which they do not name. */
export async function listVisitsOfFirstPeriod(db: Db, ids: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('visits')
    .select('id')
    .where('id', 'in', inList(db, keyList(ids)))
    .where('took_visit', '=', 1)
    .where('period_id', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}
