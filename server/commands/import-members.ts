import { HubError } from '../protocol/errors.ts'
import type { MembersTable } from '../store/database.ts'
import { findCredential } from '../store/credentials.ts'
import { insertCredential, saveMember } from '../store/import-members.ts'
import { findMember, searchText } from '../store/members.ts'
import type { WriteContext } from '../store/write.ts'
import { codesOf, type MemberFileRow } from './members-file.ts'

export interface Imported {
  added: number
  changed: number
}

/**
 * Takes the rows of a members file over, all or none. A row with a known id, or with a card that a member has, changes
 * that member; every other row is a new one. A card that belongs to somebody else refuses the file.
 */
export async function importMembers(
  context: WriteContext,
  rows: readonly MemberFileRow[],
  newId: () => string,
): Promise<Imported> {
  const imported = { added: 0, changed: 0 }
  for (const row of rows) {
    const known = await findByRow(context, row)
    const member = merged(known, row, { id: row.id ?? newId(), now: context.now })
    await saveMember(context.tx, member)
    await giveCards(context, member.id, row)
    imported[known ? 'changed' : 'added'] += 1
    if (known) await announceChange(context, member)
  }
  return imported
}

async function findByRow(context: WriteContext, row: MemberFileRow): Promise<MembersTable | undefined> {
  if (row.id) return findMember(context.tx, row.id)
  for (const code of codesOf(row)) {
    const card = await findCredential(context.tx, code)
    if (card) return findMember(context.tx, card.member_id)
  }
  return undefined
}

async function giveCards(context: WriteContext, memberId: string, row: MemberFileRow): Promise<void> {
  for (const code of codesOf(row)) {
    const card = await findCredential(context.tx, code)
    if (card && card.member_id !== memberId) {
      throw new HubError('invalid_message', `Line ${row.line}: a card of this row belongs to another member.`)
    }
    if (!card) {
      await insertCredential(context.tx, {
        code,
        member_id: memberId,
        created_at: context.now,
        revoked_at: null,
      })
    }
  }
}

/** The member as the row has it; columns that the file does not have stay as they were. */
function merged(
  known: MembersTable | undefined,
  row: MemberFileRow,
  made: { id: string; now: number },
): MembersTable {
  const before = known ?? emptyMember(made.id, made.now)
  const asFlag = (value: boolean | undefined, old: 0 | 1) => (value === undefined ? old : value ? 1 : 0)
  const member: MembersTable = {
    ...before,
    full_name: row.full_name,
    membership_type: row.membership_type ?? before.membership_type,
    phone: row.phone ?? before.phone,
    email: row.email ?? before.email,
    birthday: row.birthday === undefined ? before.birthday : row.birthday,
    valid_from: row.valid_from === undefined ? before.valid_from : row.valid_from,
    valid_until: row.valid_until === undefined ? before.valid_until : row.valid_until,
    visits_left: row.visits_left === undefined ? before.visits_left : row.visits_left,
    frozen_from: row.frozen_from === undefined ? before.frozen_from : row.frozen_from,
    frozen_until: row.frozen_until === undefined ? before.frozen_until : row.frozen_until,
    suspended: asFlag(row.suspended, before.suspended),
    debt_cents: row.debt_cents ?? before.debt_cents,
    note: row.note ?? before.note,
    note_must_be_read: asFlag(row.note_must_be_read, before.note_must_be_read),
    updated_at: made.now,
  }
  return { ...member, search_text: searchText(member.full_name, member.phone) }
}

/** A member of whom nothing is known yet: may come in, owes nothing. */
export function emptyMember(id: string, now: number): MembersTable {
  return {
    id,
    full_name: '',
    membership_type: '',
    phone: '',
    email: '',
    photo_url: null,
    birthday: null,
    valid_from: null,
    valid_until: null,
    visits_left: null,
    frozen_from: null,
    frozen_until: null,
    suspended: 0,
    debt_cents: 0,
    note: '',
    note_must_be_read: 0,
    search_text: '',
    created_at: now,
    updated_at: now,
  }
}

async function announceChange(context: WriteContext, member: MembersTable): Promise<void> {
  const { id, full_name, membership_type } = member
  await context.append(
    { type: 'member_changed', at: context.now, memberId: id },
    { full_name, membership_type },
  )
}
