import type { MatchedMember } from '../../domain/search/member-index.ts'
import { GRADE } from '../../domain/search/word-list.ts'
import type { FoundMember, SearchMembersReply } from '../../protocol/methods.ts'
import type { Db } from '../../store/database.ts'
import { CARD_END_CHARACTERS } from '../../store/dialect.ts'
import { findCardsBeginning, findCardsEnding, readFoundMembers } from '../../store/search.ts'
import { cardCodeOf } from './card-code.ts'

/** The members' names and phone numbers, as they were last committed. */
export interface MemberDirectory {
  /** The best members for what was typed, the best first. */
  find: (query: string, limit: number) => Promise<MatchedMember[]>
}

/** Before every name: nobody types a whole code by chance. */
const WHOLE_CARD = -1

/**
 * Finds members by what was typed and says who of them is inside. The whole code of a card comes first, then names, parts of
 * codes, phone numbers, and misspelt names.
 */
export async function searchMembers(
  { db, directory }: { db: Db; directory: MemberDirectory },
  { query, limit }: { query: string; limit: number },
): Promise<SearchMembersReply> {
  const byCard = await findByCard(db, await cardCodeOf(db, query), limit)
  const byName = await directory.find(query, limit)
  const grades = new Map<string, number>()
  for (const { id, grade } of [...byName, ...byCard]) {
    grades.set(id, Math.min(grade, grades.get(id) ?? Infinity))
  }
  // The order within a grade is the directory's, cards of a grade after its names.
  const ids = [...grades].sort(([, one], [, other]) => one - other).map(([id]) => id)
  return { members: await read(db, ids.slice(0, limit)) }
}

async function findByCard(db: Db, code: string, limit: number): Promise<MatchedMember[]> {
  // Nothing that can be in a code was typed: no card begins with that, though all text does.
  if (code === '') return []
  const beginning = await findCardsBeginning(db, code, limit)
  const ending = code.length < CARD_END_CHARACTERS ? [] : await findCardsEnding(db, code, limit)
  return [...beginning, ...ending].map((card) => ({
    id: card.member_id,
    grade: card.code === code ? WHOLE_CARD : GRADE.card,
  }))
}

/** In the order of the ids; whoever was erased a moment ago is left out. */
async function read(db: Db, ids: readonly string[]): Promise<FoundMember[]> {
  if (ids.length === 0) return []
  const rows = await readFoundMembers(db, ids)
  const byId = new Map(rows.map(({ visit_id, ...member }) => [member.id, { ...member, visitId: visit_id }]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
