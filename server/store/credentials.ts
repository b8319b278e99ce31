import type { Db, Tx } from './database.ts'
import type { CredentialsTable } from './tables/members.ts'
import { prepared } from './prepared.ts'

const selectByCode = prepared<{ code: string }>()((db, value) =>
  db.selectFrom('credentials').selectAll().where('code', '=', value('code')),
)

/** The card with this code, withdrawn ones too. `code` is normalised. */
export async function findCredential(db: Db, code: string): Promise<CredentialsTable | undefined> {
  const [row] = await selectByCode(db, { code })
  return row
}

/** The member's cards, withdrawn ones too, the newest first. */
export async function listCredentials(db: Db, memberId: string): Promise<CredentialsTable[]> {
  return db
    .selectFrom('credentials')
    .selectAll()
    .where('member_id', '=', memberId)
    .orderBy('created_at', 'desc')
    .orderBy('code')
    .execute()
}

/** Gives a card to a member, whoever had it before; one that was withdrawn is good again. */
export async function saveCredential(tx: Tx, credential: CredentialsTable): Promise<void> {
  const { code, member_id, created_at, revoked_at, kind, lost_at, lent_until } = credential
  const values = { member_id, created_at, revoked_at, kind, lost_at, lent_until }
  await tx
    .insertInto('credentials')
    .values({ code, ...values })
    .onConflict((conflict) => conflict.column('code').doUpdateSet(values))
    .execute()
}
