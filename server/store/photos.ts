import type { Db, Tx } from './database.ts'
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

export async function deletePhoto(tx: Tx, memberId: string): Promise<void> {
  await tx.deleteFrom('member_photos').where('member_id', '=', memberId).execute()
  await setAddress(tx, memberId, null)
}

/** Nothing else of the member changes: a renewal can still be undone after somebody was photographed. */
async function setAddress(tx: Tx, memberId: string, photo_url: string | null): Promise<void> {
  await tx.updateTable('members').set({ photo_url }).where('id', '=', memberId).execute()
}
