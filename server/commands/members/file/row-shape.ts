import { z } from 'zod'
import { IMPORT_REFUSALS } from '../../../protocol/import-refusals.ts'
import { isDayOfBirth, MEMBER_TEXT_CHARACTERS } from '../../../protocol/member-fields.ts'
import { cleanName, isSeen } from '../../../protocol/names.ts'
import { cardsOf, exportedCardsOf } from './cards.ts'
import { isPlaceholder, isShortened } from './cells.ts'

const day = z.iso.date({ error: IMPORT_REFUSALS.no_calendar_day })
const wholeNumber = z
  .string()
  .regex(/^\d{1,9}$/, { error: IMPORT_REFUSALS.no_whole_number })
  .transform(Number)
const flag = z
  .enum(['0', '1', 'true', 'false', ''], { error: 'must be 0 or 1.' })
  .transform((sent) => sent === '1' || sent === 'true')
const emptyAsNull = <Shape extends z.ZodType>(shape: Shape) =>
  z.union([z.literal('').transform(() => null), shape])
const text = (max: number) => z.string().max(max, { error: `may have at most ${max} characters.` })
const placeholderAsEmpty = (max: number) =>
  text(max).transform((sent) => (isPlaceholder(sent) ? '' : cleanName(sent)))

const birthday = z.string().refine(isDayOfBirth, {
  error: IMPORT_REFUSALS.no_birthday,
})

/** The columns of a members file, as an export writes them. One that is missing is left as it is, or empty in a new member. */
export const rowShape = z.object({
  id: emptyAsNull(z.guid({ error: 'must be a UUID, or empty.' }).toLowerCase()).optional(),
  full_name: text(MEMBER_TEXT_CHARACTERS.full_name)
    .transform(cleanName)
    .refine((name) => name === '' || isSeen(name), {
      error: IMPORT_REFUSALS.invisible_name,
    })
    .refine((name) => name !== '', { error: IMPORT_REFUSALS.empty_name })
    .refine((name) => !isPlaceholder(name), { error: IMPORT_REFUSALS.no_name }),
  membership_type: text(MEMBER_TEXT_CHARACTERS.membership_type).transform(cleanName).optional(),
  /** A word about the plan; it has to agree with the other columns. */
  status: z.string().optional(),
  valid_from: emptyAsNull(day).optional(),
  valid_until: emptyAsNull(day).optional(),
  visits_left: emptyAsNull(wholeNumber).optional(),
  /** The codes of the member's cards as they are kept. */
  credentials: z.string().transform(cardsOf).optional(),
  phone: placeholderAsEmpty(MEMBER_TEXT_CHARACTERS.phone)
    .refine((sent) => !isShortened(sent), { error: IMPORT_REFUSALS.shortened })
    .optional(),
  email: placeholderAsEmpty(MEMBER_TEXT_CHARACTERS.email).optional(),
  birthday: emptyAsNull(birthday).optional(),
  frozen_from: emptyAsNull(day).optional(),
  frozen_until: emptyAsNull(day).optional(),
  suspended: flag.optional(),
  debt_cents: z.union([z.literal('').transform(() => 0), wholeNumber]).optional(),
  debt_since: emptyAsNull(day).optional(),
  /** The note that asks the most; there may be others, which are not in the file. */
  note: text(2_000).optional(),
  note_must_be_read: flag.optional(),
  /** What the member was when they were exported: `versions.ts`. */
  version: z
    .string()
    .regex(/^(v[0-9a-z-]+)?$/, {
      error: 'is not as it was exported. Empty the cell, or take the column as it was.',
    })
    .optional(),
})

export type ColumnName = keyof typeof rowShape.shape

export const COLUMNS = Object.keys(rowShape.shape) as ColumnName[]

/** The same for a row of an export, in which cards are written as they are. */
export const exportedRowShape = rowShape.extend({
  credentials: z.string().transform(exportedCardsOf).optional(),
})

/** Two cards of a file that differ by an AIM id alone: they are one, unless one is stored with it. */
export interface AlikeCards {
  code: string
  /** The code and the line of the earlier one. */
  other: string
  line: number
}

export type MemberFileRow = z.output<typeof rowShape> & {
  line: number
  alike?: AlikeCards[]
  /** The id that a member of another product gets here, made of the one they have there. */
  sourceId?: string
}
