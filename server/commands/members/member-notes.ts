import { HubError } from '../../protocol/errors.ts'
import { MAX_MEMBER_NOTES, NOTE_LEVELS, type MemberNote, type NoteLevel } from '../../protocol/notes.ts'
import type { Actor, AuditAction } from '../../store/audit-log.ts'
import { findNote, listNotes, saveNote, type NoteRow } from '../../store/member-notes.ts'
import { findMember, readMember } from '../../store/members.ts'
import { forgetScansOfMember } from '../../store/recent-scans.ts'
import type { WriteContext } from '../../store/write.ts'
import { fingerprinter, type Fingerprints } from './audited-member.ts'
import { isoTime } from '../../domain/iso-time.ts'

/** A note as somebody writes it. */
export interface AskedNote {
  memberId: string
  /** Made by whoever asks, so that asking again writes no second one. */
  noteId: string
  level: NoteLevel
  text: string
  /** YYYY-MM-DD, or null. */
  until: string | null
}

/** Who writes, by id and by name. */
export interface Writer extends Actor {
  name: string
}

/**
 * Adds a note, or changes one; doing it again changes nothing. Throws `member_not_found`, `request_conflict` for a note
 * that was ended, and `invalid_message` for a last day that is over and for one note too many.
 */
export async function writeNote(
  context: WriteContext,
  asked: AskedNote,
  writer: Writer,
  fingerprints: Fingerprints,
): Promise<MemberNote> {
  const { tx, now } = context
  const { memberId, noteId: id, text, until } = asked
  if (!(await findMember(tx, memberId, context.counters.day.day)))
    throw new HubError('member_not_found', 'Member not found')
  const known = await findNote(tx, memberId, id)
  const alert = NOTE_LEVELS.indexOf(asked.level)
  if (known && known.ended_at !== null) {
    throw new HubError('request_conflict', 'Someone else has ended this note. Write a new one.')
  }
  if (known?.alert === alert && known.text === text && known.until === until) return noteOf(known)
  await requireRoom(context, asked, known === undefined)
  const author = writer.name
  const note: NoteRow = { member_id: memberId, id, alert, text, author, at: now, until, ended_at: null }
  await saveNote(tx, note)
  await noteChanged(context, { before: known, after: note, actor: writer, fingerprints })
  return noteOf(note)
}

async function requireRoom(
  context: WriteContext,
  { memberId, until }: AskedNote,
  isNew: boolean,
): Promise<void> {
  const today = context.counters.day.day
  if (until !== null && until < today)
    throw new HubError('invalid_message', 'This day is in the past. Choose a later one.')
  if (!isNew) return
  const notes = await listNotes(context.tx, memberId, today)
  if (notes.length < MAX_MEMBER_NOTES) return
  throw new HubError('invalid_message', `A member can have at most ${MAX_MEMBER_NOTES} notes. End one first.`)
}

/** Ends a note: it is shown no more. Doing it again changes nothing. Throws `member_not_found` for one there never was. */
export async function endNote(
  context: WriteContext,
  { memberId, noteId }: Pick<AskedNote, 'memberId' | 'noteId'>,
  actor: Actor,
  fingerprints: Fingerprints,
): Promise<MemberNote> {
  const known = await findNote(context.tx, memberId, noteId)
  if (!known) throw new HubError('member_not_found', 'There is no such note.')
  if (known.ended_at !== null) return noteOf(known)
  const ended = { ...known, ended_at: context.now }
  await saveNote(context.tx, ended)
  await noteChanged(context, { before: known, after: ended, actor, fingerprints })
  return noteOf(ended)
}

interface NoteChange {
  before: NoteRow | undefined
  after: NoteRow
  actor: Actor
  fingerprints: Fingerprints
}

/** Tells every desk and the audit log; the next scan is decided anew, also within the repeat window. */
async function noteChanged(context: WriteContext, change: NoteChange): Promise<void> {
  const { member_id: memberId } = change.after
  const { full_name, membership_type } = await readMember(context.tx, memberId, context.counters.day.day)
  forgetScansOfMember(context.tx, memberId)
  context.append({ type: 'member_changed', at: context.now, memberId }, { full_name, membership_type })
  await auditNote(context, change)
}

/** Puts a change of a note into the audit log: its level and end in the clear, its words as fingerprints. */
export async function auditNote(
  context: WriteContext,
  { before, after, actor, fingerprints }: NoteChange,
): Promise<void> {
  const print = await fingerprinter(context, after.member_id, fingerprints)
  const told = (note: NoteRow) => ({
    level: NOTE_LEVELS[note.alert],
    until: note.until,
    text: print('note', note.text),
  })
  const details = { note: after.id, ...(before && { before: told(before) }), after: told(after) }
  context.audit({ actor, action: actionOf(before, after), subject: after.member_id, details })
}

function actionOf(before: NoteRow | undefined, after: NoteRow): AuditAction {
  if (after.ended_at !== null) return 'note_ended'
  return before === undefined ? 'note_added' : 'note_changed'
}

/** A note as desks are sent it. */
export function noteOf({ id, alert, text, author, at, until }: NoteRow): MemberNote {
  return { id, level: levelOf(alert), text, author, at: isoTime(at), until }
}

/** The level that is kept as this number. */
export function levelOf(alert: number): NoteLevel {
  return NOTE_LEVELS[alert] ?? 'must_read'
}
