import { codeEnd, isReadableCode, MIN_CODE_CHARACTERS } from '../../domain/credential-code.ts'
import { HubError, problem } from '../../protocol/errors.ts'
import { MAX_CODE_CHARACTERS } from '../../protocol/limits.ts'
import type { Actor, AuditEntry } from '../../store/audit-log.ts'
import { findCredential, listCredentials, saveCredential } from '../../store/credentials.ts'
import type { Tx } from '../../store/database.ts'
import type { CredentialsTable } from '../../store/tables/members.ts'
import { findMember, readMember } from '../../store/members.ts'
import { forgetScansOfCode } from '../../store/recent-scans.ts'
import type { WriteContext } from '../../store/write.ts'
import { cardCodeOf } from './card-code.ts'

/**
 * Gives a member a card; doing it again changes nothing. A withdrawn card may get a new owner. Throws
 * `member_not_found`, `invalid_message` for a code that not every desk would take, and `request_conflict` for a card in use, with whose it is.
 */
export async function attachCard(
  context: WriteContext,
  { memberId, code: scanned }: { memberId: string; code: string },
  actor: Actor,
): Promise<{ memberId: string; cardEnd: string }> {
  const code = await cardCodeOf(context.tx, scanned)
  const member = await findMember(context.tx, memberId, context.counters.day.day)
  if (!member) throw new HubError('member_not_found', 'Member not found')
  const attached = { memberId, cardEnd: codeEnd(code) }
  const known = await findCredential(context.tx, code)
  if (known && known.revoked_at === null) {
    if (known.member_id === memberId) return attached
    const { id, full_name } = await readMember(context.tx, known.member_id, context.counters.day.day)
    throw new HubError(
      'request_conflict',
      'This card already belongs to another member. Use a different card.',
      { holder: { id, full_name } },
    )
  }
  requireReadable(scanned)
  const { tx, now } = context
  await saveCredential(tx, { code, member_id: memberId, created_at: now, revoked_at: null })
  forgetScansOfCode(tx, code)
  const { full_name, membership_type } = member
  context.append({ type: 'member_changed', at: now, memberId }, { full_name, membership_type })
  context.audit({ actor, action: 'card_added', subject: memberId })
  return attached
}

function requireReadable(scanned: string): void {
  if (isReadableCode(scanned)) return
  throw problem(
    'code_unreadable',
    `Not every desk can read this card: its code needs ${MIN_CODE_CHARACTERS} to ${MAX_CODE_CHARACTERS} characters on one line. Use a different card.`,
  )
}

/** A card of a member: by its code, or as `members.get` shows it, where a desk is not told the code. */
export type KnownCard = { code: string } | { number: number; end: string }

type Changed = Promise<{ memberId: string; cardEnd: string }>

/**
 * Withdraws a card that was lost or given back: whoever scans it is told so. Doing it again changes nothing. Throws
 * `member_not_found` where the member has no such card.
 */
export function withdrawCard(
  context: WriteContext,
  asked: { memberId: string } & KnownCard,
  actor: Actor,
): Changed {
  return setRevoked(context, asked, { actor, action: 'card_withdrawn' }, context.now)
}

/** Makes a withdrawn card good again: it was found. Doing it again changes nothing. Throws like `withdrawCard`. */
export function restoreCard(
  context: WriteContext,
  asked: { memberId: string } & KnownCard,
  actor: Actor,
): Changed {
  return setRevoked(context, asked, { actor, action: 'card_restored' }, null)
}

async function setRevoked(
  context: WriteContext,
  asked: { memberId: string } & KnownCard,
  by: Pick<AuditEntry, 'actor' | 'action'>,
  revoked_at: number | null,
): Changed {
  const { memberId } = asked
  const { tx, now } = context
  const card = await findOwnCard(tx, asked)
  if (!card) throw new HubError('member_not_found', 'This member has no such card.')
  const changed = { memberId, cardEnd: codeEnd(card.code) }
  if ((card.revoked_at === null) === (revoked_at === null)) return changed
  await saveCredential(tx, { ...card, revoked_at })
  forgetScansOfCode(tx, card.code)
  const { full_name, membership_type } = await readMember(tx, memberId, context.counters.day.day)
  context.append({ type: 'member_changed', at: now, memberId }, { full_name, membership_type })
  context.audit({ ...by, subject: memberId })
  return changed
}

async function findOwnCard(
  tx: Tx,
  asked: { memberId: string } & KnownCard,
): Promise<CredentialsTable | undefined> {
  if ('code' in asked) {
    const card = await findCredential(tx, await cardCodeOf(tx, asked.code))
    return card?.member_id === asked.memberId ? card : undefined
  }
  const card = (await listCredentials(tx, asked.memberId)).toReversed()[asked.number - 1]
  return card && codeEnd(card.code) === asked.end ? card : undefined
}
