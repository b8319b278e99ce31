import type { Db, DesksTable, Tx } from './database.ts'
import { prepared } from './prepared.ts'

export type DeskRow = DesksTable

const selectByToken = prepared<{ tokenHash: string }>()((db, value) =>
  db
    .selectFrom('desks')
    .selectAll()
    .where('token_hash', '=', value('tokenHash'))
    .where('removed_at', 'is', null),
)

/** The desk that holds this token, unless it was removed. */
export async function findDeskByToken(db: Db, tokenHash: string): Promise<DeskRow | undefined> {
  const [row] = await selectByToken(db, { tokenHash })
  return row
}

export async function insertDesk(tx: Tx, desk: DeskRow): Promise<void> {
  await tx.insertInto('desks').values(desk).execute()
}

export async function renameDesk(tx: Tx, id: string, name: string, now: number): Promise<void> {
  await tx.updateTable('desks').set({ name, last_seen_at: now }).where('id', '=', id).execute()
}

/** Desks that there ever were, removed ones too. */
export async function countDesks(db: Db): Promise<number> {
  const counted = db.selectFrom('desks').select((select) => select.fn.countAll<number>().as('count'))
  return (await counted.executeTakeFirstOrThrow()).count
}
