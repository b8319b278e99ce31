import type { z } from 'zod'
import type { memberMerge, MergedField } from '../../protocol/duplicates.ts'
import { EDITABLE_FIELDS, type EditableMember } from '../../protocol/member-edits.ts'
import { HubError } from '../../protocol/errors.ts'
import { photoAddress } from '../../protocol/photo-address.ts'
import type { Actor } from '../../store/audit-log.ts'
import { saveMember } from '../../store/import-members.ts'
import { searchText } from '../../store/members.ts'
import { addRow, dropRow, emptyRecord, findRow, noteRow, type MergeRecord } from '../../store/merge-rows.ts'
import { insertMerge } from '../../store/merges.ts'
import { forgetScansOfMember } from '../../store/recent-scans.ts'
import type { MemberRow } from '../../store/rights.ts'
import type { WriteContext } from '../../store/write.ts'
import { latestNow, once } from '../once.ts'
import { changesOf, fingerprinter, type Fingerprints } from '../members/audited-member.ts'
import { memberOf } from '../members/change-member.ts'
import { announceChange, editableOf } from '../members/edit-member.ts'
import type { Checksum } from '../members/file/versions.ts'
import { noteVersion } from '../members/note-version.ts'
import type { ClosingContext } from '../visits/end-overdue.ts'
import { leaveOneInside, type TakenBack } from './one-inside.ts'
import { adaptRights } from './move-rights.ts'
import { moveAll } from './move-rows.ts'

type Asked = z.output<typeof memberMerge>

/** Whoever merges, and what the hub gives to it. */
export interface Merger {
  actor: Actor
  fingerprints: Fingerprints
  checksum: Checksum
  newId: () => string
}

interface Pair {
  into: MemberRow
  from: MemberRow
}

/** What is kept to undo a merge. */
export interface WholeRecord extends MergeRecord {
  takenBack: TakenBack | null
}

/**
 * Makes two members one: all that belongs to the one who goes is given to the one who stays, who has of each field what was chosen. Doing
 * it again changes nothing. Throws `member_not_found`, and `request_conflict` where one of them was changed since they were looked at.
 */
export async function mergeMembers(
  context: ClosingContext,
  asked: Asked,
  by: Merger,
): Promise<{ id: string; memberId: string }> {
  const into = await memberOf(context, asked.memberId)
  const print = await fingerprinter(context, into.id, by.fingerprints)
  const request = { id: asked.id, bodyHash: print('members.merge', asked) }
  return once(context, request, async () => {
    const from = await memberOf(context, asked.otherId)
    requireSeen(asked, { into, from })
    await merge(context, asked, { into, from }, by)
    return { id: asked.id, memberId: into.id }
  })
}

function requireSeen({ seen }: Asked, { into, from }: Pair): void {
  if (Date.parse(seen.member) === into.updated_at && Date.parse(seen.other) === from.updated_at) return
  throw new HubError(
    'request_conflict',
    'One of the two members was changed since you looked. Look at both again, then merge them.',
  )
}

async function merge(context: ClosingContext, asked: Asked, pair: Pair, by: Merger): Promise<void> {
  const { tx, audit } = context
  const { into, from } = pair
  const ids = { into: into.id, from: from.id }
  forgetScansOfMember(tx, into.id)
  forgetScansOfMember(tx, from.id)
  const takenBack = await leaveOneInside(context, [into, from])
  const record: WholeRecord = { ...emptyRecord(), takenBack }
  await adaptRights(tx, pair, { record, newId: by.newId })
  await moveAll(tx, ids, record)
  await choosePhoto(context, ids, asked.take.includes('photo'), record)
  const merged = await takeFields(context, pair, asked.take, { record, by })
  await dropRows(context, from.id, record)
  await addRow(tx, { table: 'merged_members', row: { member_id: from.id, into_id: into.id } }, record)
  const made = {
    id: asked.id,
    into_id: into.id,
    from_id: from.id,
    at: latestNow(context),
    staff_id: by.actor.id,
  }
  await insertMerge(tx, made, record)
  announceChange(context, merged)
  announceChange(context, { ...merged, id: from.id })
  const details = await changesOf(context, into, merged, by.fingerprints)
  const { actor } = by
  audit({
    ...{ actor, action: 'member_merged', subject: into.id },
    details: { merge: asked.id, other: from.id, ...details },
  })
  audit({ actor, action: 'member_merged', subject: from.id, details: { merge: asked.id, into: into.id } })
}

async function choosePhoto(
  { tx }: WriteContext,
  { into, from }: { into: string; from: string },
  isTaken: boolean,
  record: MergeRecord,
): Promise<void> {
  const [own, other] = [
    await findRow(tx, 'member_photos', { member_id: into }),
    await findRow(tx, 'member_photos', { member_id: from }),
  ]
  if (!other) return
  await dropRow(tx, { table: 'member_photos', row: other }, ['member_id'], record)
  if (!isTaken) return
  if (own) await dropRow(tx, { table: 'member_photos', row: own }, ['member_id'], record)
  await addRow(tx, { table: 'member_photos', row: { ...other, member_id: into } }, record)
}

/** Writes the member who stays, as they are now with what the other one brought. */
async function takeFields(
  context: ClosingContext,
  { into, from }: Pair,
  take: readonly MergedField[],
  { record, by }: { record: MergeRecord; by: Merger },
): Promise<MemberRow> {
  const { tx, now } = context
  const key = { id: into.id }
  const before = await findRow(tx, 'members', key)
  const mark = await findRow(tx, 'imported_members', { member_id: into.id })
  const fields = EDITABLE_FIELDS.filter((field) => take.includes(field))
  const theirs = editableOf(from)
  const values = Object.fromEntries(fields.map((field) => [field, theirs[field]])) as Partial<EditableMember>
  const { suspended, ...texts } = { ...editableOf(into), ...values }
  await noteVersion(context, into, fields, by.checksum)
  const photo = await findRow(tx, 'member_photos', { member_id: into.id })
  const joined = await memberOf(context, into.id)
  // A pack that counts keeps the name that it was sold under.
  const isNamed = joined.membership_type !== joined.rights.planName
  const merged: MemberRow = {
    ...{ ...joined, ...texts, ...(isNamed && { membership_type: joined.membership_type }) },
    ...{ suspended: suspended ? 1 : 0, updated_at: now },
    ...{ debt_cents: into.debt_cents + from.debt_cents, debt_since: sinceOf(into, from) },
    search_text: searchText(texts.full_name, texts.phone),
    photo_url: photo ? photoAddress(into.id, String(photo['version'])) : into.photo_url,
  }
  saveMember(tx, merged)
  await noteRow(tx, { table: 'members', key, before }, record)
  await noteRow(tx, { table: 'imported_members', key: { member_id: into.id }, before: mark }, record)
  return merged
}

/** A debt is as old as its oldest part; one of which nobody knows since when stays so. */
function sinceOf(one: MemberRow, other: MemberRow): string | null {
  const owing = [one, other].filter(({ debt_cents }) => debt_cents > 0).map(({ debt_since }) => debt_since)
  if (owing.includes(null)) return null
  return owing.sort()[0] ?? null
}

async function dropRows({ tx }: WriteContext, memberId: string, record: MergeRecord): Promise<void> {
  const mark = await findRow(tx, 'imported_members', { member_id: memberId })
  if (mark) await dropRow(tx, { table: 'imported_members', row: mark }, ['member_id'], record)
  const member = await findRow(tx, 'members', { id: memberId })
  if (member) await dropRow(tx, { table: 'members', row: member }, ['id'], record)
}
