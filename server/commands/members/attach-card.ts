import { codeEnd, isReadableCode, MIN_CODE_CHARACTERS } from '../../domain/credential-code.ts'
import type { CardKind } from '../../protocol/cards.ts'
import { HubError, problem } from '../../protocol/errors.ts'
import { MAX_CODE_CHARACTERS } from '../../protocol/limits.ts'
import type { Actor } from '../../store/audit-log.ts'
import { findCredential, saveCredential } from '../../store/credentials.ts'
import type { CredentialsTable } from '../../store/tables/members.ts'
import { findMember, readMember } from '../../store/members.ts'
import { forgetScansOfCode } from '../../store/recent-scans.ts'
import type { MemberRow } from '../../store/rights.ts'
import type { WriteContext } from '../../store/write.ts'
import { cardCodeOf } from './card-code.ts'

export interface AskedCard {
  memberId: string
  code: string
  kind?: CardKind | null
  lentUntil?: string | null
  /** Whoever has it, where it is taken from them. */
  from?: string | undefined
}

export type ChangedCard = Promise<{ memberId: string; cardEnd: string }>

/**
 * Gives a member a card; doing it again changes nothing. A withdrawn card may get a new owner, and one in use where whoever asks names its
 * holder. Throws `member_not_found`, `invalid_message` for a code that not every desk would take and for a day that has passed, and
 * `request_conflict` for a card that somebody else uses or has lost, with whose it is.
 */
export async function attachCard(context: WriteContext, asked: AskedCard, actor: Actor): ChangedCard {
  const { memberId, kind = null, lentUntil = null, from } = asked
  const { tx, now } = context
  const code = await cardCodeOf(tx, asked.code)
  const member = await findMember(tx, memberId, context.counters.day.day)
  if (!member) throw new HubError('member_not_found', 'Member not found')
  const attached = { memberId, cardEnd: codeEnd(code) }
  const known = await findCredential(tx, code)
  const isTheirs = known?.member_id === memberId
  if (isTheirs && known.revoked_at === null) return attached
  const holder = known && !isTheirs && isClaimed(known) ? await holderOf(context, known) : null
  if (holder && holder.id !== from) throw taken(holder)
  requireReadable(asked.code)
  requireLendable(context, lentUntil)
  const card = { kind: kind ?? known?.kind ?? null, lost_at: null, lent_until: lentUntil }
  await saveCredential(tx, { code, member_id: memberId, created_at: now, revoked_at: null, ...card })
  forgetScansOfCode(tx, code)
  tellChanged(context, member)
  if (holder) tellChanged(context, holder)
  const how = holder
    ? ({ action: 'card_moved', details: { from: holder.id } } as const)
    : ({ action: lentUntil === null ? 'card_added' : 'card_lent' } as const)
  context.audit({ actor, subject: memberId, ...how })
  return attached
}

/** True for a card that is not free: it is in use, or somebody may find it again. */
function isClaimed({ revoked_at, lost_at }: CredentialsTable): boolean {
  return revoked_at === null || lost_at !== null
}

function holderOf({ tx, counters }: WriteContext, card: CredentialsTable): Promise<MemberRow> {
  return readMember(tx, card.member_id, counters.day.day)
}

function taken({ id, full_name }: MemberRow): HubError {
  return new HubError(
    'request_conflict',
    'This card already belongs to another member. Use a different card.',
    { holder: { id, full_name } },
  )
}

function requireReadable(scanned: string): void {
  if (isReadableCode(scanned)) return
  throw problem(
    'code_unreadable',
    `Not every desk can read this card: its code needs ${MIN_CODE_CHARACTERS} to ${MAX_CODE_CHARACTERS} characters on one line. Use a different card.`,
  )
}

/** Throws where a card would be lent until a day that has passed. */
export function requireLendable({ counters }: WriteContext, until: string | null): void {
  if (until === null || until >= counters.day.day) return
  throw problem('lent_day', 'This day has passed. Lend the card until today or a later day.', 'lentUntil')
}

/** Every desk hears that something of the member is another. */
export function tellChanged(
  { append, now }: WriteContext,
  { id, full_name, membership_type }: Pick<MemberRow, 'id' | 'full_name' | 'membership_type'>,
): void {
  append({ type: 'member_changed', at: now, memberId: id }, { full_name, membership_type })
}
