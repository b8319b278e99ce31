import { dayOfYear } from '../../domain/birthday.ts'
import { isoTime } from '../../domain/iso-time.ts'
import { aboutOf, selectFollowUps } from '../../domain/standings/select-follow-ups.ts'
import type { StandingTable } from '../../domain/standings/standing-table.ts'
import { HubError } from '../../protocol/errors.ts'
import {
  FOLLOW_UP_ROWS,
  MEMBER_CONVERSATIONS,
  SPOKEN_TO_DAYS,
  type Conversation,
  type ConversationList,
  type FollowUp,
  type FollowUpReply,
  type MemberConversation,
} from '../../protocol/follow-up.ts'
import type { ParamsOf } from '../../protocol/operations.ts'
import {
  findConversation,
  insertConversation,
  listConversationsOf,
  listConversationsSince,
  type NamedConversation,
} from '../../store/conversations.ts'
import { listMembersInOrder } from '../../store/member-list.ts'
import { findMember } from '../../store/members.ts'
import type { MemberRow } from '../../store/rights.ts'
import type { ConversationsTable } from '../../store/tables/lists.ts'
import type { Db } from '../../store/database.ts'
import type { WriteContext } from '../../store/write.ts'
import { fingerprinter, type Fingerprints } from '../members/audited-member.ts'
import type { ListContext } from '../members/list-members.ts'
import type { Writer } from '../members/member-notes.ts'

const DAY_MS = 86_400_000

/** A list to act on: without those to whom somebody spoke lately for the same reason. */
export async function listFollowUps(
  context: ListContext,
  { list }: ParamsOf<'followUps.list'>,
): Promise<FollowUpReply> {
  const { db, now } = context
  // Read before: between the two nothing may be awaited, since slots are given away again.
  const newest = await listConversationsSince(db, { list, since: now - SPOKEN_TO_DAYS * DAY_MS })
  const { table, today } = await context.standings.current()
  const selected = selectFollowUps(table, list, { today, now })
  const about = (ranked: (typeof selected)[number]): string => aboutOf(table, list, ranked)
  const idOf = ({ slot }: (typeof selected)[number]): string => table.idOf(slot)
  const open: typeof selected = []
  const spoken: NamedConversation[] = []
  for (const ranked of selected) {
    const row = newest.get(idOf(ranked))
    if (row?.spoken === 1 && row.about === about(ranked)) spoken.push(row)
    else open.push(ranked)
  }
  const abouts = new Map(open.slice(0, FOLLOW_UP_ROWS).map((ranked) => [idOf(ranked), about(ranked)]))
  const rows = await listMembersInOrder(db, { ids: [...abouts.keys()], today })
  spoken.sort((one, other) => other.at - one.at)
  return {
    members: rows.map((row) => followUpOf(row, abouts.get(row.id) ?? '', table)),
    count: open.length,
    spoken: spoken.slice(0, FOLLOW_UP_ROWS).map((row) => conversationOf(row, row.full_name)),
  }
}

function followUpOf(member: MemberRow, about: string, table: StandingTable): FollowUp {
  const { id, full_name, membership_type, phone, email, valid_until, frozen_from } = member
  const slot = table.slotOf(id)
  const lastVisitAt = slot === undefined ? NaN : table.lastVisitAt.get(slot)
  return {
    ...{ id, full_name, membership_type, phone, email, about, valid_until, frozen_from },
    debt_cents: member.debt_cents,
    debt_since: member.debt_since,
    last_visit_time: Number.isNaN(lastVisitAt) ? null : isoTime(lastVisitAt),
    birthday: dayOfYear(member.birthday),
  }
}

/** Who spoke to a member, when, and what came of it. */
export async function listConversations(
  db: Db,
  { memberId }: ParamsOf<'conversations.list'>,
): Promise<{ conversations: MemberConversation[] }> {
  const rows = await listConversationsOf(db, { memberId, limit: MEMBER_CONVERSATIONS })
  return {
    conversations: rows.map(({ id, list, spoken, note, author, at }) => ({
      ...{ id, list, note, author },
      ...{ spoken: spoken === 1, at: isoTime(at) },
    })),
  }
}

/** What is noted: on a list for a reason, or on none. */
type Said = Omit<ParamsOf<'followUps.speak'>, 'list'> & { list: ConversationList }

/** Notes that somebody spoke to a member, or puts them back on the list. Doing it again changes nothing. Throws `member_not_found`. */
export async function speakTo(
  context: WriteContext,
  asked: Said,
  { writer, fingerprints }: { writer: Writer; fingerprints: Fingerprints },
): Promise<Conversation> {
  const { tx, now } = context
  const { memberId, conversationId: id, list, about, note } = asked
  const member = await findMember(tx, memberId, context.counters.day.day)
  if (!member) throw new HubError('member_not_found', 'Member not found')
  const known = await findConversation(tx, memberId, id)
  if (known) return conversationOf(known, member.full_name)
  const spoken = asked.spoken ? 1 : 0
  const of = { member_id: memberId, id, list, about, spoken, note } as const
  const row: ConversationsTable = { ...of, at: now, staff_id: writer.id, author: writer.name }
  await insertConversation(tx, row)
  const { full_name, membership_type } = member
  context.append({ type: 'member_changed', at: now, memberId }, { full_name, membership_type })
  const print = await fingerprinter(context, memberId, fingerprints)
  const action = asked.spoken ? 'member_spoken_to' : 'member_listed_again'
  const details = { conversation: id, list, note: print('conversation', note) }
  context.audit({ actor: writer, action, subject: memberId, details })
  return conversationOf(row, full_name)
}

function conversationOf(
  { member_id, note, author, at, about }: ConversationsTable,
  full_name: string,
): Conversation {
  return { memberId: member_id, full_name, note, author, at: isoTime(at), about }
}
