import { normaliseCode } from '../domain/credential-code.ts'
import type { SearchMembersReply } from '../protocol/methods.ts'
import type { Db } from '../store/database.ts'
import { searchMembers as search } from '../store/search.ts'

/** Finds members by the words of their name, their phone or their card, and says who of them is inside. */
export async function searchMembers(
  db: Db,
  asked: { query: string; limit: number },
): Promise<SearchMembersReply> {
  const rows = await search(db, asked.query, normaliseCode(asked.query), asked.limit)
  return { members: rows.map(({ visit_id, ...member }) => ({ ...member, visitId: visit_id })) }
}
