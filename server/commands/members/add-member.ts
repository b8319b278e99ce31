import type { z } from 'zod'
import { HubError, problem } from '../../protocol/errors.ts'
import type { newMember } from '../../protocol/member-edits.ts'
import { isToCome } from '../../protocol/member-fields.ts'
import type { Actor } from '../../store/audit-log.ts'
import { saveMember } from '../../store/import-members.ts'
import { isDeleted } from '../../store/deleted-members.ts'
import { findMember, searchText } from '../../store/members.ts'
import type { WriteContext } from '../../store/write.ts'
import { once } from '../once.ts'
import { attachCard } from './attach-card.ts'
import { fingerprinter, type Fingerprints } from './audited-member.ts'
import { emptyMember } from './empty-member.ts'
import { VERSIONED, type Checksum } from './file/versions.ts'
import { noteVersion } from './note-version.ts'

type NewMember = z.output<typeof newMember>

interface Added {
  memberId: string
  cardEnd: string | null
}

/**
 * Adds a member, with a card where one is given; doing it again adds nobody. Throws `request_conflict` for an id that somebody else has
 * and for a card in use, and `invalid_message` for a birthday to come and for a card that not every desk would take.
 */
export async function addMember(
  context: WriteContext,
  asked: NewMember,
  by: { actor: Actor; fingerprints: Fingerprints; checksum: Checksum },
): Promise<Added> {
  const print = await fingerprinter(context, asked.memberId, by.fingerprints)
  const request = { id: asked.memberId, bodyHash: print('members.add', asked) }
  return once(context, request, () => add(context, asked, by))
}

async function add(
  context: WriteContext,
  asked: NewMember,
  { actor, checksum }: { actor: Actor; checksum: Checksum },
): Promise<Added> {
  const { memberId, card, ...fields } = asked
  const { tx, now } = context
  if ((await findMember(tx, memberId, context.counters.day.day)) || (await isDeleted(tx, memberId))) {
    throw new HubError('request_conflict', 'There is a member with this id already. Use a new one.')
  }
  requireBorn(context, fields.birthday, 'birthday')
  const { full_name, membership_type, phone } = fields
  const search_text = searchText(full_name, phone)
  const nobody = emptyMember(memberId, now)
  saveMember(tx, { ...nobody, ...fields, search_text })
  await noteVersion(context, nobody, VERSIONED, checksum)
  context.append({ type: 'member_changed', at: now, memberId }, { full_name, membership_type })
  context.audit({ actor, action: 'member_added', subject: memberId })
  if (card === undefined) return { memberId, cardEnd: null }
  return attachCard(context, { memberId, code: card }, actor)
}

/** Throws where a birthday is after the gym's day: only the hub knows which that is. */
export function requireBorn(context: WriteContext, birthday: string | null, field: string): void {
  if (!isToCome(birthday, context.counters.day.day)) return
  throw problem('birthday_to_come', 'This birthday is in the future. Write the day of birth.', field)
}
