import type { Db, Tx } from './database.ts'
import { setRight } from '../domain/rights/change-plan.ts'
import type { Rights } from '../domain/rights/rights.ts'
import type { CredentialsTable, ImportedMembersTable, MembersTable } from './tables/members.ts'
import { inList, isNamed, keyList } from './dialect.ts'
import { prepared, preparedWrite } from './prepared.ts'
import { memberOn, planValuesOf, saveRights, selectRights, type MemberRow } from './rights.ts'
import { IS_MEMBER } from './own-members.ts'

const MEMBER_COLUMNS = [
  'id',
  'full_name',
  'membership_type',
  'phone',
  'email',
  'photo_url',
  'birthday',
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
  // Without the id, though it would stay the same: where it is set, SQLite looks through all visits for the member's.
  const { id, ...others } = row
  return db
    .insertInto('members')
    .values({ id, ...others })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(others))
})

/** A card as files give it. */
type PlainCard = Pick<CredentialsTable, 'code' | 'member_id' | 'created_at' | 'revoked_at'>

const insert = preparedWrite<PlainCard>()((db, value) =>
  db.insertInto('credentials').values({
    code: value('code'),
    member_id: value('member_id'),
    created_at: value('created_at'),
    revoked_at: value('revoked_at'),
  }),
)

/**
 * Writes a member, new or known. Their rights are set right to what the row says of their plan, its name too; `before` is what they were, where the row
 * has other ones than it was read with.
 */
export function saveMember(tx: Tx, member: MemberRow, before: Rights = member.rights): void {
  const { id, rights, updated_at: now } = member
  const after = setRight(rights, rights.today, planValuesOf(member), id)
  upsert(tx, { ...member, membership_type: after.planName })
  if (after !== before) saveRights(tx, id, { before, after, now })
}

/** Gives a member a card. The code must be new. */
export function insertCredential(tx: Tx, credential: PlainCard): void {
  insert(tx, credential)
}

const selectNamesakes = prepared<{ name: string; limit: number }>()((db, value) =>
  db
    .selectFrom('members')
    .selectAll()
    .select(selectRights(db))
    .where(isNamed(db, value('name')))
    .where(IS_MEMBER)
    .orderBy('id')
    .limit(value('limit')),
)

/** Members of this name as they are `today`, whether its letters from A to Z are large or small; at most `limit`, the oldest first. */
export async function listNamesakes(
  db: Db,
  asked: { name: string; limit: number; today: string },
): Promise<MemberRow[]> {
  return (await selectNamesakes(db, asked)).map((row) => memberOn(row, asked.today))
}

const selectHolders = prepared<{ memberIds: string }>()((db, value) =>
  db
    .selectFrom('credentials')
    .select('member_id')
    .where('member_id', 'in', inList(db, value('memberIds')))
    .where('revoked_at', 'is', null),
)

/** Those of the members who have a card. */
export async function listHolders(db: Db, memberIds: readonly string[]): Promise<Set<string>> {
  const rows = await selectHolders(db, { memberIds: keyList(memberIds) })
  return new Set(rows.map(({ member_id }) => member_id))
}

const selectImported = prepared<{ id: string }>()((db, value) =>
  db.selectFrom('imported_members').select('version').where('member_id', '=', value('id')),
)

const upsertImported = preparedWrite<ImportedMembersTable>()((db, value) => {
  const version = value('version')
  return db
    .insertInto('imported_members')
    .values({ member_id: value('member_id'), version })
    .onConflict((conflict) => conflict.column('member_id').doUpdateSet({ version }))
})

/** What a member was when a file without versions last said something of them, or null where none has. */
export async function findImportedVersion(db: Db, memberId: string): Promise<string | null> {
  const [row] = await selectImported(db, { id: memberId })
  return row?.version ?? null
}

export function saveImportedVersion(tx: Tx, imported: ImportedMembersTable): void {
  upsertImported(tx, imported)
}
