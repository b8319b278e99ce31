import type { ExpressionBuilder } from 'kysely'
import type { Db, Tables } from './database.ts'
import { holds } from './member-notes.ts'
import { inList, isMailedAt, keyList } from './dialect.ts'
import { prepared, preparedByKeys } from './prepared.ts'
import { memberOn, planColumnsOf, selectRights, type MemberRow, type PlanColumns } from './rights.ts'
import type { MembersTable } from './tables/members.ts'
import { IS_MEMBER } from './own-members.ts'

const selectById = prepared<{ id: string }>()((db, value) =>
  db
    .selectFrom('members')
    .selectAll()
    .select(selectRights(db))
    .where('id', '=', value('id'))
    .where(IS_MEMBER),
)

/** What coming in asks of a member: half of the columns, because reading one costs as much as a comparison. */
const RULED_COLUMNS = [
  'members.id',
  'full_name',
  'membership_type',
  'birthday',
  'suspended',
  'debt_cents',
  'debt_since',
] as const

export type RuledMember = PlanColumns &
  Pick<MemberRow, 'id' | Exclude<(typeof RULED_COLUMNS)[number], 'members.id'>>

const selectComing = preparedByKeys<{ today: string }>()((db, ids, value) =>
  db
    .selectFrom('members')
    .select(RULED_COLUMNS)
    .select(selectRights(db))
    .select((member) => [
      member
        .selectFrom('visits')
        .whereRef('visits.member_id', '=', 'members.id')
        .where('visits.check_out_at', 'is', null)
        .select('visits.id')
        .as('open_visit_id'),
      member
        .or([
          member.exists(visitsIn(member, 'recent_visits')),
          member.exists(visitsIn(member, 'filed_visits')),
        ])
        .$castTo<0 | 1>()
        .as('has_visited'),
      member
        .selectFrom('member_notes')
        .whereRef('member_notes.member_id', '=', 'members.id')
        .where((note) => holds(note, value('today')))
        .select((note) => note.fn.max('alert').as('alert'))
        .as('note_alert'),
    ])
    .where('members.id', 'in', ids)
    .where(IS_MEMBER),
)

function visitsIn(member: ExpressionBuilder<Tables, 'members'>, history: 'recent_visits' | 'filed_visits') {
  return member
    .selectFrom(`${history} as history`)
    .whereRef('history.member_id', '=', 'members.id')
    .select('history.visit_id')
}

/** A member as they are `today`, YYYY-MM-DD. */
export async function findMember(db: Db, id: string, today: string): Promise<MemberRow | undefined> {
  const [row] = await selectById(db, { id })
  return row && memberOn(row, today)
}

const selectByIds = prepared<{ ids: string }>()((db, value) =>
  db
    .selectFrom('members')
    .selectAll()
    .where('id', 'in', inList(db, value('ids'))),
)

/** Several members, in any order. */
export async function listMembersByIds(db: Db, ids: readonly string[]): Promise<MembersTable[]> {
  return selectByIds(db, { ids: keyList(ids) })
}

const selectByEmail = prepared<{ email: string; limit: number }>()((db, value) =>
  db
    .selectFrom('members')
    .selectAll()
    .where(isMailedAt(db, value('email')))
    .orderBy('id')
    .limit(value('limit')),
)

/** Members with this e-mail address; at most `limit`, the oldest first. */
export async function listMembersByEmail(db: Db, email: string, limit: number): Promise<MembersTable[]> {
  return selectByEmail(db, { email, limit })
}

export interface ComingMember extends RuledMember {
  /** The visit that has not ended, of a member who is inside. */
  open_visit_id: string | null
  has_visited: 0 | 1
  /** Of the note that asks the most today, or null where there is none. */
  note_alert: number | null
}

/** A member with what the rules of coming in ask of their visits and notes on a day: one statement, because every check-in asks. */
export async function findComingMember(
  db: Db,
  asked: { id: string; today: string },
): Promise<ComingMember | undefined> {
  const [row] = await listComingMembers(db, { ids: [asked.id], today: asked.today })
  return row
}

/** The same of several members at once. */
export async function listComingMembers(
  db: Db,
  { ids, today }: { ids: readonly string[]; today: string },
): Promise<ComingMember[]> {
  const rows = await selectComing(db, ids, { today })
  return rows.map((row) => Object.assign(row, planColumnsOf(row, today)))
}

/** The member that another row refers to; throws where the reference is broken. */
export async function readMember(db: Db, id: string, today: string): Promise<MemberRow> {
  const member = await findMember(db, id, today)
  if (!member) throw new Error('A row refers to a member that is not there.')
  return member
}

/** What a search compares: without accents and case, blanks made one. */
export function searchText(...parts: string[]): string {
  return parts
    .join(' ')
    .normalize('NFD')
    .replace(/\p{Mn}+/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
}
