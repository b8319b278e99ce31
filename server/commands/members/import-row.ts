import { isReadableCode, MIN_CODE_CHARACTERS } from '../../domain/credential-code.ts'
import { MAX_CODE_CHARACTERS } from '../../protocol/limits.ts'
import { isToCome } from '../../protocol/member-fields.ts'
import { findCredential } from '../../store/credentials.ts'
import { findNoMember } from '../../store/deleted-members.ts'
import type { MemberRow } from '../../store/rights.ts'
import { findImportedVersion } from '../../store/import-members.ts'
import { listNotes } from '../../store/member-notes.ts'
import type { WriteContext } from '../../store/write.ts'
import { because, refusedAt, sharedBy } from './file/refusal.ts'
import type { MemberFileRow } from './file/row-shape.ts'
import {
  differencesOf,
  isChangedSince,
  renewedVersion,
  valuesOf,
  type Checksum,
  type VersionedColumn,
} from './file/versions.ts'
import type { Fingerprints } from './audited-member.ts'
import { cardCodeOf } from './card-code.ts'
import { emptyMember } from './empty-member.ts'
import { mergedMember } from './import-member.ts'
import { noteAfter } from './import-notes.ts'
import { newPhotoOf, type FilePhotos, type NewPhoto } from './import-photo.ts'
import { findOwner, type Owners } from './import-owner.ts'
import { requireOrder } from './import-spans.ts'
import { withStatus } from './import-status.ts'
import { withoutUnedited } from './import-unedited.ts'

/** What a row will do: the same whether it is only looked at or written. */
export interface RowPlan {
  row: MemberFileRow
  known: MemberRow | undefined
  member: MemberRow
  /** What will be another value than it is. */
  differences: VersionedColumn[]
  newCodes: string[]
  photo: NewPhoto | null
  /** What the next file without versions will be compared with, or null where it stays as it is. */
  importedVersion: string | null
}

interface PlanParts {
  newId: () => string
  checksum: Checksum
  fingerprints: Fingerprints
  photos?: FilePhotos | undefined
}

/**
 * Decides what a row does. Throws a HubError with the line for whatever is a person's to decide: whose row it is, a value
 * that a desk has changed since, a word that no column bears out.
 */
export async function planRow(
  context: WriteContext,
  parts: PlanParts,
  sent: MemberFileRow,
  owners: Owners,
): Promise<RowPlan> {
  const { newId, checksum } = parts
  const { tx, now } = context
  const coded = await withCardCodes(context, sent)
  const today = context.counters.day.day
  if (isToCome(coded.birthday ?? null, today))
    throw refusedAt(coded.line, 'birthday', because('birthday_to_come'))
  const known = await findOwner(context, coded, owners)
  if (!known) await requireMember(context, coded)
  const before = known ?? emptyMember(coded.id ?? coded.sourceId ?? newId(), now)
  const whole = withStatus(coded, mergedMember(before, coded, { now, today }))
  const row = known ? withoutUnedited(whole, known, checksum) : whole
  const member = mergedMember(before, row, { now, today })
  const notes = known ? await listNotes(tx, known.id, today) : []
  const values = { ...valuesOf(member, undefined), ...noteAfter(row, notes) }
  const current = valuesOf(before, notes[0])
  const differences = differencesOf(current, values)
  requireOrder(row, member, differences)
  const imported = known ? await findImportedVersion(tx, known.id) : null
  const version = row.version || imported
  const stale = differences.filter((column) => isChangedSince(version, column, current[column], checksum))
  if (known) requireFresh(row, stale)
  const newCodes = await newCodesOf(context, row)
  const photo = newPhotoOf(parts, row, member)
  const next =
    known && row.version ? null : renewedVersion(imported, values, statedColumns(row, known), checksum)
  return {
    ...{ row, known, differences, newCodes, photo },
    member: photo ? { ...member, photo_url: photo.address } : member,
    importedVersion: next === imported ? null : next,
  }
}

function requireFresh(row: MemberFileRow, stale: readonly VersionedColumn[]): void {
  const [column] = stale
  if (column === undefined) return
  throw refusedAt(row.line, column, because(row.version ? 'changed_since_export' : 'changed_since_import'))
}

const ADD_AS_NEW = 'Leave the line out, or empty the id to add them as somebody new.'
const NO_MEMBER = {
  deleted: `is that of a member who was deleted here. ${ADD_AS_NEW}`,
  visitor: `is that of a member of another gym who visits this one. ${ADD_AS_NEW}`,
}

/** Nobody who was deleted comes back with an old file: only a person can say that they are to. */
async function requireMember({ tx }: WriteContext, { line, id, sourceId }: MemberFileRow): Promise<void> {
  const named = id ?? sourceId
  const found = named === undefined ? null : await findNoMember(tx, named)
  if (found !== null) throw refusedAt(line, 'id', NO_MEMBER[found])
}

/** The row with the codes of its cards as they are kept. Throws a HubError where one of them is that of an earlier row. */
async function withCardCodes({ tx }: WriteContext, row: MemberFileRow): Promise<MemberFileRow> {
  for (const { code, other, line } of row.alike ?? []) {
    const isOne = (await cardCodeOf(tx, code)) === (await cardCodeOf(tx, other))
    if (isOne) throw sharedBy(row.line, 'credentials', line)
  }
  if (!row.credentials) return row
  const credentials: string[] = []
  for (const code of row.credentials) credentials.push(await cardCodeOf(tx, code))
  return { ...row, credentials: [...new Set(credentials)] }
}

/** The cards that nobody has yet. Throws a HubError for one that no reader's scan would be believed of. */
async function newCodesOf({ tx }: WriteContext, row: MemberFileRow): Promise<string[]> {
  const codes: string[] = []
  for (const code of row.credentials ?? []) {
    if (await findCredential(tx, code)) continue
    if (!isReadableCode(code)) {
      const bounds = { least: MIN_CODE_CHARACTERS, most: MAX_CODE_CHARACTERS }
      throw refusedAt(row.line, 'credentials', because('unreadable_card', bounds))
    }
    codes.push(code)
  }
  return codes
}

/** What the file says something of: everything of a member who is new with it. */
function statedColumns(row: MemberFileRow, known: MemberRow | undefined): Set<VersionedColumn> {
  const columns = Object.keys(valuesOf(emptyMember('', 0), undefined)) as VersionedColumn[]
  return new Set(columns.filter((column) => !known || row[column] !== undefined))
}
