import { OLDEST_RECORD_MS } from '../domain/oldest-record.ts'
import type { Db, Tx } from './database.ts'
import type { RefreshTokensTable, SignInCodesTable, SignInsTable } from './tables/people.ts'

export type SignInRow = SignInsTable

export async function insertSignInCode(tx: Tx, code: SignInCodesTable): Promise<void> {
  await tx.insertInto('sign_in_codes').values(code).execute()
}

/** Uses a code up; undefined where there is none, it was used, or its time is over. */
export async function takeSignInCode(
  tx: Tx,
  codeHash: string,
  now: number,
): Promise<SignInCodesTable | undefined> {
  return tx
    .updateTable('sign_in_codes')
    .set({ used_at: now })
    .where('code_hash', '=', codeHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst()
}

export async function insertRefreshToken(tx: Tx, token: RefreshTokensTable): Promise<void> {
  await tx.insertInto('refresh_tokens').values(token).execute()
}

export async function findRefreshToken(db: Db, id: string): Promise<RefreshTokensTable | undefined> {
  return db.selectFrom('refresh_tokens').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function markRefreshTokenUsed(
  tx: Tx,
  id: string,
  now: number,
  successor: string,
): Promise<void> {
  await tx.updateTable('refresh_tokens').set({ used_at: now, successor }).where('id', '=', id).execute()
}

/** The sign-ins of a person or of a desk that have not ended. */
export async function listFamilies(db: Db, of: { subject: string } | { deskId: string }): Promise<string[]> {
  const tokens = db.selectFrom('refresh_tokens').select('family').distinct()
  const theirs =
    'subject' in of ? tokens.where('subject', '=', of.subject) : tokens.where('desk_id', '=', of.deskId)
  return (await theirs.execute()).map(({ family }) => family)
}

/** When a sign-in that has not ended will end, milliseconds since 1970 UTC. */
export async function findFamilyEnd(db: Db, family: string): Promise<number | undefined> {
  const token = db.selectFrom('refresh_tokens').select('expires_at').where('family', '=', family)
  return (await token.executeTakeFirst())?.expires_at
}

export async function insertSignIn(tx: Tx, signIn: SignInRow): Promise<void> {
  await tx.insertInto('sign_ins').values(signIn).execute()
}

/** A sign-in at a desk, an ended one too, for as long as its desk may send what was recorded under it. */
export async function findSignIn(db: Db, id: string): Promise<SignInRow | undefined> {
  return db.selectFrom('sign_ins').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The roles in which people have signed in at a desk. */
export async function listRolesAtDesk(db: Db, deskId: string): Promise<SignInRow['role'][]> {
  const roles = db.selectFrom('sign_ins').select('role').distinct().where('desk_id', '=', deskId)
  return (await roles.execute()).map(({ role }) => role)
}

/** Ends every refresh token that came out of one sign-in at `now`, and remembers it as ended until `forgetAt`. */
export async function endTokenFamily(
  tx: Tx,
  family: string,
  { now, forgetAt }: { now: number; forgetAt: number },
): Promise<void> {
  await tx.deleteFrom('refresh_tokens').where('family', '=', family).execute()
  await tx
    .updateTable('sign_ins')
    .set({ ended_at: now })
    .where('id', '=', family)
    .where('ended_at', 'is', null)
    .execute()
  await tx
    .insertInto('ended_sign_ins')
    .values({ family, forget_at: forgetAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Sign-ins that ended while access tokens of theirs may still live. */
export async function listEndedFamilies(db: Db, now: number): Promise<string[]> {
  const rows = await db.selectFrom('ended_sign_ins').select('family').where('forget_at', '>', now).execute()
  return rows.map(({ family }) => family)
}

/** Forgets codes, tokens and sign-ins whose time is over. */
export async function forgetEndedSignIns(tx: Tx, now: number): Promise<void> {
  await tx.deleteFrom('sign_in_codes').where('expires_at', '<=', now).execute()
  await tx.deleteFrom('refresh_tokens').where('expires_at', '<=', now).execute()
  await tx.deleteFrom('ended_sign_ins').where('forget_at', '<=', now).execute()
  await tx
    .deleteFrom('sign_ins')
    .where('expires_at', '<=', now - OLDEST_RECORD_MS)
    .execute()
}
