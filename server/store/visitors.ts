import type { Db, Tx } from './database.ts'
import type { MembersTable } from './tables/members.ts'

/** Members of other gyms who come here: a row to which their visits here belong. Of who they are it has the name, and of whom they are a member. */

const NOTHING_ELSE = {
  membership_type: '',
  phone: '',
  email: '',
  photo_url: null,
  birthday: null,
  suspended: 0,
  debt_cents: 0,
  debt_since: null,
  search_text: '',
  deleted_at: null,
} as const satisfies Partial<MembersTable>

export interface Visitor {
  id: string
  full_name: string
  home_gym: string
}

/** The row of a visitor, as it is written at an instant. */
export function visitorRow(visitor: Visitor, now: number): MembersTable {
  return { ...NOTHING_ELSE, ...visitor, created_at: now, updated_at: now }
}

/** Keeps a visitor, under the name that they have at home now. */
export async function saveVisitor(tx: Tx, visitor: Visitor, now: number): Promise<void> {
  const { full_name, home_gym } = visitor
  await tx
    .insertInto('members')
    .values(visitorRow(visitor, now))
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ full_name, home_gym, updated_at: now }))
    .execute()
}

/** Undefined for somebody who is a member here, or is not known. */
export async function findVisitor(db: Db, id: string): Promise<Visitor | undefined> {
  const row = await db
    .selectFrom('members')
    .select(['id', 'full_name', 'home_gym'])
    .where('id', '=', id)
    .where('home_gym', 'is not', null)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return row && { ...row, home_gym: row.home_gym ?? '' }
}
