import { findImportedVersion, saveImportedVersion } from '../../store/import-members.ts'
import type { MemberRow } from '../../store/rights.ts'
import type { WriteContext } from '../../store/write.ts'
import { notedVersion, valuesOf, type Checksum, type VersionedColumn } from './file/versions.ts'

/** Keeps what a file of before would say of fields that a desk changes now: an older file shall not undo that unseen. The member is there. */
export async function noteVersion(
  { tx }: WriteContext,
  before: MemberRow,
  fields: readonly VersionedColumn[],
  checksum: Checksum,
): Promise<void> {
  const known = await findImportedVersion(tx, before.id)
  const version = notedVersion(known, valuesOf(before, undefined), fields, checksum)
  if (version !== known) saveImportedVersion(tx, { member_id: before.id, version })
}
