import { z } from 'zod'
import { text } from './client-frames.ts'
import { ALL_WAYS, MAX_CENTS, WAYS, type MoneyOfChange } from './ledger.ts'
import { MAX_NOTES_CHARACTERS } from './limits.ts'

/** What the operations of the ledger take, and what a change of a member takes of money. */

const id = z.guid().toLowerCase()
const amount = z.int().min(1).max(MAX_CENTS)
const reason = text(MAX_NOTES_CHARACTERS).trim().min(1)

/** What `members.change` takes beside the new values: what they cost, and what was received now. */
export const moneyOfChange = {
  /** Made by whoever asks, so that asking again books nothing twice; needed with an amount. */
  change_id: id.optional(),
  price_cents: z.int().min(0).max(MAX_CENTS).optional(),
  received_cents: z.int().min(0).max(MAX_CENTS).optional(),
  way: z.enum(WAYS).optional(),
}

/** What makes amounts sayable: an id to know them again by, and how money was received. */
export function isMoneyWhole({
  change_id,
  price_cents = 0,
  received_cents = 0,
  way,
}: MoneyOfChange): boolean {
  if (received_cents > 0 && way === undefined) return false
  return price_cents + received_cents === 0 || change_id !== undefined
}

const changeOf = { memberId: id, change_id: id }

export const payment = z.object({ ...changeOf, cents: amount, way: z.enum(WAYS) })

export const writeOff = z.object({ ...changeOf, cents: amount, reason })

export const reversal = z.object({ entryId: id, change_id: id, reason })

/** Where the page before ended, as its `next` says; the newest entries without it. */
const before = z.coerce.number().int().min(1).optional()

export const ledgerOfMember = z.object({ memberId: id, before })

/** Which entries somebody looks for; what is not named may be anything. */
export const soughtEntries = z.object({
  /** A receipt number. */
  number: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  /** Business days, YYYY-MM-DD, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** Whoever made the entry. */
  staffId: z.string().min(1).max(100).optional(),
  way: z.enum(ALL_WAYS).optional(),
  /** Of an entry in either direction. */
  cents: z.coerce.number().int().min(1).max(MAX_CENTS).optional(),
  before,
})
