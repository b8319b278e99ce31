import type { Db, Tx } from './database.ts'
import type { HalfHoursTable } from './tables/days.ts'

/** Notes how many are inside in a half hour; the first number of it stays. */
export async function noteHalfHour(tx: Tx, row: HalfHoursTable): Promise<void> {
  await tx
    .insertInto('half_hours')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** What was noted on these business days: half a hundred rows a day, found by their key. */
export async function listHalfHours(db: Db, days: readonly string[]): Promise<HalfHoursTable[]> {
  return db.selectFrom('half_hours').selectAll().where('business_day', 'in', days).orderBy('slot').execute()
}
