import { sql } from 'kysely'
import type { Db } from './database.ts'
import { listed, keyList } from './dialect.ts'
import { prepared } from './prepared.ts'
import type { LedgerEntriesTable } from './tables/ledger.ts'

/** What refers to a member beside their rows in `member-rows.ts`: a member to whom any of it belongs is not removed. */
export type Standing = 'visits' | 'debt' | 'overrides' | 'proposals' | 'edited'

interface Found {
  member_id: string
  what: Standing
}

const selectStanding = prepared<{ memberIds: string; changeId: string }>()((db, value) => {
  const ids = sql`(select asked.value from ${listed(db, value('memberIds'))})`
  const those = (what: Standing, from: string) =>
    sql`select member_id, ${sql.lit(what)} as what from ${sql.raw(from)} member_id in ${ids}`
  const parts = [
    sql`select filed.member_id, ${sql.lit('visits')} as what from filed_visits as filed
      join visits on visits.id = filed.visit_id
      where filed.member_id in ${ids} and visits.change_id is distinct from ${value('changeId')}`,
    those('visits', 'recent_visits where'),
    // Apart, since each has an index of its own.
    those('visits', 'visits where check_out_at is null and'),
    those('visits', `visits where closed_by = 'undo' and`),
    sql`${those('debt', 'ledger_entries where')} and change_id <> ${value('changeId')}`,
    those('visits', 'away_members where'),
    those('overrides', 'standing_overrides where'),
    those('proposals', 'member_proposals where'),
    those('edited', 'passes where'),
    those('edited', 'conversations where'),
    those('edited', 'family_members where'),
    sql`select holder_id as member_id, ${sql.lit('edited')} as what from family_members where holder_id in ${ids}`,
    sql`select host_id as member_id, ${sql.lit('edited')} as what from passes where host_id in ${ids}`,
    // Somebody else is a part of them now.
    sql`select into_id as member_id, ${sql.lit('edited')} as what from merged_members where into_id in ${ids}`,
  ]
  return { compile: () => sql<Found>`${sql.join(parts, sql` union `)}`.compile(db) }
})

/** What stands on members beside what a change has made, by member. */
export async function listStanding(
  db: Db,
  asked: { memberIds: readonly string[]; changeId: string },
): Promise<Map<string, Standing[]>> {
  const rows = await selectStanding(db, { ...asked, memberIds: keyList(asked.memberIds) })
  const grouped = Map.groupBy(rows, ({ member_id }) => member_id)
  return new Map([...grouped].map(([id, found]) => [id, found.map(({ what }) => what)]))
}

const selectOpenEntries = prepared<{ memberIds: string; changeId: string }>()((db, value) => {
  const ids = sql`(select asked.value from ${listed(db, value('memberIds'))})`
  return {
    compile: () =>
      sql<LedgerEntriesTable>`select * from ledger_entries as entry
        where member_id in ${ids} and change_id = ${value('changeId')}
          and not exists (select 1 from ledger_entries as one where one.id = entry.reverses and one.change_id = entry.change_id)
          and not exists (select 1 from ledger_entries as back where back.reverses = entry.id)
        order by number desc`.compile(db),
  }
})

/** What a change has booked of members and nobody has taken back, by member, the newest first; of a ledger in a file without what was reversed there. */
export async function listOpenEntries(
  db: Db,
  asked: { memberIds: readonly string[]; changeId: string },
): Promise<Map<string, LedgerEntriesTable[]>> {
  const rows = await selectOpenEntries(db, { ...asked, memberIds: keyList(asked.memberIds) })
  return Map.groupBy(rows, ({ member_id }) => member_id)
}
