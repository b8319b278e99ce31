import type { Db, Tx } from './database.ts'
import type { DesksTable } from './tables/people.ts'
import { prepared } from './prepared.ts'

export type DeskRow = DesksTable

const selectByToken = prepared<{ tokenHash: string }>()((db, value) =>
  db.selectFrom('desks').selectAll().where('token_hash', '=', value('tokenHash')),
)

/** The desk that holds this token, a removed one too. */
export async function findDeskByToken(db: Db, tokenHash: string): Promise<DeskRow | undefined> {
  const [row] = await selectByToken(db, { tokenHash })
  return row
}

export async function insertDesk(tx: Tx, desk: DeskRow): Promise<void> {
  await tx.insertInto('desks').values(desk).execute()
}

export async function renameDesk(tx: Tx, id: string, name: string): Promise<void> {
  await tx.updateTable('desks').set({ name }).where('id', '=', id).execute()
}

/** Somebody has signed in at a desk. */
export async function noteDeskSeen(tx: Tx, id: string, now: number): Promise<void> {
  await tx.updateTable('desks').set({ last_seen_at: now }).where('id', '=', id).execute()
}

/** Desks that there ever were, removed ones too. */
export async function countDesks(db: Db): Promise<number> {
  const counted = db.selectFrom('desks').select((select) => select.fn.countAll<number>().as('count'))
  return (await counted.executeTakeFirstOrThrow()).count
}

export async function findDesk(db: Db, id: string): Promise<DeskRow | undefined> {
  return db.selectFrom('desks').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The desks that were not removed, by name. */
export async function listDesks(db: Db): Promise<DeskRow[]> {
  return db.selectFrom('desks').selectAll().where('removed_at', 'is', null).orderBy('name').execute()
}

/** Ids of the desks that may not come back. */
export async function listRemovedDesks(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('desks').select('id').where('removed_at', 'is not', null).execute()
  return rows.map(({ id }) => id)
}

export async function removeDesk(tx: Tx, id: string, now: number): Promise<void> {
  await tx.updateTable('desks').set({ removed_at: now }).where('id', '=', id).execute()
}
