import { sql } from 'kysely'
import type { Db } from './database.ts'
import { isPostgres } from './dialect.ts'
import { notesIn, selectNotes, type NoteRow } from './member-notes.ts'
import { preparedByKeys } from './prepared.ts'
import type { CredentialsTable } from './tables/members.ts'
import { planColumnsOf, selectRights, type MemberRow } from './rights.ts'
import { historyOf, selectHistoryOf, type VisitHistory } from './visit-history.ts'
import type { VisitRow } from './visits.ts'

/** Whose card it is, with all that a scan asks of them. */
export interface CardHolder {
  card: Pick<CredentialsTable, 'revoked_at' | 'lost_at' | 'lent_until'>
  member: MemberRow
  /** Those that hold on the day of the scan. */
  notes: readonly NoteRow[]
  open: VisitRow | undefined
  history: VisitHistory
  /** The instant of the newest visit that the hub ended and nobody has reviewed, or null. */
  closedAt: number | null
  /** Whether they have been at another gym of the installation. */
  hasBeenAway: boolean
  /** When they came in last at any gym, where somebody has asked the others; it is in the history otherwise. */
  lastCameInAt?: number | null
}

const OPEN_VISIT = [
  'open.id as open_id',
  'open.location as open_location',
  'open.notes as open_notes',
  'open.desk_id as open_desk_id',
  'open.check_in_at as open_check_in_at',
  'open.check_in_seq as open_check_in_seq',
  'open.took_visit as open_took_visit',
  'open.period_id as open_period_id',
] as const

/** One statement for all: each costs a scan that comes by itself as much as all its rules. */
const selectHolders = preparedByKeys<{ today: string }>()((db, codes, value) => {
  return db
    .selectFrom('credentials')
    .where('credentials.code', 'in', codes)
    .innerJoin('members', 'members.id', 'credentials.member_id')
    .leftJoin('visits as open', (join) =>
      join.onRef('open.member_id', '=', 'members.id').on('open.check_out_at', 'is', null),
    )
    .selectAll('members')
    .select(selectRights(db))
    .select(selectNotes(db, value('today')))
    .select(['credentials.code', 'credentials.revoked_at', 'credentials.lost_at', 'credentials.lent_until'])
    .select(OPEN_VISIT)
    .select(selectHistoryOf(db, 'members.id'))
    .select(selectAway(db).as('has_been_away'))
    .select((member) =>
      member
        .selectFrom('closings')
        .whereRef('closings.member_id', '=', 'members.id')
        .where('closings.outcome', 'is', null)
        .select((closing) => closing.fn.max('closings.closed_at').as('closed_at'))
        .as('closed_at'),
    )
})

/** A gym in a file has no other gyms, and every scan asks. */
const selectAway = (db: Db) =>
  isPostgres(db)
    ? sql<
        0 | 1
      >`case when exists (select 1 from away_members as away where away.member_id = members.id) then 1 else 0 end`
    : sql<0 | 1>`0`

type HolderRow = Awaited<ReturnType<typeof selectHolders>>[number]

/** Undefined where nobody has the card. `code` is normalised, `today` the gym's day, YYYY-MM-DD. */
export async function findCardHolder(db: Db, code: string, today: string): Promise<CardHolder | undefined> {
  return (await listCardHolders(db, [code], today)).get(code)
}

/** The same of several codes at once, by code. */
export async function listCardHolders(
  db: Db,
  codes: readonly string[],
  today: string,
): Promise<Map<string, CardHolder>> {
  const rows = await selectHolders(db, codes, { today })
  return new Map(rows.map((row) => [row.code, holderOf(row, today)]))
}

function holderOf(row: HolderRow, today: string): CardHolder {
  return {
    card: { revoked_at: row.revoked_at, lost_at: row.lost_at, lent_until: row.lent_until },
    member: Object.assign(row, planColumnsOf(row, today)),
    notes: notesIn(row.id, row.notes),
    open: openVisitOf(row),
    history: historyOf(row),
    closedAt: row.closed_at,
    hasBeenAway: row.has_been_away === 1,
  }
}

function openVisitOf(row: HolderRow): VisitRow | undefined {
  if (row.open_id === null) return undefined
  return {
    id: row.open_id,
    member_id: row.id,
    location: row.open_location ?? '',
    notes: row.open_notes ?? '',
    desk_id: row.open_desk_id ?? '',
    check_in_at: row.open_check_in_at ?? 0,
    check_in_seq: row.open_check_in_seq ?? 0,
    took_visit: row.open_took_visit ?? 0,
    period_id: row.open_period_id,
    check_out_at: null,
    check_out_notes: null,
    closed_by: null,
    change_id: null,
  }
}
