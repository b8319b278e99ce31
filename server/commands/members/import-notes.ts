import { NOTE_LEVELS } from '../../protocol/notes.ts'
import type { Actor } from '../../store/audit-log.ts'
import { listNotes, saveNote, type NoteRow } from '../../store/member-notes.ts'
import type { WriteContext } from '../../store/write.ts'
import type { Fingerprints } from './audited-member.ts'
import { auditNote } from './member-notes.ts'
import type { MemberFileRow } from './file/row-shape.ts'

const WARNING = NOTE_LEVELS.indexOf('warning')
const MUST_READ = NOTE_LEVELS.indexOf('must_read')

interface NoteParts {
  actor: Actor
  newId: () => string
  fingerprints: Fingerprints
}

/** What the row says of a member's notes, where it says anything, else what they are: the one that asks the most, or none. */
export function noteAfter(
  row: MemberFileRow,
  notes: readonly NoteRow[],
): { note: string; note_must_be_read: 0 | 1 } {
  const [first] = notes
  const text = row.note ?? first?.text ?? ''
  if (text === '') return { note: '', note_must_be_read: 0 }
  const alert = alertOf(row.note_must_be_read, knownNote(notes, text))
  return { note: text, note_must_be_read: alert === MUST_READ ? 1 : 0 }
}

/**
 * Takes the note of a file's row over. Its columns are the note that asks the most: with the same words it stays, with
 * other words it is ended and the row's is added, and an empty cell ends it. The others are not in the file and stay, as
 * does all where the columns are missing.
 */
export async function importNote(
  context: WriteContext,
  parts: NoteParts,
  memberId: string,
  row: MemberFileRow,
): Promise<void> {
  if (row.note === undefined && row.note_must_be_read === undefined) return
  const notes = await listNotes(context.tx, memberId, context.counters.day.day)
  const [first] = notes
  const text = row.note ?? first?.text ?? ''
  const end = (note: NoteRow) => change(context, parts, note, { ...note, ended_at: context.now })
  if (text === '') {
    if (first) await end(first)
    return
  }
  const known = knownNote(notes, text)
  const alert = alertOf(row.note_must_be_read, known)
  if (known) {
    if (known.alert !== alert) await change(context, parts, known, { ...known, alert, at: context.now })
    return
  }
  if (first) await end(first)
  const id = parts.newId()
  const made = {
    member_id: memberId,
    id,
    alert,
    text,
    author: '',
    at: context.now,
    until: null,
    ended_at: null,
  }
  await change(context, parts, undefined, made)
}

function knownNote(notes: readonly NoteRow[], text: string): NoteRow | undefined {
  return notes.find((note) => note.text.trim() === text.trim())
}

/** The file knows two levels; a note that it does not say otherwise of keeps its own. */
function alertOf(mustBeRead: boolean | undefined, known: NoteRow | undefined): number {
  const before = known?.alert ?? WARNING
  if (mustBeRead === undefined) return before
  if (mustBeRead) return MUST_READ
  return before === MUST_READ ? WARNING : before
}

async function change(
  context: WriteContext,
  { actor, fingerprints }: NoteParts,
  before: NoteRow | undefined,
  after: NoteRow,
): Promise<void> {
  await saveNote(context.tx, after)
  await auditNote(context, { before, after, actor, fingerprints })
}
