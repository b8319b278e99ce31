import { z } from 'zod'
import { MAX_CODE_CHARACTERS } from './limits.ts'
import { line, MEMBER_TEXT_CHARACTERS, memberFields, orElse } from './member-fields.ts'
import { photoImage } from './photos.ts'
import { firstSale, type HeldPlan, type SoldPlan } from './plans.ts'

/** How members are added and edited. */

const memberId = z.guid().toLowerCase()

const { full_name, suspended, valid_from, valid_until, visits_left, ...contact } = memberFields

/**
 * A new member. The id is chosen by whoever asks, so that asking twice adds one. Who has neither a plan's name nor days nor visits has
 * no plan yet, and does not come in.
 */
export const newMember = z
  .object({
    memberId,
    full_name,
    membership_type: contact.membership_type.default(''),
    phone: contact.phone.default(''),
    email: contact.email.default(''),
    birthday: contact.birthday.default(null),
    valid_from: valid_from.default(null),
    valid_until: valid_until.default(null),
    visits_left: visits_left.default(null),
    /** The card that is theirs from now on. */
    card: z.string().min(1).max(MAX_CODE_CHARACTERS).optional(),
    photo: photoImage.optional(),
    /** The plan of the catalogue that they buy: they are added with it, or not at all. */
    sale: firstSale.optional(),
  })
  .refine(({ sale, ...member }) => sale === undefined || !saysPlan(member), {
    error: 'a plan is either sold by `sale` or said by the fields of the member',
    path: ['sale'],
  })
  .refine(({ valid_from: from, valid_until: until }) => from === null || until === null || from <= until, {
    ...orElse('ends_before_start', 'The plan ends before it begins. Choose a later last day.'),
    path: ['valid_until'],
  })

/** Whether the fields of a new member say what they have bought. */
export function saysPlan({
  membership_type: plan,
  valid_from: from,
  valid_until: until,
  visits_left: visits,
}: HeldPlan): boolean {
  return plan !== '' || from !== null || until !== null || visits !== null
}

/** What `members.add` has done. `sold` is there where a plan was: by its id the sale can be undone. */
export interface AddedMember {
  memberId: string
  cardEnd: string | null
  sold?: SoldPlan
}

/** The fields that `members.edit` changes: what a renewal changes is not among them. */
const editable = { full_name, ...contact, suspended }

export type EditableField = keyof typeof editable

export const EDITABLE_FIELDS = Object.keys(editable) as EditableField[]

export type FieldValue = string | boolean | null

/** What somebody saw, which may be older than today's rules. */
const seen = z.union([z.string().max(1_000), z.boolean(), z.null()])

const changed = <Rule extends z.ZodType>(rule: Rule) => z.object({ was: seen, now: rule }).optional()

/** A change of some fields, each with what was there when somebody began to type. */
export const memberEdit = z.object({
  memberId,
  /** Chosen by whoever asks, so that asking twice changes once. */
  id: z.guid().toLowerCase(),
  fields: z
    .object({
      full_name: changed(editable.full_name),
      membership_type: changed(editable.membership_type),
      phone: changed(editable.phone),
      email: changed(editable.email),
      birthday: changed(editable.birthday),
      suspended: changed(editable.suspended),
    })
    .refine((fields) => Object.keys(fields).length > 0, { error: 'nothing is changed' }),
})

/** The fields of a member as they are kept, to be edited. */
export interface EditableMember {
  full_name: string
  membership_type: string
  phone: string
  email: string
  birthday: string | null
  suspended: boolean
}

/** What `members.edit` has done: fields that are as was wanted, and those that somebody else had changed meanwhile. */
export interface EditedMember {
  taken: EditableField[]
  proposed: EditableField[]
}

/** A value that was typed for a field while somebody else changed it. */
export interface MemberProposal {
  id: string
  field: EditableField
  value: FieldValue
  /** What the field is now. */
  current: FieldValue
  /** Who typed it; null for somebody without an account. */
  by: string | null
  /** ISO 8601. */
  at: string
}

export const decidedProposal = z.object({
  memberId,
  proposalId: memberId,
  accept: z.boolean(),
  /** What the field is now, as whoever decides has seen it. */
  was: seen,
})

/** What is known of somebody who may be a member already. */
export const lookAlikesParams = z.object({
  full_name: line(MEMBER_TEXT_CHARACTERS.full_name).default(''),
  phone: line(MEMBER_TEXT_CHARACTERS.phone).default(''),
  email: line(MEMBER_TEXT_CHARACTERS.email).default(''),
  birthday: z.string().max('YYYY-MM-DD'.length).default(''),
})

export const checkedPhone = z.object({ phone: line(MEMBER_TEXT_CHARACTERS.phone) })

/** A member who may be the same person, and what of them is the same. */
export interface LookAlike {
  id: string
  full_name: string
  membership_type: string
  alike: ('name' | 'phone' | 'email')[]
}
