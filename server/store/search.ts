import { sql } from 'kysely'
import type { Db } from './database.ts'
import { CARD_END_CHARACTERS, endOfCode } from './dialect.ts'

export interface FoundMemberRow {
  id: string
  full_name: string
  membership_type: string
  phone: string
  visit_id: string | null
}

/** A card that was found by a part of its code, with whose it is. */
export interface FoundCard {
  member_id: string
  code: string
}

/** Cards in use whose code begins with this, the code itself first. `code` is normalised and not empty. */
export async function findCardsBeginning(db: Db, code: string, limit: number): Promise<FoundCard[]> {
  return db
    .selectFrom('credentials')
    .select(['member_id', 'code'])
    .where('revoked_at', 'is', null)
    .where('code', '>=', code)
    .where('code', '<', `${code}\uffff`)
    .orderBy('code')
    .limit(limit)
    .execute()
}

/** Cards in use whose code ends with this, of at least `CARD_END_CHARACTERS`. */
export async function findCardsEnding(db: Db, end: string, limit: number): Promise<FoundCard[]> {
  return db
    .selectFrom('credentials')
    .select(['member_id', 'code'])
    .where('revoked_at', 'is', null)
    .where(endOfCode(db), '=', end.slice(-CARD_END_CHARACTERS))
    .where('code', 'like', sql<string>`${`%${escaped(end)}`} escape '\\'`)
    .limit(limit)
    .execute()
}

/** Members with the visit that they have not ended, in any order. */
export async function readFoundMembers(db: Db, ids: readonly string[]): Promise<FoundMemberRow[]> {
  return db
    .selectFrom('members')
    .leftJoin('visits', (join) =>
      join.onRef('visits.member_id', '=', 'members.id').on('visits.check_out_at', 'is', null),
    )
    .select(['members.id', 'full_name', 'membership_type', 'phone', 'visits.id as visit_id'])
    .where('members.id', 'in', ids)
    .execute()
}

/** `%` and `_` in a query are what people typed, not patterns. */
export function escaped(word: string): string {
  return word.replace(/[\\%_]/g, (sign) => `\\${sign}`)
}
