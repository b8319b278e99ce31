import { z } from 'zod'
import { ENCODINGS } from './encodings.ts'
import { newPlan } from './plans.ts'

/** What the columns of another product's file mean: proposed by the hub, mended by a person, kept as JSON, used again. */

/** What a column can be to us. */
export const IMPORT_FIELDS = [
  /** The number that the other product knows the member by; text. */
  'old_id',
  'full_name',
  'first_name',
  'last_name',
  'email',
  /** Two columns of numbers: the mobile one goes first. */
  'mobile',
  'phone',
  'birthday',
  'credentials',
  'membership_type',
  'valid_from',
  'valid_until',
  'visits_left',
  'status',
  /** Yes or no: whether somebody is kept out. */
  'suspended',
  'frozen_from',
  'frozen_until',
  'debt',
  'note',
] as const

export type ImportField = (typeof IMPORT_FIELDS)[number]

/** Fields that several columns may be together. */
export const FIELDS_OF_SEVERAL: ReadonlySet<ImportField> = new Set(['credentials', 'phone', 'mobile', 'note'])

/** Why a column is not imported. */
export type LeftOutReason =
  /** A front desk does not need it, and what is not kept cannot get lost: gender, bank account, health, address. */
  | 'not_needed'
  /** It is about somebody else: a parent, an emergency contact, a trainer. */
  | 'other_person'
  /** A day on which money is due is not the day on which a plan ends. */
  | 'next_payment'
  /** When somebody joined is not when the present plan began. */
  | 'joined'
  /** A sum that was paid, or will be, and is no debt. */
  | 'payment'
  /** It is understood, and we keep nothing like it: a last visit, a location. */
  | 'no_field'
  /** Another column says it already. */
  | 'said_twice'
  /** Its name says one thing, what is in it another. */
  | 'contradiction'
  | 'empty'
  | 'unknown'

/** What a word in a status column means here. */
export const STATUS_MEANINGS = ['active', 'suspended', 'frozen', 'expired', 'leave_out'] as const

/** Words that a status has: the product with the most has nine. */
export const MOST_STATUSES = 20

export type StatusMeaning = (typeof STATUS_MEANINGS)[number]

/** Fields that are days. */
export const DAY_FIELDS: ReadonlySet<ImportField> = new Set([
  'birthday',
  'valid_from',
  'valid_until',
  'frozen_from',
  'frozen_until',
])

/** Columns of one file. */
export const MAX_IMPORT_COLUMNS = 100

/** Characters of a column's name. */
const MAX_HEADER_CHARACTERS = 200

/** Words that a status or a plan has: more is no column of a few words. */
export const MAX_MAPPED_WORDS = 500

/** Characters of one of them. */
export const MAX_WORD_CHARACTERS = 200

/** Characters of a sheet's name: a spreadsheet takes 31. */
export const MAX_SHEET_CHARACTERS = 100

/** Signs that stand between cells. */
export const SEPARATORS = [',', ';', '\t', '|'] as const

export type Separator = (typeof SEPARATORS)[number]

const word = z.string().max(MAX_WORD_CHARACTERS)

function words<Meaning extends z.ZodType>(meaning: Meaning) {
  return z.record(word, meaning).refine((map) => Object.keys(map).length <= MAX_MAPPED_WORDS, {
    error: `may have at most ${MAX_MAPPED_WORDS} words`,
  })
}

const mappedColumn = z.strictObject({
  header: z.string().max(MAX_HEADER_CHARACTERS),
  /** Null: not imported. */
  field: z.enum(IMPORT_FIELDS).nullable(),
  /** Of 03/04/2026: which number is the day. Null where nobody has said yet; other forms say it themselves. */
  dates: z.enum(['DMY', 'MDY']).nullable().optional(),
  /** The sign before the cents. Null where nobody has said yet. */
  decimal: z.enum(['.', ',']).nullable().optional(),
  /** Which sums are debts. Null where nobody has said yet. */
  debts: z.enum(['positive', 'negative']).nullable().optional(),
  /** Of a full name: "Anna Berg", or "Berg, Anna". */
  order: z.enum(['first_last', 'last_first']).optional(),
})

export type MappedColumn = z.output<typeof mappedColumn>

/** A plan of theirs that is to be a new one of ours. */
const newPlanOfFile = z.strictObject(
  newPlan.pick({ name: true, duration: true, visits: true, price_cents: true }).shape,
)

export type NewPlanOfFile = z.output<typeof newPlanOfFile>

export const importMapping = z
  .strictObject({
    version: z.literal(1),
    /** Which product the file is from: the same number in two products is two members. */
    source: z.string().regex(/^[a-z0-9-]{1,40}$/, { error: 'must be small letters, digits and hyphens' }),
    encoding: z.enum(ENCODINGS),
    separator: z.enum(SEPARATORS),
    /** Of a spreadsheet: the one that the members are in. */
    sheet: z.string().max(MAX_SHEET_CHARACTERS).optional(),
    columns: z.array(mappedColumn).min(1).max(MAX_IMPORT_COLUMNS),
    /** By the word in small letters; null for one that nobody has decided yet. */
    statuses: words(z.enum(STATUS_MEANINGS).nullable()),
    /** Our plan by theirs; one that is missing keeps its name. */
    plans: words(z.string().max(100)),
    /** Those of them that are made when the file is taken over, unless they are sold by then. */
    newPlans: z.array(newPlanOfFile).max(MAX_MAPPED_WORDS).optional(),
    /** Whether the end is the last day somebody may come, or the day after. */
    end: z.enum(['last_day', 'day_after']),
    /** Whether a member without an end has none, or the row is not taken. */
    emptyEnd: z.enum(['no_end', 'refuse']),
    /** From when those are frozen of whom the file says only that they are. */
    frozenSince: z.iso.date(),
  })
  .refine(
    ({ columns }) => {
      const fields = columns.flatMap(({ field }) =>
        field === null || FIELDS_OF_SEVERAL.has(field) ? [] : [field],
      )
      return new Set(fields).size === fields.length
    },
    { error: 'has two columns for one field. Leave one of them out', path: ['columns'] },
  )

export type ImportMapping = z.output<typeof importMapping>

/** How much a proposal may be relied on: one that is sure is never wrong, one that is unsure wants an answer. */
export type Sureness = 'sure' | 'likely' | 'unsure'

export interface RecognisedColumn {
  header: string
  field: ImportField | null
  /** Why it is not imported; null where it is. */
  reason: LeftOutReason | null
  sureness: Sureness
  /** Rows in which something stands. */
  filled: number
  /** The first different cells. */
  examples: string[]
  /** All of them, in small letters, where they are as few as those of a status; else none. */
  words: string[]
}

/** What only a person can say. */
export type ImportQuestion =
  | { about: 'dates'; header: string; examples: string[] }
  | { about: 'decimal'; header: string; examples: string[] }
  | { about: 'debts'; header: string; examples: string[] }
  | { about: 'status'; header: string; word: string; rows: number }
  /** Rows in which the end is empty. */
  | { about: 'empty_end'; header: string; rows: number }
  /** No column says when a plan ends: everybody may come for ever. */
  | { about: 'no_end' }
  /** No column has a name. */
  | { about: 'no_name' }

/** What was found in a file, over all its lines. */
export interface RecognisedFile {
  /** Our own export: it needs no mapping. */
  isOurs: boolean
  /** Visits of the past, which need none either. */
  isVisits: boolean
  /** The product whose file it looks like, as it is called. */
  product: string | null
  /** False where the bytes could be read in another way too. */
  encodingIsSure: boolean
  /** The sheets of a spreadsheet; none of a CSV file. */
  sheets: string[]
  /** The line that names the columns. */
  headerLine: number
  rows: number
  columns: RecognisedColumn[]
  questions: ImportQuestion[]
  /** The plans of the file with how many rows each has, the most first. */
  plans: { name: string; rows: number; asNew: NewPlanOfFile }[]
  /** The names of the gym's plans, which theirs may be. */
  ourPlans: string[]
  /** Names of the kept mappings that fit the file, the newest first. */
  kept: string[]
  /** The one of them whose answers are in the mapping. */
  keptAs: string | null
  mapping: ImportMapping
}
