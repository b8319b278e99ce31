import { findCredential, listCredentialsByCode } from './credentials.ts'
import type { CredentialsTable, Db } from './database.ts'
import { listNotes, listNotesOfAll, type NoteRow } from './member-notes.ts'
import { listMembersById, readMember, type MemberRow } from './members.ts'
import { readVisitHistories, readVisitHistory, type VisitHistory } from './visit-history.ts'
import { byKey } from './prepared.ts'
import { findOpenVisit, listOpenVisits, type VisitRow } from './visits.ts'

/** Whose card it is, with all that a scan asks of them. */
export interface CardHolder {
  isRevoked: boolean
  member: MemberRow
  /** Those that hold on the day of the scan. */
  notes: readonly NoteRow[]
  open: VisitRow | undefined
  history: VisitHistory
}

/** Undefined where nobody has the card. `code` is normalised, `today` the gym's day, YYYY-MM-DD. */
export async function findCardHolder(db: Db, code: string, today: string): Promise<CardHolder | undefined> {
  const card = await findCredential(db, code)
  if (!card) return undefined
  const member = await readMember(db, card.member_id)
  return {
    isRevoked: card.revoked_at !== null,
    member,
    notes: await listNotes(db, member.id, today),
    open: await findOpenVisit(db, member.id),
    history: await readVisitHistory(db, member.id),
  }
}

/** The same of several codes at once, by code: a statement a table. */
export async function listCardHolders(
  db: Db,
  codes: readonly string[],
  today: string,
): Promise<Map<string, CardHolder>> {
  const cards = await listCredentialsByCode(db, codes)
  const memberIds = [...new Set(cards.map(({ member_id }) => member_id))]
  if (memberIds.length === 0) return new Map()
  const members = byKey(await listMembersById(db, memberIds), ({ id }) => id)
  const notes = await listNotesOfAll(db, memberIds, today)
  const open = byKey(await listOpenVisits(db, memberIds), ({ member_id }) => member_id)
  const histories = await readVisitHistories(db, memberIds)
  const holderOf = ({ member_id, revoked_at }: CredentialsTable): CardHolder => {
    const member = members.get(member_id)
    const history = histories.get(member_id)
    if (!member || !history) throw new Error('A card refers to a member that is not there.')
    const ofMember = { notes: notes.get(member_id) ?? [], open: open.get(member_id), history }
    return { isRevoked: revoked_at !== null, member, ...ofMember }
  }
  return new Map(cards.map((card) => [card.code, holderOf(card)]))
}
