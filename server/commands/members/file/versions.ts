import { cleanName } from '../../../protocol/names.ts'
import type { MemberRow } from '../../../store/rights.ts'
import type { NoteRow } from '../../../store/member-notes.ts'
import { levelOf } from '../member-notes.ts'

/**
 * The version of a member in a file: a short mark of each value that an import may write over. Where a mark is not that of
 * the value any more, somebody has changed it since, and the file is older. Marks and not a number: they are right after a
 * restore too, and tell which value it was.
 */

/** In the order of their marks. New ones are added at the end: what has no mark counts as not known. */
export const VERSIONED = [
  'full_name',
  'membership_type',
  'valid_from',
  'valid_until',
  'visits_left',
  'phone',
  'email',
  'birthday',
  'frozen_from',
  'frozen_until',
  'suspended',
  'debt_cents',
  'debt_since',
  'note',
  'note_must_be_read',
] as const

export type VersionedColumn = (typeof VERSIONED)[number]
export type VersionedValues = Record<VersionedColumn, string | number | null>

/** A number of 32 bits that is another one for another text; passed in because this room knows no Node. */
export type Checksum = (text: string) => number

/** A version is a word, so that no spreadsheet takes it for a number. */
const PREFIX = 'v'

/** Letters of a mark: one change in 1.7 million is not noticed, and a file of 200,000 members is 12 MB longer. */
const MARK_LETTERS = 4
const MARKS = 36 ** MARK_LETTERS
const UNKNOWN_MARK = '-'.repeat(MARK_LETTERS)

/** What a desk can change today: where nobody knows what a value was, these may have been changed since. */
const CHANGED_AT_DESKS: ReadonlySet<VersionedColumn> = new Set([
  'valid_from',
  'valid_until',
  'visits_left',
  'frozen_from',
  'frozen_until',
  'debt_cents',
  'note',
  'note_must_be_read',
])

/** What a file has of a member and the note that asks the most. */
export function valuesOf(member: MemberRow, note: NoteRow | undefined): VersionedValues {
  return {
    full_name: member.full_name,
    membership_type: member.membership_type,
    valid_from: member.valid_from,
    valid_until: member.valid_until,
    visits_left: member.visits_left,
    phone: member.phone,
    email: member.email,
    birthday: member.birthday,
    frozen_from: member.frozen_from,
    frozen_until: member.frozen_until,
    suspended: member.suspended,
    debt_cents: member.debt_cents,
    debt_since: member.debt_since,
    note: note?.text ?? '',
    note_must_be_read: note !== undefined && levelOf(note.alert) === 'must_read' ? 1 : 0,
  }
}

export function versionOf(values: VersionedValues, checksum: Checksum): string {
  return PREFIX + VERSIONED.map((column) => markOf(values[column], checksum)).join('')
}

/** The version with the marks of these columns as the values are now; the others as they were, or not known. */
export function renewedVersion(
  version: string | null,
  values: VersionedValues,
  columns: ReadonlySet<VersionedColumn>,
  checksum: Checksum,
): string {
  const marks = VERSIONED.map((column) =>
    columns.has(column) ? markOf(values[column], checksum) : markIn(version, column),
  )
  return PREFIX + marks.join('')
}

/** The version with the marks of these columns, as far as none is known, as the values are now: the next file is compared with them. */
export function notedVersion(
  version: string | null,
  values: VersionedValues,
  columns: readonly VersionedColumn[],
  checksum: Checksum,
): string {
  const unknown = columns.filter((column) => markIn(version, column) === UNKNOWN_MARK)
  return renewedVersion(version, values, new Set(unknown), checksum)
}

/** True where a value is not what it was at this version, or may not be. `version` is null where there is none. */
export function isChangedSince(
  version: string | null,
  column: VersionedColumn,
  value: string | number | null,
  checksum: Checksum,
): boolean {
  const mark = markIn(version, column)
  return mark === UNKNOWN_MARK ? CHANGED_AT_DESKS.has(column) : mark !== markOf(value, checksum)
}

/** True where a value is what it was at this version. */
export function isAsExported(
  version: string,
  column: VersionedColumn,
  value: string | number | null,
  checksum: Checksum,
): boolean {
  return markIn(version, column) === markOf(value, checksum)
}

/** The columns in which two members differ, in the order of the file. */
export function differencesOf(one: VersionedValues, other: VersionedValues): VersionedColumn[] {
  return VERSIONED.filter(
    (column) =>
      one[column] !== other[column] && cleaned(column, one[column]) !== cleaned(column, other[column]),
  )
}

/** A value as it comes back from a file: what was kept before names were cleaned is not another one for that. */
function cleaned(column: VersionedColumn, value: string | number | null): string {
  return column === 'note' ? textOf(value).trim() : cleanName(textOf(value))
}

function textOf(value: string | number | null): string {
  return String(value ?? '')
}

function markOf(value: string | number | null, checksum: Checksum): string {
  return (checksum(textOf(value)) % MARKS).toString(36).padStart(MARK_LETTERS, '0')
}

function markIn(version: string | null, column: VersionedColumn): string {
  const at = PREFIX.length + VERSIONED.indexOf(column) * MARK_LETTERS
  const mark = version?.slice(at, at + MARK_LETTERS) ?? ''
  return mark.length === MARK_LETTERS ? mark : UNKNOWN_MARK
}
