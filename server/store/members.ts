import type { Db, MembersTable, Tx } from './database.ts'
import { prepared } from './prepared.ts'

export type MemberRow = MembersTable

const selectById = prepared<{ id: string }>()((db, value) =>
  db.selectFrom('members').selectAll().where('id', '=', value('id')),
)

const selectComing = prepared<{ id: string }>()((db, value) =>
  db
    .selectFrom('members')
    .selectAll('members')
    .select((member) => [
      member
        .selectFrom('visits')
        .whereRef('visits.member_id', '=', 'members.id')
        .where('visits.check_out_at', 'is', null)
        .select('visits.id')
        .as('open_visit_id'),
      member
        .exists(
          member.selectFrom('visits').whereRef('visits.member_id', '=', 'members.id').select('visits.id'),
        )
        .$castTo<0 | 1>()
        .as('has_visited'),
    ])
    .where('members.id', '=', value('id')),
)

const takeOneVisit = prepared<{ id: string; change: number }>()((db, value) =>
  db
    .updateTable('members')
    .set((member) => ({ visits_left: member('visits_left', '+', value('change')) }))
    .where('id', '=', value('id')),
)

export async function findMember(db: Db, id: string): Promise<MemberRow | undefined> {
  const [row] = await selectById(db, { id })
  return row
}

export interface ComingMember extends MemberRow {
  /** The visit that has not ended, of a member who is inside. */
  open_visit_id: string | null
  has_visited: 0 | 1
}

/** A member with what the rules of coming in ask of their visits: one statement, because every check-in asks. */
export async function findComingMember(db: Db, id: string): Promise<ComingMember | undefined> {
  const [row] = await selectComing(db, { id })
  return row
}

/** The member that another row refers to; throws where the reference is broken. */
export async function readMember(db: Db, id: string): Promise<MemberRow> {
  const member = await findMember(db, id)
  if (!member) throw new Error('A row refers to a member that is not there.')
  return member
}

/** Takes visits off a plan that counts them (`change` -1) or gives them back (+1). */
export async function changeVisitsLeft(tx: Tx, memberId: string, change: number): Promise<void> {
  await takeOneVisit(tx, { id: memberId, change })
}

/** What a search compares: without accents and case, blanks made one. */
export function searchText(...parts: string[]): string {
  return parts
    .join(' ')
    .normalize('NFD')
    .replace(/\p{Mn}+/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
}
