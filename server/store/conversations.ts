import type { FollowUpList } from '../protocol/follow-up.ts'
import type { Db, Tx } from './database.ts'
import { prepared } from './prepared.ts'
import type { ConversationsTable } from './tables/lists.ts'

/** That somebody spoke to a member of a list. Rows are added, never changed. */

export async function insertConversation(tx: Tx, conversation: ConversationsTable): Promise<void> {
  await tx.insertInto('conversations').values(conversation).execute()
}

export async function findConversation(
  db: Db,
  memberId: string,
  id: string,
): Promise<ConversationsTable | undefined> {
  return db
    .selectFrom('conversations')
    .selectAll()
    .where('member_id', '=', memberId)
    .where('id', '=', id)
    .executeTakeFirst()
}

const selectOfMember = prepared<{ memberId: string; limit: number }>()((db, value) =>
  db
    .selectFrom('conversations')
    .selectAll()
    .where('member_id', '=', value('memberId'))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(value('limit')),
)

/** The newest conversations with a member, the newest first. */
export async function listConversationsOf(
  db: Db,
  asked: { memberId: string; limit: number },
): Promise<ConversationsTable[]> {
  return selectOfMember(db, asked)
}

const selectSince = prepared<{ list: FollowUpList; since: number }>()((db, value) =>
  db
    .selectFrom('conversations')
    .innerJoin('members', 'members.id', 'conversations.member_id')
    .selectAll('conversations')
    .select('members.full_name')
    .where('list', '=', value('list'))
    .where('at', '>', value('since'))
    .orderBy('at')
    .orderBy('conversations.id'),
)

/** With the name of the member. */
export type NamedConversation = ConversationsTable & { full_name: string }

/** What was noted for a list since an instant, by member the newest. */
export async function listConversationsSince(
  db: Db,
  asked: { list: FollowUpList; since: number },
): Promise<Map<string, NamedConversation>> {
  return new Map((await selectSince(db, asked)).map((row) => [row.member_id, row]))
}
