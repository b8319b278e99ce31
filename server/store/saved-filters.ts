import type { Db, Tx } from './database.ts'
import type { SavedFiltersTable } from './tables/lists.ts'

/** All of them, in the order of their names. */
export async function listSavedFilters(db: Db): Promise<SavedFiltersTable[]> {
  return db.selectFrom('saved_filters').selectAll().orderBy('name').orderBy('id').execute()
}

/** Writes one, new or known. */
export async function saveFilter(tx: Tx, filter: SavedFiltersTable): Promise<void> {
  const { id, ...values } = filter
  await tx
    .insertInto('saved_filters')
    .values({ id, ...values })
    .onConflict((conflict) => conflict.columns(['id']).doUpdateSet(values))
    .execute()
}

export async function deleteFilter(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('saved_filters').where('id', '=', id).execute()
}
