import type { CredentialsTable, MembersTable, Tx } from './database.ts'
import { preparedWrite } from './prepared.ts'

const MEMBER_COLUMNS = [
  'id',
  'full_name',
  'membership_type',
  'phone',
  'email',
  'photo_url',
  'birthday',
  'valid_from',
  'valid_until',
  'visits_left',
  'frozen_from',
  'frozen_until',
  'suspended',
  'debt_cents',
  'debt_since',
  'search_text',
  'created_at',
  'updated_at',
] as const satisfies (keyof MembersTable)[]

const upsert = preparedWrite<MembersTable>()((db, value) => {
  const row = Object.fromEntries(
    MEMBER_COLUMNS.map((column) => [column, value(column)]),
  ) as unknown as MembersTable
  return db
    .insertInto('members')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
})

const insert = preparedWrite<CredentialsTable>()((db, value) =>
  db.insertInto('credentials').values({
    code: value('code'),
    member_id: value('member_id'),
    created_at: value('created_at'),
    revoked_at: value('revoked_at'),
  }),
)

/** Writes a member, new or known. */
export function saveMember(tx: Tx, member: MembersTable): void {
  upsert(tx, member)
}

/** Gives a member a card. The code must be new. */
export function insertCredential(tx: Tx, credential: CredentialsTable): void {
  insert(tx, credential)
}
