import { HubError } from '../../protocol/errors.ts'
import type { MembersTable } from '../../store/database.ts'
import { findCredential } from '../../store/credentials.ts'
import { insertCredential, saveMember } from '../../store/import-members.ts'
import { findMember, searchText } from '../../store/members.ts'
import type { WriteContext } from '../../store/write.ts'
import { changesOf, type Fingerprints } from './audited-member.ts'
import type { Actor } from '../../store/audit-log.ts'
import { importNote } from './import-notes.ts'
import { codesOf, type MemberFileRow } from './members-file.ts'

export interface Imported {
  added: number
  changed: number
}

interface ImportParts {
  /** Runs one piece of work in a transaction of its own, between the commands of the desks. */
  write: <Result>(run: (context: WriteContext) => Promise<Result>) => Promise<Result>
  actor: Actor
  newId: () => string
  fingerprints: Fingerprints
}

/** Rows in one transaction: a desk's scan waits for at most one of them, some 20 ms. */
const ROWS_AT_ONCE = 500

/**
 * Takes the rows of a members file over. A row with a known id, or with a card that a member has, changes that member;
 * every other row is a new one. A card that belongs to somebody else refuses the file before anything is written. A
 * disk that fails on the way leaves whole rows, and the error says up to which line.
 */
export async function importMembers(parts: ImportParts, rows: readonly MemberFileRow[]): Promise<Imported> {
  const { write } = parts
  const pieces = inPieces(rows)
  const owners = new Map<string, string>()
  for (const piece of pieces) await write((context) => requireOwnCards(context, piece, owners))
  const imported = { added: 0, changed: 0 }
  let lastLine = 0
  for (const piece of pieces) {
    const done = await write((context) => takeOver(context, parts, piece)).catch((error: unknown) => {
      throw lastLine === 0 ? error : brokenOff(error, lastLine)
    })
    imported.added += done.added
    imported.changed += done.changed
    lastLine = piece.at(-1)?.line ?? lastLine
  }
  return imported
}

function inPieces(rows: readonly MemberFileRow[]): MemberFileRow[][] {
  const count = Math.ceil(rows.length / ROWS_AT_ONCE)
  return Array.from({ length: count }, (_, piece) =>
    rows.slice(piece * ROWS_AT_ONCE, (piece + 1) * ROWS_AT_ONCE),
  )
}

function brokenOff(error: unknown, line: number): HubError {
  const code = error instanceof HubError ? error.code : 'internal'
  const problem = new HubError(
    code,
    `Imported up to line ${line}, then the hub had to stop. Import the rest.`,
  )
  problem.cause = error
  return problem
}

/** Looks at the cards of some rows: each may have one owner, in the file and among the members. */
async function requireOwnCards(
  context: WriteContext,
  rows: readonly MemberFileRow[],
  owners: Map<string, string>,
): Promise<void> {
  for (const row of rows) {
    const codes = codesOf(row)
    const known: (string | undefined)[] = []
    for (const code of codes) {
      known.push(owners.get(code) ?? (await findCredential(context.tx, code))?.member_id)
    }
    const owner = row.id ?? known.find((id) => id !== undefined) ?? `line ${row.line}`
    if (known.some((id) => id !== undefined && id !== owner)) throw foreignCard(row)
    for (const code of codes) owners.set(code, owner)
  }
}

async function takeOver(
  context: WriteContext,
  parts: ImportParts,
  rows: readonly MemberFileRow[],
): Promise<Imported> {
  const { actor, newId, fingerprints } = parts
  const imported = { added: 0, changed: 0 }
  for (const row of rows) {
    const known = await findByRow(context, row)
    const today = context.counters.day.day
    const member = merged(known, row, { id: row.id ?? newId(), now: context.now, today })
    saveMember(context.tx, member)
    await giveCards(context, member.id, row)
    imported[known ? 'changed' : 'added'] += 1
    const details = known ? await changesOf(context, known, member, fingerprints) : {}
    context.audit({
      actor,
      action: known ? 'member_changed' : 'member_added',
      subject: member.id,
      details,
    })
    await importNote(context, parts, member.id, row)
    if (known) announceChange(context, member)
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
    if (card && card.member_id !== memberId) throw foreignCard(row)
    if (card) continue
    insertCredential(context.tx, {
      code,
      member_id: memberId,
      created_at: context.now,
      revoked_at: null,
    })
  }
}

function foreignCard(row: MemberFileRow): HubError {
  return new HubError('invalid_message', `Line ${row.line}: a card of this row belongs to another member.`)
}

/** The member as the row has it; columns that the file does not have stay as they were. */
function merged(
  known: MembersTable | undefined,
  row: MemberFileRow,
  made: { id: string; now: number; today: string },
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
    debt_since: debtSinceOf(before, row, made.today),
    updated_at: made.now,
  }
  return { ...member, search_text: searchText(member.full_name, member.phone) }
}

/** A debt that the file does not date is as old as what is known of it: it begins with the first file that has it. */
function debtSinceOf(before: MembersTable, row: MemberFileRow, today: string): string | null {
  const owes = (row.debt_cents ?? before.debt_cents) > 0
  return owes ? (row.debt_since ?? before.debt_since ?? today) : null
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
    debt_since: null,
    search_text: '',
    created_at: now,
    updated_at: now,
  }
}

function announceChange(context: WriteContext, member: MembersTable): void {
  const { id, full_name, membership_type } = member
  context.append({ type: 'member_changed', at: context.now, memberId: id }, { full_name, membership_type })
}
