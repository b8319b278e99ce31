import type { z } from 'zod'
import { HubError, problem } from '../../protocol/errors.ts'
import { NO_PLAN } from '../../domain/no-plan.ts'
import { saysPlan, type AddedMember, type newMember } from '../../protocol/member-edits.ts'
import { isToCome } from '../../protocol/member-fields.ts'
import type { FirstSale } from '../../protocol/plans.ts'
import { saveMember } from '../../store/import-members.ts'
import { findNoMember } from '../../store/deleted-members.ts'
import { findMember, searchText } from '../../store/members.ts'
import { findMergedInto } from '../../store/merges.ts'
import type { WriteContext } from '../../store/write.ts'
import { once } from '../once.ts'
import { sellPlan, type SoldBy } from '../plans/sell-plan.ts'
import { attachCard } from './attach-card.ts'
import { fingerprinter } from './audited-member.ts'
import { emptyMember } from './empty-member.ts'
import { VERSIONED, type Checksum } from './file/versions.ts'
import { noteVersion } from './note-version.ts'
import { setPhoto } from './photos.ts'

type NewMember = z.output<typeof newMember>

/** What adding somebody, and selling to them, takes beside the transaction. */
export type AddedBy = SoldBy & { checksum: Checksum }

/**
 * Adds a member, with the card, the photo and the plan that are given; doing it again adds nobody. Throws `request_conflict` for an id that
 * somebody else has, for a card in use and for a plan that is another than was seen, and `invalid_message` for a birthday to come, for a
 * card that not every desk would take, for what is no photo and for a plan that cannot be sold.
 */
export async function addMember(context: WriteContext, asked: NewMember, by: AddedBy): Promise<AddedMember> {
  const print = await fingerprinter(context, asked.memberId, by.fingerprints)
  const request = { id: asked.memberId, bodyHash: print('members.add', asked) }
  return once(context, request, () => add(context, asked, by))
}

async function add(context: WriteContext, asked: NewMember, by: AddedBy): Promise<AddedMember> {
  const { card, photo, sale, ...fields } = asked
  const { memberId } = asked
  const { actor } = by
  await addAlone(context, fields, by)
  if (photo !== undefined) await setPhoto(context, { memberId, image: photo }, by)
  const sold =
    sale && (await sellPlan(context, { ...(sale as FirstSale), memberId, was: { ...NO_PLAN } }, by))
  const { cardEnd } =
    card === undefined ? { cardEnd: null } : await attachCard(context, { memberId, code: card }, actor)
  return { memberId, cardEnd, ...(sold && { sold }) }
}

async function addAlone(
  context: WriteContext,
  { memberId, ...fields }: Omit<NewMember, 'card' | 'photo' | 'sale'>,
  { actor, checksum }: AddedBy,
): Promise<void> {
  const { tx, now } = context
  const isTaken =
    (await findMember(tx, memberId, context.counters.day.day)) !== undefined ||
    (await findMergedInto(tx, memberId)) !== undefined ||
    (await findNoMember(tx, memberId)) !== null
  if (isTaken) {
    throw new HubError('request_conflict', 'There is a member with this id already. Use a new one.')
  }
  requireBorn(context, fields.birthday, 'birthday')
  const { full_name, membership_type, phone } = fields
  const search_text = searchText(full_name, phone)
  const bought = saysPlan(fields) ? {} : NO_PLAN
  const nobody = emptyMember(memberId, now)
  saveMember(tx, { ...nobody, ...fields, ...bought, search_text })
  // Who has no plan gets the one of a file of before: that is no conflict.
  await noteVersion(context, { ...nobody, ...bought }, VERSIONED, checksum)
  context.append({ type: 'member_changed', at: now, memberId }, { full_name, membership_type })
  context.audit({ actor, action: 'member_added', subject: memberId })
}

/** Throws where a birthday is after the gym's day: only the hub knows which that is. */
export function requireBorn(context: WriteContext, birthday: string | null, field: string): void {
  if (!isToCome(birthday, context.counters.day.day)) return
  throw problem('birthday_to_come', 'This birthday is in the future. Write the day of birth.', field)
}
