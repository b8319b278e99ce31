import { sql } from 'kysely'
import type { Db, Tx } from './database.ts'
import type { EventsTable } from './tables/events.ts'
import { storedFlags } from './stored-flags.ts'
import type { Flag, Reason, Verdict } from '../protocol/scan.ts'
import { SEEN_AT } from './closings.ts'
import { SHOWN_PLAN } from './own-members.ts'
import { prepared, preparedWrite, type NoValues } from './prepared.ts'

type EventRow = EventsTable

/** A fact to be recorded. Its number is given by the writer, in the order of the commit. */
export interface NewEvent {
  type: EventRow['type']
  at: number
  visitId?: string
  memberId?: string
  deskId?: string
  verdict?: Verdict
  reason?: Reason
  flags?: readonly Flag[]
  codeEnd?: string
}

/** What a frame says beside the fact itself: joined when it is read, never stored with it. */
export interface EventNames {
  full_name?: string | null
  membership_type?: string | null
  /** When the member was deleted; null for who is a member, and where nobody is named. */
  deleted_at?: number | null
  desk_name?: string | null
  location?: string | null
  check_in_at?: number | null
  notes?: string | null
  check_out_notes?: string | null
  /** When the member of a visit was last said to be inside. */
  seen_at?: number | null
  /** Of a headcount. */
  counted?: number | null
  registered?: number | null
  correction_reason?: string | null
}

export type NamedEvent = EventRow & Required<EventNames>

const NO_NAMES: Required<EventNames> = {
  full_name: null,
  membership_type: null,
  deleted_at: null,
  desk_name: null,
  location: null,
  check_in_at: null,
  notes: null,
  check_out_notes: null,
  seen_at: null,
  counted: null,
  registered: null,
  correction_reason: null,
}

const insert = preparedWrite<EventRow>()((db, value) =>
  db.insertInto('events').values({
    seq: value('seq'),
    type: value('type'),
    at: value('at'),
    visit_id: value('visit_id'),
    member_id: value('member_id'),
    desk_id: value('desk_id'),
    verdict: value('verdict'),
    reason: value('reason'),
    flags: value('flags'),
    code_end: value('code_end'),
  }),
)

/** Appends one fact under its number and returns it with the names that its frame needs. */
export function appendEvent(tx: Tx, seq: number, event: NewEvent, names: EventNames): NamedEvent {
  const row: EventRow = {
    seq,
    type: event.type,
    at: event.at,
    visit_id: event.visitId ?? null,
    member_id: event.memberId ?? null,
    desk_id: event.deskId ?? null,
    verdict: event.verdict ?? null,
    reason: event.reason ?? null,
    flags: event.flags ? storedFlags(event.flags) : null,
    code_end: event.codeEnd ?? null,
  }
  insert(tx, row)
  return { ...NO_NAMES, ...row, ...names }
}

/** Whose an event is today: who was merged into another member is that one. */
export const MEMBER_ID = sql<string | null>`coalesce(
  (select into_id from merged_members where merged_members.member_id = events.member_id), events.member_id)`

const COLUMNS = [
  'events.seq',
  'events.type',
  'events.at',
  'events.visit_id',
  'events.desk_id',
  'events.verdict',
  'events.reason',
  'events.flags',
  'events.code_end',
] as const

const NAMES = [
  'members.full_name',
  SHOWN_PLAN.as('membership_type'),
  'members.deleted_at',
  'desks.name as desk_name',
  'visits.location',
  'visits.check_in_at',
  'visits.notes',
  'visits.check_out_notes',
  SEEN_AT.as('seen_at'),
  'corrections.counted',
  'corrections.registered',
  'corrections.reason as correction_reason',
] as const

const selectAfter = prepared<{ seq: number; limit: number }>()((db, value) =>
  withNames(db).where('events.seq', '>', value('seq')).orderBy('events.seq').limit(value('limit')),
)

const selectOne = prepared<{ seq: number }>()((db, value) =>
  withNames(db).where('events.seq', '=', value('seq')),
)

/** The check-in events of everyone who is inside: from the few open visits, never through the log. */
const selectPresent = prepared<NoValues>()((db) =>
  db
    .selectFrom('visits')
    .where('visits.check_out_at', 'is', null)
    .crossJoin('events')
    .whereRef('events.seq', '=', 'visits.check_in_seq')
    .leftJoin('members', 'members.id', 'visits.member_id')
    .leftJoin('desks', 'desks.id', 'events.desk_id')
    .leftJoin('corrections', 'corrections.seq', 'events.seq')
    .select(COLUMNS)
    .select('visits.member_id')
    .select(NAMES)
    .orderBy('events.seq'),
)

function withNames(db: Db) {
  return db
    .selectFrom('events')
    .leftJoin('members', (join) => join.on('members.id', '=', MEMBER_ID))
    .leftJoin('desks', 'desks.id', 'events.desk_id')
    .leftJoin('visits', 'visits.id', 'events.visit_id')
    .leftJoin('corrections', 'corrections.seq', 'events.seq')
    .select(COLUMNS)
    .select(MEMBER_ID.as('member_id'))
    .select(NAMES)
}

/** The next facts after `seq`, in order, at most `limit`. */
export async function readEventsAfter(db: Db, seq: number, limit: number): Promise<NamedEvent[]> {
  return selectAfter(db, { seq, limit })
}

/** The last facts of these types before the log's end, oldest first, at most `limit`. */
export async function readLastEvents(
  db: Db,
  types: readonly EventRow['type'][],
  limit: number,
): Promise<NamedEvent[]> {
  const newestFirst = withNames(db)
    .where('events.type', 'in', types)
    .orderBy('events.seq', 'desc')
    .limit(limit)
  return (await newestFirst.execute()).reverse()
}

export async function findEvent(db: Db, seq: number): Promise<NamedEvent | undefined> {
  const [row] = await selectOne(db, { seq })
  return row
}

/** Everyone inside, as the facts of their coming in, first come first. */
export async function listPresent(db: Db): Promise<NamedEvent[]> {
  return selectPresent(db, {})
}
