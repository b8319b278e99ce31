import type { Db, Tx } from './database.ts'
import { prepared, preparedWrite } from './prepared.ts'
import type { MemberPhotosTable } from './tables/photos.ts'

export async function findPhoto(db: Db, memberId: string): Promise<MemberPhotosTable | undefined> {
  return db.selectFrom('member_photos').selectAll().where('member_id', '=', memberId).executeTakeFirst()
}

/** Keeps a member's photo in the place of the one before, and says where it is served. */
export async function savePhoto(tx: Tx, photo: MemberPhotosTable, address: string): Promise<void> {
  const { member_id, ...image } = photo
  await tx
    .insertInto('member_photos')
    .values(photo)
    .onConflict((conflict) => conflict.columns(['member_id']).doUpdateSet(image))
    .execute()
  await setAddress(tx, member_id, address)
}

const insert = preparedWrite<MemberPhotosTable>()((db, value) =>
  db.insertInto('member_photos').values({
    member_id: value('member_id'),
    version: value('version'),
    image: value('image'),
    at: value('at'),
  }),
)

/** Keeps the first photo of a member whose address says it already. */
export function addPhoto(tx: Tx, photo: MemberPhotosTable): void {
  insert(tx, photo)
}

const selectAfter = prepared<{ after: string; limit: number }>()((db, value) =>
  db
    .selectFrom('member_photos')
    .select(['member_id', 'image'])
    .where('member_id', '>', value('after'))
    .orderBy('member_id')
    .limit(value('limit')),
)

/** Photos by the ids of their members, a page after the last one: for exports of any size. */
export async function listPhotosAfter(
  db: Db,
  page: { after: string; limit: number },
): Promise<Pick<MemberPhotosTable, 'member_id' | 'image'>[]> {
  return selectAfter(db, page)
}

export async function deletePhoto(tx: Tx, memberId: string): Promise<void> {
  await tx.deleteFrom('member_photos').where('member_id', '=', memberId).execute()
  await setAddress(tx, memberId, null)
}

/** Nothing else of the member changes: a renewal can still be undone after somebody was photographed. */
async function setAddress(tx: Tx, memberId: string, photo_url: string | null): Promise<void> {
  await tx.updateTable('members').set({ photo_url }).where('id', '=', memberId).execute()
}
