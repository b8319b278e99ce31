import type { Tx } from '../../store/database.ts'
import type { CredentialsTable } from '../../store/tables/members.ts'
import type { MemberRow } from '../../store/rights.ts'
import { findCredential } from '../../store/credentials.ts'
import { listHolders, listNamesakes } from '../../store/import-members.ts'
import { findMember, readMember } from '../../store/members.ts'
import { findMergedInto } from '../../store/merges.ts'
import type { WriteContext } from '../../store/write.ts'
import { isSameName } from '../../protocol/names.ts'
import { areOfOneSource } from '../../platform/source-id.ts'
import { likenessOf } from './file/likeness.ts'
import { LinesByText } from './file/lines-by-text.ts'
import { because, refusedAt } from './file/refusal.ts'
import type { MemberFileRow } from './file/row-shape.ts'

/** The line of each member that was found so far. */
type MemberLines = Pick<LinesByText, 'get' | 'set'>

/** Which members the rows of a file are about. */
export interface Owners {
  /** What was found before this piece of the file, or null where these are of the whole file. */
  earlier: Owners | null
  lines: MemberLines
  /** The members that were found by their names, by line. */
  byName: Map<number, string>
  /** True where all names were looked for: those that are written from now on are of this file. */
  isDecided: boolean
}

/** What one run over a piece of a file has found. */
export type OwnersOfPiece = Owners & { lines: Map<string, number> }

/** For the first time through a file, or for the second one after that. */
export function ownersAfter(first?: Owners): Owners {
  return {
    earlier: null,
    lines: new LinesByText(),
    byName: first?.byName ?? new Map<number, string>(),
    isDecided: first !== undefined,
  }
}

/** For what one run over a piece of the file finds: a run that begins anew has not found it yet. */
export function ownersOfPiece(earlier: Owners): OwnersOfPiece {
  return { earlier, lines: new Map(), byName: new Map(), isDecided: earlier.isDecided }
}

/** Keeps what a piece has found, now that it is not run again. */
export function keepOwners(owners: Owners, { lines, byName }: OwnersOfPiece): void {
  for (const [id, line] of lines) owners.lines.set(id, line)
  for (const [line, id] of byName) owners.byName.set(line, id)
}

function lineOf({ lines, earlier }: Owners, id: string): number | undefined {
  return lines.get(id) ?? earlier?.lines.get(id)
}

/**
 * The member whom a row is about, by id, by card or by name; undefined where it is a new one. Throws a HubError where it
 * could be either, or two rows are about one member.
 */
export async function findOwner(
  context: WriteContext,
  row: MemberFileRow,
  owners: Owners,
): Promise<MemberRow | undefined> {
  const cards = await cardsOf(context, row)
  const owner = row.id
    ? await ownerById(context, row, row.id, cards)
    : ((await ownerBySource(context, row, cards)) ?? (await ownerByCard(context, row, cards)))
  const found = owner ?? (row.id ? undefined : await ownerByName(context, row, owners))
  if (!found) return undefined
  const before = lineOf(owners, found.id)
  if (before !== undefined) {
    throw refusedAt(row.line, 'full_name', because('same_member', { before }))
  }
  owners.lines.set(found.id, row.line)
  return found
}

/** The cards of a row that somebody has or had. */
async function cardsOf({ tx }: WriteContext, row: MemberFileRow): Promise<CredentialsTable[]> {
  const cards: CredentialsTable[] = []
  for (const code of row.credentials ?? []) {
    const card = await findCredential(tx, code)
    if (card) cards.push(card)
  }
  return cards
}

/** True for a member whom the row's product knows by another number. */
function isOtherOfSource({ sourceId }: MemberFileRow, id: string): boolean {
  return sourceId !== undefined && areOfOneSource(id, sourceId)
}

async function ownerById(
  context: WriteContext,
  row: MemberFileRow,
  id: string,
  cards: readonly CredentialsTable[],
): Promise<MemberRow | undefined> {
  const found = (await findMember(context.tx, id, context.counters.day.day)) ?? (await whoStays(context, id))
  if (cards.some(({ member_id }) => member_id !== (found?.id ?? id))) throw foreignCard(row)
  return found
}

/** The member who has become of one who was merged since the file was made. */
async function whoStays({ tx, counters }: WriteContext, id: string): Promise<MemberRow | undefined> {
  const into = await findMergedInto(tx, id)
  return into === undefined ? undefined : findMember(tx, into, counters.day.day)
}

/**
 * The member who came before under the same number of the same product. Numbers are given anew, and a file may be said to be
 * another product's: something beside it has to agree.
 */
async function ownerBySource(
  context: WriteContext,
  row: MemberFileRow,
  cards: readonly CredentialsTable[],
): Promise<MemberRow | undefined> {
  const today = context.counters.day.day
  if (row.sourceId === undefined) return undefined
  const known = await findMember(context.tx, row.sourceId, today)
  const member = known ?? (await whoStays(context, row.sourceId))
  if (!member) return undefined
  if (cards.some(({ member_id }) => member_id !== member.id)) throw foreignCard(row)
  if (isSameName(member.full_name, row.full_name) || likenessOf(row, member) === 'same') return member
  throw refusedAt(row.line, 'full_name', because('other_name_by_number'))
}

async function ownerByCard(
  { tx, counters }: WriteContext,
  row: MemberFileRow,
  cards: readonly CredentialsTable[],
): Promise<MemberRow | undefined> {
  const [id, ...others] = new Set(cards.map(({ member_id }) => member_id))
  if (id === undefined) return undefined
  if (others.length > 0) throw foreignCard(row)
  const member = await readMember(tx, id, counters.day.day)
  if (isOtherOfSource(row, id)) throw foreignCard(row)
  if (member.full_name === row.full_name) return member
  throw refusedAt(row.line, 'full_name', because('other_name_by_card'))
}

function foreignCard(row: MemberFileRow): Error {
  return refusedAt(row.line, 'credentials', because('foreign_card'))
}

/** Members of one name that are looked at: where there are more, names tell nothing. */
const NAMESAKES = 20

/** By name alone nobody is found: something else has to agree, or the row changes nothing. */
async function ownerByName(
  { tx, counters }: WriteContext,
  row: MemberFileRow,
  owners: Owners,
): Promise<MemberRow | undefined> {
  const today = counters.day.day
  if (owners.isDecided) {
    const decided = owners.earlier?.byName.get(row.line)
    return decided === undefined ? undefined : findMember(tx, decided, today)
  }
  const namesakes = await listNamesakes(tx, { name: row.full_name, limit: NAMESAKES, today })
  const possible = await possibleOwners(
    tx,
    row,
    namesakes.filter(({ id }) => lineOf(owners, id) === undefined && !isOtherOfSource(row, id)),
  )
  if (possible.length === 0 && namesakes.length < NAMESAKES) return undefined
  const found = onlyOwner(row, possible)
  if (!found) throw namesake(row)
  owners.byName.set(row.line, found.id)
  return found
}

interface Possible {
  member: MemberRow
  likeness: 'same' | 'open'
}

/** The members of the name who may be meant: nothing tells them apart from the row, and no two cards do. */
async function possibleOwners(
  tx: Tx,
  row: MemberFileRow,
  namesakes: readonly MemberRow[],
): Promise<Possible[]> {
  const possible = namesakes.flatMap((member) => {
    const likeness = likenessOf(row, member)
    return likeness === 'other' ? [] : [{ member, likeness }]
  })
  if (possible.length === 0 || !bringsCards(row)) return possible
  const holders = await listHolders(
    tx,
    possible.map(({ member }) => member.id),
  )
  return possible.filter(({ member, likeness }) => likeness === 'same' || !holders.has(member.id))
}

/** The one who is meant, if that is sure: of those with nothing to tell them apart any one, whom the row does not change. */
function onlyOwner(row: MemberFileRow, possible: readonly Possible[]): MemberRow | undefined {
  if (bringsCards(row)) return undefined
  const [same, ...others] = possible.filter(({ likeness }) => likeness === 'same')
  if (same) return others.length === 0 ? same.member : undefined
  return possible.find(({ member }) => saysNothingNew(row, member))?.member
}

function bringsCards(row: MemberFileRow): boolean {
  return (row.credentials ?? []).length > 0
}

function namesake(row: MemberFileRow): Error {
  return refusedAt(row.line, 'full_name', because('namesake'))
}

const COMPARED_COLUMNS = [
  'membership_type',
  'valid_from',
  'valid_until',
  'visits_left',
  'phone',
  'email',
  'birthday',
  'frozen_from',
  'frozen_until',
  'debt_cents',
] as const

/** True where the row has nothing of a member that is not known of this one already. */
function saysNothingNew(row: MemberFileRow, member: MemberRow): boolean {
  return COMPARED_COLUMNS.every((column) => row[column] === undefined || row[column] === member[column])
}
