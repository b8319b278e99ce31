import type { CredentialsTable, Db, Tx } from './database.ts'
import { inList, keyList, prepared } from './prepared.ts'

const selectByCode = prepared<{ code: string }>()((db, value) =>
  db.selectFrom('credentials').selectAll().where('code', '=', value('code')),
)

/** The card with this code, withdrawn ones too. `code` is normalised. */
export async function findCredential(db: Db, code: string): Promise<CredentialsTable | undefined> {
  const [row] = await selectByCode(db, { code })
  return row
}

const selectByCodes = prepared<{ codes: string }>()((db, value) =>
  db
    .selectFrom('credentials')
    .selectAll()
    .where('code', 'in', inList(value('codes'))),
)

/** The same of several codes at once. */
export async function listCredentialsByCode(db: Db, codes: readonly string[]): Promise<CredentialsTable[]> {
  return selectByCodes(db, { codes: keyList(codes) })
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
  const { member_id, created_at, revoked_at } = credential
  await tx
    .insertInto('credentials')
    .values(credential)
    .onConflict((conflict) => conflict.column('code').doUpdateSet({ member_id, created_at, revoked_at }))
    .execute()
}
