import type { Db, Tx } from './database.ts'
import { prepared, preparedWrite } from './prepared.ts'
import type { FamilyMembersTable } from './tables/families.ts'

const selectHolder = prepared<{ memberId: string }>()((db, value) =>
  db.selectFrom('family_members').select('holder_id').where('member_id', '=', value('memberId')),
)

/** Whose account a member belongs to; null for one who belongs to nobody's. */
export async function findHolder(db: Db, memberId: string): Promise<string | null> {
  const [row] = await selectHolder(db, { memberId })
  return row?.holder_id ?? null
}

/** To whose account a member belongs, and since when. */
export async function findFamilyTie(db: Db, memberId: string): Promise<FamilyMembersTable | undefined> {
  return db
    .selectFrom('family_members')
    .select(['member_id', 'holder_id', 'made_at'])
    .where('member_id', '=', memberId)
    .executeTakeFirst()
}

const selectDependants = prepared<{ holderId: string }>()((db, value) =>
  db
    .selectFrom('family_members')
    .select('member_id')
    .where('holder_id', '=', value('holderId'))
    .orderBy('made_at')
    .orderBy('member_id'),
)

/** Who belongs to a member's account, in the order in which they came to it. */
export async function listDependants(db: Db, holderId: string): Promise<string[]> {
  return (await selectDependants(db, { holderId })).map(({ member_id }) => member_id)
}

const upsert = preparedWrite<FamilyMembersTable>()((db, value) => {
  const tie = { holder_id: value('holder_id'), made_at: value('made_at') }
  return db
    .insertInto('family_members')
    .values({ member_id: value('member_id'), ...tie })
    .onConflict((conflict) => conflict.column('member_id').doUpdateSet(tie))
})

export function saveFamilyTie(tx: Tx, tie: FamilyMembersTable): void {
  upsert(tx, tie)
}

const remove = preparedWrite<{ memberId: string }>()((db, value) =>
  db.deleteFrom('family_members').where('member_id', '=', value('memberId')),
)

export function deleteFamilyTie(tx: Tx, memberId: string): void {
  remove(tx, { memberId })
}
