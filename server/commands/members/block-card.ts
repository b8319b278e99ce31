import { codeEnd } from '../../domain/credential-code.ts'
import type { CardKind } from '../../protocol/cards.ts'
import { HubError, problem } from '../../protocol/errors.ts'
import type { Actor, AuditAction } from '../../store/audit-log.ts'
import { findCredential, listCredentials, saveCredential } from '../../store/credentials.ts'
import type { Tx } from '../../store/database.ts'
import type { CredentialsTable } from '../../store/tables/members.ts'
import { readMember } from '../../store/members.ts'
import { forgetScansOfCode } from '../../store/recent-scans.ts'
import type { WriteContext } from '../../store/write.ts'
import { attachCard, requireLendable, tellChanged, type ChangedCard } from './attach-card.ts'
import { cardCodeOf } from './card-code.ts'

/** A card of a member: by its code, or as `members.get` shows it, where a desk is not told the code. */
type KnownCard = { memberId: string } & ({ code: string } | { number: number; end: string })

/**
 * Withdraws a card that was given back or is `lost`: whoever scans it is told so. Doing it again changes nothing. Throws
 * `member_not_found` where the member has no such card.
 */
export async function withdrawCard(
  context: WriteContext,
  asked: KnownCard & { lost?: boolean },
  actor: Actor,
): ChangedCard {
  const card = await readOwnCard(context.tx, asked)
  const { lost = false } = asked
  if (card.revoked_at !== null && (!lost || card.lost_at !== null)) return changed(card)
  const { now } = context
  const after = { ...card, revoked_at: card.revoked_at ?? now, lost_at: lost ? now : null }
  return change(context, after, { actor, action: lost ? 'card_lost' : 'card_withdrawn' })
}

/** Makes a withdrawn card good again: it was found. Doing it again changes nothing. Throws like `withdrawCard`. */
export async function restoreCard(context: WriteContext, asked: KnownCard, actor: Actor): ChangedCard {
  const card = await readOwnCard(context.tx, asked)
  if (card.revoked_at === null) return changed(card)
  return change(context, { ...card, revoked_at: null, lost_at: null }, { actor, action: 'card_restored' })
}

/**
 * Lends a member the card until a day, that day included, or says that it is their own. Doing it again changes nothing. Throws like
 * `withdrawCard`, and `invalid_message` for a day that has passed.
 */
export async function lendCard(
  context: WriteContext,
  asked: KnownCard & { until: string | null },
  actor: Actor,
): ChangedCard {
  requireLendable(context, asked.until)
  const card = await readOwnCard(context.tx, asked)
  if (card.lent_until === asked.until) return changed(card)
  return change(context, { ...card, lent_until: asked.until }, { actor, action: 'card_lent' })
}

/**
 * Withdraws a lost card and gives the member another one: both or neither. Doing it again changes nothing. Throws like `withdrawCard` and
 * `attachCard`, and `invalid_message` where the other card is the lost one.
 */
export async function replaceCard(
  context: WriteContext,
  asked: KnownCard & { newCode: string; kind: CardKind | null },
  actor: Actor,
): Promise<{ memberId: string; cardEnd: string; lostEnd: string }> {
  const { memberId, newCode, kind } = asked
  const lost = await readOwnCard(context.tx, asked)
  if ((await cardCodeOf(context.tx, newCode)) === lost.code)
    throw problem('same_card', 'This is the card that is reported lost. Scan the new one.')
  await withdrawCard(context, { memberId, code: lost.code, lost: true }, actor)
  const attached = await attachCard(context, { memberId, code: newCode, kind: kind ?? lost.kind }, actor)
  return { ...attached, lostEnd: codeEnd(lost.code) }
}

async function change(
  context: WriteContext,
  card: CredentialsTable,
  by: { actor: Actor; action: AuditAction },
): ChangedCard {
  await saveCredential(context.tx, card)
  forgetScansOfCode(context.tx, card.code)
  tellChanged(context, await readMember(context.tx, card.member_id, context.counters.day.day))
  context.audit({ ...by, subject: card.member_id })
  return changed(card)
}

function changed({ member_id, code }: CredentialsTable): { memberId: string; cardEnd: string } {
  return { memberId: member_id, cardEnd: codeEnd(code) }
}

async function readOwnCard(tx: Tx, asked: KnownCard): Promise<CredentialsTable> {
  const card = await findOwnCard(tx, asked)
  if (!card) throw new HubError('member_not_found', 'This member has no such card.')
  return card
}

async function findOwnCard(tx: Tx, asked: KnownCard): Promise<CredentialsTable | undefined> {
  if ('code' in asked) {
    const card = await findCredential(tx, await cardCodeOf(tx, asked.code))
    return card?.member_id === asked.memberId ? card : undefined
  }
  const card = (await listCredentials(tx, asked.memberId)).toReversed()[asked.number - 1]
  return card && codeEnd(card.code) === asked.end ? card : undefined
}
