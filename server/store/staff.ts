import type { Db, Tx } from './database.ts'
import type { StaffTable } from './tables/people.ts'

export type StaffRow = StaffTable

export async function findStaff(db: Db, id: string): Promise<StaffRow | undefined> {
  return db.selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The account of this name, in lower case as it is kept. */
export async function findStaffByUsername(db: Db, username: string): Promise<StaffRow | undefined> {
  return db.selectFrom('staff').selectAll().where('username', '=', username).executeTakeFirst()
}

/** All accounts, disabled ones too, by name. */
export async function listStaff(db: Db): Promise<StaffRow[]> {
  return db.selectFrom('staff').selectAll().orderBy('username').execute()
}

export async function insertStaff(tx: Tx, row: StaffRow): Promise<void> {
  await tx.insertInto('staff').values(row).execute()
}

export type StaffChange = Partial<Omit<StaffRow, 'id' | 'username' | 'created_at'>>

export async function changeStaff(tx: Tx, id: string, change: StaffChange): Promise<void> {
  await tx.updateTable('staff').set(change).where('id', '=', id).execute()
}

/** Managers who can sign in: one must remain. */
export async function countManagers(db: Db): Promise<number> {
  const counted = db
    .selectFrom('staff')
    .where('role', '=', 'manager')
    .where('disabled_at', 'is', null)
    .select((select) => select.fn.countAll<number>().as('count'))
  return (await counted.executeTakeFirstOrThrow()).count
}

/** Remembers that a person signed in with their password at a desk. */
export async function rememberPasswordAt(tx: Tx, deskId: string, staffId: string, at: number): Promise<void> {
  await tx
    .insertInto('desk_people')
    .values({ desk_id: deskId, staff_id: staffId, password_at: at })
    .onConflict((conflict) => conflict.columns(['desk_id', 'staff_id']).doUpdateSet({ password_at: at }))
    .execute()
}

/** When a person last signed in with their password at a desk; undefined where they never did. */
export async function findPasswordAt(db: Db, deskId: string, staffId: string): Promise<number | undefined> {
  const known = db.selectFrom('desk_people').select('password_at')
  const row = known.where('desk_id', '=', deskId).where('staff_id', '=', staffId)
  return (await row.executeTakeFirst())?.password_at
}

/** Who has a PIN and signed in with a password at this desk since `since`, by name. */
export async function listPeopleOfDesk(db: Db, deskId: string, since: number): Promise<StaffRow[]> {
  return db
    .selectFrom('staff')
    .innerJoin('desk_people', 'desk_people.staff_id', 'staff.id')
    .selectAll('staff')
    .where('desk_people.desk_id', '=', deskId)
    .where('desk_people.password_at', '>=', since)
    .where('staff.disabled_at', 'is', null)
    .where('staff.pin_hash', 'is not', null)
    .orderBy('staff.full_name')
    .execute()
}

/** After a new password a PIN works only where the new one was used. */
export async function forgetDesksOfPerson(tx: Tx, staffId: string): Promise<void> {
  await tx.deleteFrom('desk_people').where('staff_id', '=', staffId).execute()
}
