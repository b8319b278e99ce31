import { newSecret } from '../auth/random.ts'
import { confirmHandover, readHandover, writeHandover } from '../commands/handover.ts'
import { endNote, writeNote } from '../commands/member-notes.ts'
import { endMessage, listMessages, seeMessage, sendMessage } from '../commands/staff-messages.ts'
import type { Environment } from '../platform/clock.ts'
import type { Core } from './core.ts'
import type { MessagesPort } from '../http/messages-port.ts'
import type { StaffMessage } from '../protocol/staff-messages.ts'
import type { HubSettings } from '../settings/settings.ts'
import { sha256 } from '../platform/sha256.ts'
import { listDesks } from '../store/desks.ts'
import type { WriteContext } from '../store/write.ts'

interface MessagesParts {
  core: Core
  settings: HubSettings
  now: Environment['now']
  /** Tells every desk, or only those that are named. */
  notify: (text: string, deskIds?: ReadonlySet<string>) => void
}

/** What desks tell each other: written by the one writer, and told once it is committed. */
export function messagesPort({ core, settings, now, notify }: MessagesParts): MessagesPort {
  const { store, writer } = core
  const fingerprints = { hash: sha256, newSalt: newSecret }
  const rules = { timeZone: settings.gym.dayRule.timeZone, perMinute: settings.limits.staffMessagesPerMinute }
  const told = async (run: (context: WriteContext) => Promise<StaffMessage>): Promise<StaffMessage> => {
    const message = await writer.write(run)
    notify(JSON.stringify({ type: 'staff_message', payload: message }), readersOf(message))
    return message
  }
  return {
    writeNote: (asked, by) => writer.write((context) => writeNote(context, asked, by, fingerprints)),
    endNote: (asked, by) => writer.write((context) => endNote(context, asked, by, fingerprints)),
    async listMessages(deskId) {
      const desks = await listDesks(store.db)
      return {
        messages: await listMessages(store.db, deskId, now()),
        desks: desks.map(({ id, name }) => ({ id, name })),
      }
    },
    sendMessage: (asked, by) => told((context) => sendMessage(context, asked, by, rules)),
    endMessage: (asked, by) => told((context) => endMessage(context, asked, by)),
    seeMessage: (id, by) => told((context) => seeMessage(context, id, by)),
    readHandover: (staffId) => readHandover(store.db, staffId),
    async writeHandover(asked, by) {
      const written = await writer.write((context) => writeHandover(context, asked, by))
      const { version, author, at } = written
      notify(JSON.stringify({ type: 'handover_changed', payload: { version, author, at } }))
      return written
    },
    confirmHandover: (version, by) => writer.write((context) => confirmHandover(context, version, by)),
  }
}

/** The desks that may read a message, or undefined for all. */
function readersOf({ fromDesk, toDesk }: StaffMessage): ReadonlySet<string> | undefined {
  if (!toDesk) return undefined
  return new Set([toDesk.id, ...(fromDesk ? [fromDesk.id] : [])])
}
