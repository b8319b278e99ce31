import type { Writer } from '../commands/member-notes.ts'
import type { AskedNote } from '../commands/member-notes.ts'
import type { AskedMessage } from '../commands/staff-messages.ts'
import type { Handover, HandoverVersion } from '../protocol/handover.ts'
import type { MemberNote } from '../protocol/notes.ts'
import type { MessageDesk, StaffMessage } from '../protocol/staff-messages.ts'

/** What desks tell each other, as the HTTP addresses need it. Each throws a HubError where the hub refuses. */
export interface MessagesPort {
  writeNote: (asked: AskedNote, writer: Writer) => Promise<MemberNote>
  endNote: (asked: Pick<AskedNote, 'memberId' | 'noteId'>, writer: Writer) => Promise<MemberNote>
  /** The messages that a desk may see, of all where it is null, and the desks that one can be sent to. */
  listMessages: (deskId: string | null) => Promise<{ messages: StaffMessage[]; desks: MessageDesk[] }>
  sendMessage: (asked: AskedMessage, writer: Writer) => Promise<StaffMessage>
  endMessage: (asked: { id: string; mayEndAny: boolean }, writer: Writer) => Promise<StaffMessage>
  seeMessage: (id: string, writer: Writer) => Promise<StaffMessage>
  readHandover: (staffId: string) => Promise<Handover>
  writeHandover: (asked: { base: number; text: string }, writer: Writer) => Promise<HandoverVersion>
  confirmHandover: (version: number, writer: Writer) => Promise<void>
}
