import { nextTime } from '../../domain/next-time.ts'
import { HubError } from '../../protocol/errors.ts'
import { MAX_LISTED_MESSAGES, MESSAGE_NEWS_MS, type StaffMessage } from '../../protocol/staff-messages.ts'
import type { StaffMessagesTable } from '../../store/tables/messages.ts'
import type { Db } from '../../store/database.ts'
import { findDesk } from '../../store/desks.ts'
import {
  endMessage as saveEnd,
  findMessage,
  forgetOldMessages,
  insertMessage,
  insertSeen,
  listMessages as listRows,
  listSeen,
  listSentAt,
  type MessageRow,
  type SeenRow,
} from '../../store/staff-messages.ts'
import type { WriteContext } from '../../store/write.ts'
import { isoTime } from '../../domain/iso-time.ts'
import type { Writer } from '../members/member-notes.ts'

/** A message as somebody sends it. */
export interface AskedMessage {
  /** Made by whoever asks, so that asking again sends no second one. */
  id: string
  text: string
  toDeskId: string | null
  asksSeen: boolean
  /** HH:MM by the gym's clock, or null. */
  until: string | null
}

interface SendRules {
  timeZone: string
  /** Messages of a person in a minute. */
  perMinute: number
}

/** Messages that are kept: a month of a talkative gym. */
const KEPT_MESSAGES = 200

const MINUTE_MS = 60_000

/**
 * Sends a message; asked again under its id it is not sent again. Throws `rate_limited`, `invalid_message` for a desk
 * that there is not, and `request_conflict` for an id that another message has.
 */
export async function sendMessage(
  context: WriteContext,
  asked: AskedMessage,
  writer: Writer,
  { timeZone, perMinute }: SendRules,
): Promise<StaffMessage> {
  const { tx, now } = context
  const known = await findMessage(tx, asked.id)
  if (known) return sentBefore(context, known, asked, writer)
  await requirePatience(context, writer, perMinute)
  if (asked.toDeskId !== null) await requireDesk(tx, asked.toDeskId)
  const message: StaffMessagesTable = {
    ...{ id: asked.id, at: now, text: asked.text },
    ...{ from_id: writer.id, from_name: writer.name, desk_id: writer.deskId, to_desk_id: asked.toDeskId },
    asks_seen: asked.asksSeen ? 1 : 0,
    until: asked.until === null ? null : nextTime(asked.until, now, timeZone),
    ended_at: null,
  }
  await insertMessage(tx, message)
  await forgetOldMessages(tx, KEPT_MESSAGES)
  const { asksSeen, toDeskId } = asked
  const details = { toDeskId, asksSeen, until: message.until === null ? null : isoTime(message.until) }
  context.audit({ actor: writer, action: 'message_sent', subject: asked.id, details })
  return readMessage(context, asked.id)
}

function sentBefore(context: WriteContext, known: MessageRow, asked: AskedMessage, { id }: Writer) {
  const isSame = known.from_id === id && known.text === asked.text && known.to_desk_id === asked.toDeskId
  if (!isSame) throw new HubError('request_conflict', 'This id was used for another message. Use a new one.')
  return readMessage(context, known.id)
}

/** What a clock that was ahead has put into the future keeps nobody waiting until then. */
async function requirePatience({ tx, now }: WriteContext, { id }: Writer, perMinute: number): Promise<void> {
  const sent = await listSentAt(tx, id, { after: now - MINUTE_MS, upTo: now, limit: perMinute })
  const oldest = sent.at(-1)
  if (perMinute === 0 || oldest === undefined || sent.length < perMinute) return
  const details = { retryAfterMs: oldest + MINUTE_MS - now }
  throw new HubError('rate_limited', 'Too many messages. Wait a minute, then try again.', details)
}

async function requireDesk(db: Db, id: string): Promise<void> {
  const desk = await findDesk(db, id)
  if (!desk || desk.removed_at !== null) throw new HubError('invalid_message', 'This desk no longer exists.')
}

/**
 * Takes a message back: no desk shows it any more. Doing it again changes nothing. Throws `forbidden` for a message of
 * somebody else, unless `mayEndAny` and it may be read here: the answer says what it was.
 */
export async function endMessage(
  context: WriteContext,
  { id, mayEndAny }: { id: string; mayEndAny: boolean },
  actor: Writer,
): Promise<StaffMessage> {
  const message = await requireMessage(context.tx, id)
  if (message.from_id !== actor.id && !(mayEndAny && isShownAt(message, actor.deskId))) {
    throw new HubError('forbidden', 'Only the sender or a manager can end this message.')
  }
  if (message.ended_at === null) {
    await saveEnd(context.tx, id, context.now)
    context.audit({ actor, action: 'message_ended', subject: id })
  }
  return readMessage(context, id)
}

/** Remembers that somebody has seen a message at their desk; doing it again changes nothing. */
export async function seeMessage(context: WriteContext, id: string, actor: Writer): Promise<StaffMessage> {
  const { tx, now } = context
  const { deskId: desk_id, name } = actor
  const message = await requireMessage(tx, id)
  const isForDesk = message.to_desk_id === null || message.to_desk_id === desk_id
  if (desk_id === null || !isForDesk) throw new HubError('forbidden', 'This message is for another desk.')
  const isNew = await insertSeen(tx, { message_id: id, desk_id, name, at: now })
  if (isNew) context.audit({ actor, action: 'message_seen', subject: id })
  return readMessage(context, id)
}

/** A message to one desk is shown there and where it was sent; one to all, everywhere. */
function isShownAt({ to_desk_id, desk_id }: MessageRow, deskId: string | null): boolean {
  return to_desk_id === null || (deskId !== null && (deskId === to_desk_id || deskId === desk_id))
}

async function requireMessage(db: Db, id: string): Promise<MessageRow> {
  const message = await findMessage(db, id)
  if (!message) throw new HubError('invalid_message', 'This message no longer exists.')
  return message
}

async function readMessage({ tx, now }: WriteContext, id: string): Promise<StaffMessage> {
  return messageOf(await requireMessage(tx, id), await listSeen(tx, [id]), now)
}

/** A message as desks are told of it, or null where there is none of this id. */
export async function findStaffMessage(db: Db, id: string, now: number): Promise<StaffMessage | null> {
  const row = await findMessage(db, id)
  return row ? messageOf(row, await listSeen(db, [id]), now) : null
}

/** The last messages that a desk may see, the newest first, those that are over too; only those to all where no desk asks. */
export async function listMessages(db: Db, deskId: string | null, now: number): Promise<StaffMessage[]> {
  const rows = await listRows(db, deskId, MAX_LISTED_MESSAGES)
  const seen = await listSeen(
    db,
    rows.map(({ id }) => id),
  )
  const seenOf = Map.groupBy(seen, ({ message_id }) => message_id)
  return rows.map((row) => messageOf(row, seenOf.get(row.id) ?? [], now))
}

function messageOf(row: MessageRow, seen: readonly SeenRow[], now: number): StaffMessage {
  const end = row.ended_at ?? row.until ?? row.at + MESSAGE_NEWS_MS
  return {
    id: row.id,
    text: row.text,
    from: row.from_name,
    at: isoTime(row.at),
    fromDesk: row.desk_id === null ? null : { id: row.desk_id, name: row.desk_name ?? '' },
    toDesk: row.to_desk_id === null ? null : { id: row.to_desk_id, name: row.to_desk_name ?? '' },
    asksSeen: row.asks_seen === 1,
    until: row.until === null ? null : isoTime(row.until),
    holdsMs: Math.max(0, end - now),
    seen: seen.map(({ desk_id, desk_name, name, at }) => ({
      desk: { id: desk_id, name: desk_name ?? '' },
      name,
      at: isoTime(at),
    })),
  }
}
