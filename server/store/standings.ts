import type { Db } from './database.ts'
import { inList, keyList } from './dialect.ts'
import { prepared } from './prepared.ts'
import { planColumnsOf, selectRights, type PlanColumns, type RightsOn } from './rights.ts'
import type { CredentialsTable, MembersTable } from './tables/members.ts'
import { lastVisitOf, selectLastVisitOf } from './visit-history.ts'
import { IS_MEMBER } from './own-members.ts'

/** What it takes to say how members stand: `commands/members/standings`. */

const COLUMNS = [
  'members.id',
  'membership_type',
  'birthday',
  'photo_url',
  'suspended',
  'debt_cents',
  'debt_since',
  'search_text',
  'created_at',
] as const

type Column = Exclude<(typeof COLUMNS)[number], 'members.id'>

/** A member as they are on a day. */
export interface StandingRow extends Pick<MembersTable, 'id' | Column>, PlanColumns {
  rights: RightsOn
  hasCard: boolean
  lastVisitAt: number | null
}

function selectStandings(db: Db) {
  return db
    .selectFrom('members')
    .where(IS_MEMBER)
    .select(COLUMNS)
    .select(selectRights(db))
    .select(selectLastVisitOf(db, 'members.id'))
    .select((member) =>
      member
        .selectFrom('credentials')
        .whereRef('credentials.member_id', '=', 'members.id')
        .where('credentials.revoked_at', 'is', null)
        .select((card) => card.fn.min<CredentialsTable['code'] | null>('code').as('code'))
        .as('card'),
    )
}

const selectAfter = prepared<{ after: string; limit: number }>()((db, value) =>
  selectStandings(db).where('members.id', '>', value('after')).orderBy('members.id').limit(value('limit')),
)

const selectByIds = prepared<{ ids: string }>()((db, value) =>
  selectStandings(db).where('members.id', 'in', inList(db, value('ids'))),
)

/** The next members after an id, by their ids, as they are `today`, YYYY-MM-DD. */
export async function listStandingsAfter(
  db: Db,
  { today, ...page }: { after: string; limit: number; today: string },
): Promise<StandingRow[]> {
  return (await selectAfter(db, page)).map((row) => standingOn(row, today))
}

/** These members as they are `today`, in any order, without those who are gone. */
export async function listStandings(
  db: Db,
  { ids, today }: { ids: readonly string[]; today: string },
): Promise<StandingRow[]> {
  return (await selectByIds(db, { ids: keyList(ids) })).map((row) => standingOn(row, today))
}

type StoredRow = Awaited<ReturnType<typeof selectByIds>>[number]

function standingOn(
  { periods, freezes, card, last_recent, last_filed, ...member }: StoredRow,
  today: string,
): StandingRow {
  const plan = planColumnsOf({ ...member, periods, freezes }, today)
  const lastVisitAt = lastVisitOf({ last_recent, last_filed })
  return { ...member, ...plan, hasCard: card !== null, lastVisitAt }
}
