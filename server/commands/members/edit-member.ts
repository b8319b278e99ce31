import type { z } from 'zod'
import { HubError } from '../../protocol/errors.ts'
import type {
  EditableField,
  EditableMember,
  EditedMember,
  FieldValue,
  memberEdit,
} from '../../protocol/member-edits.ts'
import { requireRight } from '../../protocol/rights.ts'
import type { Role } from '../../protocol/roles.ts'
import type { Actor, AuditAction } from '../../store/audit-log.ts'
import type { Db } from '../../store/database.ts'
import type { MemberRow } from '../../store/rights.ts'
import type { MembersTable } from '../../store/tables/members.ts'
import { saveMember } from '../../store/import-members.ts'
import { findMember, searchText } from '../../store/members.ts'
import { forgetScansOfMember } from '../../store/recent-scans.ts'
import type { WriteContext } from '../../store/write.ts'
import { once } from '../once.ts'
import { requireBorn } from './add-member.ts'
import { changesOf, fingerprinter, type Fingerprints } from './audited-member.ts'
import type { Checksum } from './file/versions.ts'
import { noteVersion } from './note-version.ts'
import { propose, settleProposals } from './member-proposals.ts'

/** Whoever edits, and what the hub gives to it. */
export interface Editor {
  actor: Actor & { role: Role }
  fingerprints: Fingerprints
  checksum: Checksum
  newId: () => string
}

/** A change of one field: what was seen there, and what is wanted. */
interface FieldChange {
  field: EditableField
  was: FieldValue
  now: FieldValue
}

/** What can be edited of a member, as it is kept. Throws `member_not_found`. */
export async function readFields(
  { db, today }: { db: Db; today: string },
  { memberId }: { memberId: string },
): Promise<EditableMember> {
  return editableOf(await requireMember(db, memberId, today))
}

/**
 * Changes fields of a member, each by itself; doing it again changes nothing. A field that is neither what whoever asks has seen nor what
 * they want was changed by somebody else meanwhile: what was typed becomes a proposal. Throws `member_not_found`, `forbidden` for a
 * suspension without the right, and `invalid_message` for a birthday to come.
 */
export async function editMember(
  context: WriteContext,
  asked: z.output<typeof memberEdit>,
  editor: Editor,
): Promise<EditedMember> {
  const { memberId, id, fields } = asked
  const member = await requireMember(context.tx, memberId, context.counters.day.day)
  const changes = Object.entries(fields).map(([field, change]) => ({ field, ...change }) as FieldChange)
  for (const { field } of changes) requireMayEdit(editor.actor, field)
  requireBorn(context, fields.birthday?.now ?? null, 'fields.birthday.now')
  const print = await fingerprinter(context, memberId, editor.fingerprints)
  const request = { id, bodyHash: print('members.edit', asked) }
  return once(context, request, () => edit(context, member, changes, editor))
}

async function edit(
  context: WriteContext,
  member: MemberRow,
  changes: readonly FieldChange[],
  editor: Editor,
): Promise<EditedMember> {
  const known = editableOf(member)
  const isFree = ({ field, was, now }: FieldChange) => known[field] === was || known[field] === now
  const free = changes.filter(isFree)
  const overtaken = changes.filter((change) => !isFree(change))
  const values = Object.fromEntries(free.map(({ field, now }) => [field, now])) as Partial<EditableMember>
  const isSaved = await saveFields(context, member, values, { action: 'member_changed', ...editor })
  const isProposed = await propose(context, member.id, overtaken, editor)
  if (isSaved || isProposed) announceChange(context, { ...member, ...values })
  return { taken: free.map(({ field }) => field), proposed: overtaken.map(({ field }) => field) }
}

/** Writes fields of a member, with their line in the audit log; false where all of them are so already. */
export async function saveFields(
  context: WriteContext,
  before: MemberRow,
  values: Partial<EditableMember>,
  { action, actor, fingerprints, checksum }: Editor & { action: AuditAction },
): Promise<boolean> {
  await settleProposals(context, before.id, values)
  const { suspended, ...texts } = { ...editableOf(before), ...values }
  const member: MemberRow = { ...before, ...texts, suspended: suspended ? 1 : 0, updated_at: context.now }
  const details = await changesOf(context, before, member, fingerprints)
  if (Object.keys(details).length === 0) return false
  await noteVersion(context, before, Object.keys(values) as EditableField[], checksum)
  saveMember(context.tx, { ...member, search_text: searchText(member.full_name, member.phone) })
  context.audit({ actor, action, subject: member.id, details })
  return true
}

/** Tells every desk; the next scan is decided anew, also within the repeat window. */
export function announceChange(
  context: WriteContext,
  { id, full_name, membership_type }: Pick<MembersTable, 'id' | 'full_name' | 'membership_type'>,
): void {
  forgetScansOfMember(context.tx, id)
  context.append({ type: 'member_changed', at: context.now, memberId: id }, { full_name, membership_type })
}

/** Throws `forbidden` where somebody may not change this field. */
export function requireMayEdit({ role }: { role: Role }, field: EditableField): void {
  if (field === 'suspended') requireRight(role, 'change_members')
}

export function editableOf(member: MembersTable): EditableMember {
  const { full_name, membership_type, phone, email, birthday, suspended } = member
  return { full_name, membership_type, phone, email, birthday, suspended: suspended === 1 }
}

async function requireMember(db: Db, id: string, today: string): Promise<MemberRow> {
  const member = await findMember(db, id, today)
  if (!member) throw new HubError('member_not_found', 'Member not found')
  return member
}
