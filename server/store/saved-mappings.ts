import type { Db, Tx } from './database.ts'
import type { SavedMappingsTable } from './tables/imports.ts'

/** All of them, the newest first. */
export async function listSavedMappings(db: Db): Promise<SavedMappingsTable[]> {
  return db.selectFrom('saved_mappings').selectAll().orderBy('made_at', 'desc').orderBy('key').execute()
}

/** Writes one, in place of the one of the same name. */
export async function saveMapping(tx: Tx, { key, ...values }: SavedMappingsTable): Promise<void> {
  await tx
    .insertInto('saved_mappings')
    .values({ key, ...values })
    .onConflict((conflict) => conflict.columns(['key']).doUpdateSet(values))
    .execute()
}

export async function deleteMapping(tx: Tx, key: string): Promise<void> {
  await tx.deleteFrom('saved_mappings').where('key', '=', key).execute()
}
