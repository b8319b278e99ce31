import { codeEnd, normaliseCode } from '../domain/credential-code.ts'
import { HubError } from '../protocol/errors.ts'
import type { Actor } from '../store/audit-log.ts'
import { findCredential, saveCredential } from '../store/credentials.ts'
import { findMember } from '../store/members.ts'
import { forgetScansOfCode } from '../store/recent-scans.ts'
import type { WriteContext } from '../store/write.ts'

/**
 * Gives a member a card; doing it again changes nothing. A withdrawn card may get a new owner. Throws
 * `member_not_found`, `invalid_message` for a code without a character, and `request_conflict` for a card in use.
 */
export async function attachCard(
  context: WriteContext,
  { memberId, code: scanned }: { memberId: string; code: string },
  actor: Actor,
): Promise<{ memberId: string; cardEnd: string }> {
  const code = normaliseCode(scanned)
  if (code === '') throw new HubError('invalid_message', 'This card has no code. Scan it again.')
  const member = await findMember(context.tx, memberId)
  if (!member) throw new HubError('member_not_found', 'Member not found')
  const attached = { memberId, cardEnd: codeEnd(code) }
  const known = await findCredential(context.tx, code)
  if (known && known.revoked_at === null) {
    if (known.member_id === memberId) return attached
    throw new HubError('request_conflict', 'This card belongs to another member. Take a new one.')
  }
  const { tx, now } = context
  await saveCredential(tx, { code, member_id: memberId, created_at: now, revoked_at: null })
  await forgetScansOfCode(tx, code)
  const { full_name, membership_type } = member
  await context.append({ type: 'member_changed', at: now, memberId }, { full_name, membership_type })
  context.audit({ actor, action: 'card_added', subject: memberId })
  return attached
}

/**
 * Withdraws a card that was lost or given back: whoever scans it is told so. Doing it again changes nothing. Throws
 * `member_not_found` where the member has no such card.
 */
export async function withdrawCard(
  context: WriteContext,
  { memberId, code }: { memberId: string; code: string },
  actor: Actor,
): Promise<{ memberId: string; cardEnd: string }> {
  const { tx, now } = context
  const card = await findCredential(tx, normaliseCode(code))
  if (card?.member_id !== memberId) throw new HubError('member_not_found', 'This member has no such card.')
  const withdrawn = { memberId, cardEnd: codeEnd(card.code) }
  if (card.revoked_at !== null) return withdrawn
  await saveCredential(tx, { ...card, revoked_at: now })
  await forgetScansOfCode(tx, card.code)
  context.audit({ actor, action: 'card_withdrawn', subject: memberId })
  return withdrawn
}
