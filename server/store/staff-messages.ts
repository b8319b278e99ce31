import type { Db, Tx } from './database.ts'
import type { StaffMessageSeenTable, StaffMessagesTable } from './tables/messages.ts'

/** A message with the names that desks have now; null for a desk that there is not. */
export type MessageRow = StaffMessagesTable & { desk_name: string | null; to_desk_name: string | null }

export type SeenRow = StaffMessageSeenTable & { desk_name: string | null }

function withDesks(db: Db) {
  return db
    .selectFrom('staff_messages')
    .leftJoin('desks', 'desks.id', 'staff_messages.desk_id')
    .leftJoin('desks as to_desks', 'to_desks.id', 'staff_messages.to_desk_id')
    .selectAll('staff_messages')
    .select(['desks.name as desk_name', 'to_desks.name as to_desk_name'])
}

export async function findMessage(db: Db, id: string): Promise<MessageRow | undefined> {
  return withDesks(db).where('staff_messages.id', '=', id).executeTakeFirst()
}

/** The last messages that a desk may see, sent to all, to it or by it, the newest first; only those to all where no desk asks. */
export async function listMessages(db: Db, deskId: string | null, limit: number): Promise<MessageRow[]> {
  return withDesks(db)
    .where((message) =>
      message.or([
        message('to_desk_id', 'is', null),
        ...(deskId === null ? [] : [message('to_desk_id', '=', deskId), message('desk_id', '=', deskId)]),
      ]),
    )
    .orderBy('staff_messages.at', 'desc')
    .orderBy('staff_messages.id', 'desc')
    .limit(limit)
    .execute()
}

/** Who has seen these messages, the first first. */
export async function listSeen(db: Db, messageIds: readonly string[]): Promise<SeenRow[]> {
  if (messageIds.length === 0) return []
  return db
    .selectFrom('staff_message_seen')
    .leftJoin('desks', 'desks.id', 'staff_message_seen.desk_id')
    .selectAll('staff_message_seen')
    .select('desks.name as desk_name')
    .where('message_id', 'in', messageIds)
    .orderBy('staff_message_seen.at')
    .orderBy('desk_id')
    .execute()
}

/** When this person sent their last messages in a span of time, the newest first. */
export async function listSentAt(
  db: Db,
  fromId: string,
  { after, upTo, limit }: { after: number; upTo: number; limit: number },
): Promise<number[]> {
  const rows = await db
    .selectFrom('staff_messages')
    .select('at')
    .where('from_id', '=', fromId)
    .where('at', '>', after)
    .where('at', '<=', upTo)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ at }) => at)
}

export async function insertMessage(tx: Tx, message: StaffMessagesTable): Promise<void> {
  await tx.insertInto('staff_messages').values(message).execute()
}

export async function endMessage(tx: Tx, id: string, at: number): Promise<void> {
  await tx.updateTable('staff_messages').set({ ended_at: at }).where('id', '=', id).execute()
}

/** Remembers that a desk has seen a message; false where it had before. */
export async function insertSeen(tx: Tx, seen: StaffMessageSeenTable): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('staff_message_seen')
    .values(seen)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Keeps the newest messages and forgets the rest, with who has seen them. */
export async function forgetOldMessages(tx: Tx, kept: number): Promise<void> {
  const newest = tx
    .selectFrom('staff_messages')
    .select('id')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(kept)
  await tx.deleteFrom('staff_messages').where('id', 'not in', newest).execute()
}
