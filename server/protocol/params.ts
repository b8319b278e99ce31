import { z } from 'zod'
import { CARD_KINDS, MAX_PRINTED_CARDS } from './cards.ts'
import { text } from './client-frames.ts'
import { MAX_HANDOVER_CHARACTERS } from './handover.ts'
import { MAX_CODE_CHARACTERS, MAX_NOTES_CHARACTERS } from './limits.ts'
import { MAX_FREEZE_REASON_CHARACTERS } from './member-rights.ts'
import { MEMBER_TEXT_CHARACTERS } from './member-fields.ts'
import { ENDING_DAYS, LISTED_STATES, MAX_ENDING_DAYS, MEMBER_ORDERS } from './member-list.ts'
import { optionalName, shownName } from './names.ts'
import { NOTE_LEVELS } from './notes.ts'
import { ROLES } from './roles.ts'
import { MAX_MESSAGE_CHARACTERS } from './staff-messages.ts'

/** What operations take that have no frame of their own. */

const id = z.guid()
const lowerCaseId = z.guid().toLowerCase()

export const nothing = z.object({})

const member = { memberId: lowerCaseId }
const code = z.string().min(1).max(MAX_CODE_CHARACTERS)

const kind = z.enum(CARD_KINDS).nullable().default(null)

export const newCard = z.object({
  ...member,
  code,
  kind,
  /** The last day for which it is lent; null for one that becomes the member's own. */
  lentUntil: z.iso.date().nullable().default(null),
  /** Whoever has it now, where it is taken from them. */
  from: lowerCaseId.optional(),
})

const cardByCode = z.object({ ...member, code })
const cardByEnd = z.object({
  ...member,
  number: z.int().min(1),
  end: z.string().max(MAX_CODE_CHARACTERS),
})

/** A card by its code, or by what a desk is shown of it. */
export const knownCard = z.union([cardByCode, cardByEnd])

const reported = { lost: z.boolean().default(false) }
export const withdrawnCard = z.union([cardByCode.extend(reported), cardByEnd.extend(reported)])

const replacement = { newCode: code, kind }
export const replacedCard = z.union([cardByCode.extend(replacement), cardByEnd.extend(replacement)])

const lent = { until: newCard.shape.lentUntil }
export const lentCard = z.union([cardByCode.extend(lent), cardByEnd.extend(lent)])

export const printedCards = z.object({
  memberIds: z.array(lowerCaseId).min(1).max(MAX_PRINTED_CARDS),
  assign: z.boolean().default(false),
})

export const overrideOfMember = z.object({ ...member, overrideId: lowerCaseId })

/** The freeze's id is made by whoever asks, so that asking again makes no second one. */
export const freezeOfMember = z.object({ ...member, freezeId: lowerCaseId })
export const newFreeze = freezeOfMember
  .extend({
    from: z.iso.date(),
    /** The last day, or null where nobody knows it yet. */
    until: z.iso.date().nullable().default(null),
    reason: text(MAX_FREEZE_REASON_CHARACTERS).trim().default(''),
  })
  .refine(({ from, until }) => until === null || from <= until, {
    path: ['until'],
    error: 'is before the first day',
  })

/** The id is made by whoever asks, so that asking again changes nothing. */
export const suspendedMember = z.object({
  ...member,
  id: lowerCaseId,
  reason: text(MAX_NOTES_CHARACTERS).trim().min(1),
})

export const noteOfMember = z.object({ ...member, noteId: lowerCaseId })
export const writtenNote = noteOfMember.extend({
  level: z.enum(NOTE_LEVELS),
  text: text(MAX_NOTES_CHARACTERS).trim().min(1),
  until: z.iso.date().nullable().default(null),
})

export const listedMembers = z.object({
  /** Words of a name, a phone number or a card: as a search finds them. */
  query: z.string().max(100).default(''),
  plan: z.string().max(MEMBER_TEXT_CHARACTERS.membership_type).optional(),
  state: z.enum(LISTED_STATES).optional(),
  /** One more, which has to hold too. */
  also: z.enum(LISTED_STATES).optional(),
  /** Of `ending`. */
  days: z.coerce.number().int().min(1).max(MAX_ENDING_DAYS).default(ENDING_DAYS),
  order: z.enum(MEMBER_ORDERS).default('name'),
  /** Where the page before ended, as its `next` says; the first page without it. */
  after: z.string().max(1_000).optional(),
})

export const knownMessage = z.object({ id: lowerCaseId })
export const newMessage = knownMessage.extend({
  text: text(MAX_MESSAGE_CHARACTERS).trim().min(1),
  toDeskId: id.nullable().default(null),
  asksSeen: z.boolean().default(false),
  /** HH:MM by the gym's clock. */
  until: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable()
    .default(null),
})

export const readHandover = z.object({ version: z.int().min(0) })
export const writtenHandover = z.object({
  /** The version that it was written from, 0 for none. */
  base: readHandover.shape.version,
  text: text(MAX_HANDOVER_CHARACTERS).trim(),
})

/** Longer than any password that is allowed; the rule itself answers with a sentence. */
const MAX_SECRET_CHARACTERS = 1_000

const secret = z.string().min(1).max(MAX_SECRET_CHARACTERS)

export const knownById = z.object({ id })
export const newStaff = z.object({
  username: z.string().max(200),
  full_name: shownName,
  role: z.enum(ROLES),
  password: secret.optional(),
})
export const changedStaff = knownById.extend({
  full_name: shownName.optional(),
  role: z.enum(ROLES).optional(),
  disabled: z.boolean().optional(),
})
export const ownPassword = z.object({ password: secret, newPassword: secret })
export const ownPin = z.object({ password: secret, pin: z.string().max(20).nullable() })

export const namedDesk = knownById.extend({ name: shownName })
export const newLink = z.object({
  role: z.enum(ROLES),
  name: optionalName.default(''),
})
export const network = z.object({ isOn: z.boolean() })

/** Commits of the audit log on a page at most; most have one entry, a piece of an import has hundreds. */
const MAX_AUDIT_PAGE = 500

export const auditPage = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(MAX_AUDIT_PAGE).default(MAX_AUDIT_PAGE),
})

/** A business day, YYYY-MM-DD; today where it is not said. */
export const reportedDay = z.object({ day: z.iso.date().optional() })
