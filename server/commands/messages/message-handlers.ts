import { hasRight } from '../../protocol/rights.ts'
import type { NoticeFrame } from '../../protocol/server-frames.ts'
import type { StaffMessage } from '../../protocol/staff-messages.ts'
import type { Db } from '../../store/database.ts'
import { listDesks } from '../../store/desks.ts'
import type { OpenedStore } from '../../store/store.ts'
import type { GroupWriter, WriteContext } from '../../store/write.ts'
import { confirmHandover, findCurrentHandover, readHandover, writeHandover } from './handover.ts'
import type { Handlers } from '../handlers.ts'
import { endMessage, findStaffMessage, listMessages, seeMessage, sendMessage } from './staff-messages.ts'

type MessageOperation =
  | 'messages.list'
  | 'messages.send'
  | 'messages.end'
  | 'messages.see'
  | 'handover.read'
  | 'handover.write'
  | 'handover.confirm'

interface MessageParts {
  store: Pick<OpenedStore, 'db'>
  writer: Pick<GroupWriter, 'write'>
  now: () => number
  timeZone: string
  /** Messages of a person in a minute. */
  perMinute: number
  /** Sends a frame to every desk, or only to those that are named. */
  notify: (frame: NoticeFrame, deskIds?: ReadonlySet<string>) => void
}

/** What desks tell each other: written by the one writer, and sent once it is committed. */
export function messageHandlers(parts: MessageParts): Handlers<MessageOperation> {
  return { ...staffMessages(parts), ...handover(parts) }
}

function staffMessages({ store, writer, now, timeZone, perMinute, notify }: MessageParts) {
  const sent = async (run: (context: WriteContext) => Promise<StaffMessage>): Promise<StaffMessage> => {
    const message = await writer.write(run)
    notify({ type: 'staff_message', payload: message }, readersOf(message))
    return message
  }
  return {
    'messages.list': async (_params, { deskId }) => {
      const desks = await listDesks(store.db)
      return {
        messages: await listMessages(store.db, deskId, now()),
        desks: desks.map(({ id, name }) => ({ id, name })),
      }
    },
    'messages.send': (params, author) =>
      sent((context) => sendMessage(context, params, author, { timeZone, perMinute })),
    'messages.end': ({ id }, caller) => {
      const mayEndAny = hasRight(caller.role, 'end_any_message')
      return sent((context) => endMessage(context, { id, mayEndAny }, caller))
    },
    'messages.see': ({ id }, reader) => sent((context) => seeMessage(context, id, reader)),
  } satisfies Partial<Handlers>
}

function handover({ store, writer, notify }: MessageParts) {
  return {
    'handover.read': (_params, { id }) => readHandover(store.db, id),
    'handover.write': async (params, author) => {
      const written = await writer.write((context) => writeHandover(context, params, author))
      const { version, at } = written
      notify({ type: 'handover_changed', payload: { version, author: written.author, at } })
      return written
    },
    'handover.confirm': async ({ version }, reader) => {
      await writer.write((context) => confirmHandover(context, version, reader))
      return { read: true }
    },
  } satisfies Partial<Handlers>
}

/** A frame, and the desks that it is for, where it is not for all. */
export interface Notice {
  frame: NoticeFrame
  deskIds?: ReadonlySet<string> | undefined
}

/** What desks are told of a message or a hand-over note that another hub has written; null where it is gone since. */
export async function readNotice(
  db: Db,
  { kind, subject }: { kind: 'message' | 'handover'; subject: string },
  now: number,
): Promise<Notice | null> {
  if (kind === 'message') {
    const message = await findStaffMessage(db, subject, now)
    return message && { frame: { type: 'staff_message', payload: message }, deskIds: readersOf(message) }
  }
  const current = await findCurrentHandover(db)
  if (current === null) return null
  const { version, author, at } = current
  return { frame: { type: 'handover_changed', payload: { version, author, at } } }
}

/** The desks that may read a message, or undefined for all. */
function readersOf({ fromDesk, toDesk }: StaffMessage): ReadonlySet<string> | undefined {
  if (!toDesk) return undefined
  return new Set([toDesk.id, ...(fromDesk ? [fromDesk.id] : [])])
}
