import { sql } from 'kysely'
import type { Db } from './database.ts'
import { searchText } from './members.ts'

export interface FoundMemberRow {
  id: string
  full_name: string
  membership_type: string
  phone: string
  visit_id: string | null
}

/**
 * Members in whose name or phone every word begins a word, and those whose card begins with the query, by name.
 * Accents and case do not matter.
 */
export async function searchMembers(
  db: Db,
  query: string,
  code: string,
  limit: number,
): Promise<FoundMemberRow[]> {
  const words = searchText(query)
    .split(' ')
    .filter((word) => word !== '')
  if (words.length === 0) return []
  return db
    .selectFrom('members')
    .leftJoin('visits', (join) =>
      join.onRef('visits.member_id', '=', 'members.id').on('visits.check_out_at', 'is', null),
    )
    .select(['members.id', 'full_name', 'membership_type', 'phone', 'visits.id as visit_id'])
    .where((member) =>
      member.or([
        member.and(
          words.map((word) => sql<boolean>`' ' || search_text like ${`% ${escaped(word)}%`} escape '\\'`),
        ),
        member.exists(
          member
            .selectFrom('credentials')
            .whereRef('credentials.member_id', '=', 'members.id')
            .where('revoked_at', 'is', null)
            // Nothing that can be in a code was typed: no card begins with that, though all text does.
            .where(sql.lit(code !== ''))
            .where('code', '>=', code)
            .where('code', '<', `${code}\uffff`)
            .select('code'),
        ),
      ]),
    )
    .orderBy('search_text')
    .limit(limit)
    .execute()
}

/** `%` and `_` in a query are what people typed, not patterns. */
export function escaped(word: string): string {
  return word.replace(/[\\%_]/g, (sign) => `\\${sign}`)
}
