import { crockfordOf } from '../../protocol/crockford.ts'
import type { PrintedCard } from '../../protocol/cards.ts'
import type { Actor } from '../../store/audit-log.ts'
import { findCredential, listCredentials, saveCredential } from '../../store/credentials.ts'
import type { MemberRow } from '../../store/rights.ts'
import type { WriteContext } from '../../store/write.ts'
import { tellChanged } from './attach-card.ts'
import { memberOf } from './change-member.ts'

/** 45 bits after the letter: too many to be guessed at a reader, and few enough for bars that every reader resolves. */
const CODE_CHARACTERS = 9

/** Bytes at the end of a UUIDv7 that are random. */
const RANDOM_BYTES = 6

interface AskedCards {
  memberIds: readonly string[]
  /** Members without a card of their own get one. */
  assign: boolean
}

/**
 * What is to be printed on members' cards, in the order in which they were asked for; a code that there is not is null. It is kept who was
 * given the codes. Throws `member_not_found`.
 */
export async function printCards(
  context: WriteContext,
  { memberIds, assign }: AskedCards,
  { actor, newId }: { actor: Actor; newId: () => string },
): Promise<{ cards: PrintedCard[] }> {
  const cards: PrintedCard[] = []
  for (const memberId of memberIds) {
    const member = await memberOf(context, memberId)
    const known = await findOwnCode(context, memberId)
    const code = known ?? (assign ? await assignCode(context, member, { actor, newId }) : null)
    if (code !== null) context.audit({ actor, action: 'card_printed', subject: memberId })
    const { full_name, membership_type, photo_url } = member
    cards.push({ memberId, full_name, membership_type, photo_url, code })
  }
  return { cards }
}

/** Of the member's newest card that is in use and not lent. */
async function findOwnCode({ tx }: WriteContext, memberId: string): Promise<string | null> {
  const own = (await listCredentials(tx, memberId)).find(
    ({ revoked_at, lent_until }) => revoked_at === null && lent_until === null,
  )
  return own?.code ?? null
}

async function assignCode(
  context: WriteContext,
  member: MemberRow,
  { actor, newId }: { actor: Actor; newId: () => string },
): Promise<string> {
  const { tx, now } = context
  const code = newCode(newId())
  if (await findCredential(tx, code)) return assignCode(context, member, { actor, newId })
  const card = { kind: 'card', lost_at: null, lent_until: null } as const
  await saveCredential(tx, { code, member_id: member.id, created_at: now, revoked_at: null, ...card })
  tellChanged(context, member)
  context.audit({ actor, action: 'card_added', subject: member.id })
  return code
}

function newCode(id: string): string {
  const digits = id.replaceAll('-', '').slice(-2 * RANDOM_BYTES)
  const bytes = Uint8Array.from(digits.match(/../g) ?? [], (byte) => parseInt(byte, 16))
  return `M${crockfordOf(bytes, CODE_CHARACTERS)}`
}
