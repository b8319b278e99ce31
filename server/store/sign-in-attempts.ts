import type { Db, Tx } from './database.ts'
import type { SignInAttemptsTable } from './tables/people.ts'

export type AttemptsRow = SignInAttemptsTable

export async function findAttempts(db: Db, subject: string): Promise<AttemptsRow | undefined> {
  return db.selectFrom('sign_in_attempts').selectAll().where('subject', '=', subject).executeTakeFirst()
}

export async function saveAttempts(tx: Tx, row: AttemptsRow): Promise<void> {
  await tx
    .insertInto('sign_in_attempts')
    .values(row)
    .onConflict((conflict) => conflict.column('subject').doUpdateSet(row))
    .execute()
}

/** Whether managers were told of guessing since then. */
export async function findNoticeSince(db: Db, at: number): Promise<boolean> {
  const notice = db
    .selectFrom('sign_in_attempts')
    .select('subject')
    .where('subject', 'like', 'notice:%')
    .where('window_began_at', '>', at)
  return (await notice.executeTakeFirst()) !== undefined
}

/** Forgets what is neither blocked nor counted any more. */
export async function forgetAttemptsBefore(tx: Tx, at: number): Promise<void> {
  await tx
    .deleteFrom('sign_in_attempts')
    .where('window_began_at', '<', at)
    .where('blocked_until', '<', at)
    .execute()
}
