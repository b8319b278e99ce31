/** The ledger: what members owe, and what was received of them. Amounts are in the smallest unit of the gym's currency. */

/** How money is received. */
export const WAYS = ['cash', 'card', 'transfer', 'other'] as const
export type SaidWay = (typeof WAYS)[number]

/** `unknown`: received at a desk of an earlier version, which does not say how. */
export type Way = SaidWay | 'unknown'
export const ALL_WAYS = [...WAYS, 'unknown'] as const satisfies readonly Way[]

export const ENTRY_KINDS = [
  /** What a member owed when they came, or before there was a ledger. */
  'opening',
  /** A renewal or a sale. */
  'charge',
  'payment',
  'write_off',
  /** Another debt, by a file or by a program that does not say why. */
  'correction',
  'reversal',
] as const

export type EntryKind = (typeof ENTRY_KINDS)[number]

/** A larger amount is a slip of the finger. */
export const MAX_CENTS = 100_000_000

/** What a change of a member says of money: under which id, what it costs, what was received now, and how. */
export interface MoneyOfChange {
  change_id?: string | undefined
  price_cents?: number | undefined
  received_cents?: number | undefined
  way?: SaidWay | undefined
}

/** How many entries come at once. */
export const LEDGER_PAGE = 50

/** What an entry is about. */
export interface EntryWords {
  /** The kind of membership. */
  plan?: string
  /** What was sold: the end of the plan before and after it, and visits that were added. */
  from?: string | null
  until?: string | null
  visits?: number
  /** Why it was written off or reversed. */
  reason?: string
  /** Of an entry that came with the ledger of another hub: who made it there, and where. */
  staff?: string | null
  desk?: string | null
}

/** An entry as people read it. */
export interface LedgerEntry extends EntryWords {
  id: string
  /** The receipt number. */
  number: number
  /** ISO 8601. */
  at: string
  /** The business day, YYYY-MM-DD. */
  day: string
  kind: EntryKind
  /** Above 0 where the member owes more by it. */
  cents: number
  way: Way | null
  member: { id: string; full_name: string }
  /** Who made it, and where; null for whoever has no account, and where there was no desk. */
  staff: string | null
  desk: string | null
  /** The number of the entry that it takes back, and of the one that took it back. */
  reverses: number | null
  reversedBy: number | null
  /** Whether whoever asks may reverse it. */
  mayReverse: boolean
}

export interface LedgerReply {
  /** The newest first. */
  entries: LedgerEntry[]
  /** `before` of the next page; null at the end. */
  next: number | null
}

/** The answer to whatever books something. */
export interface BookedEntries {
  /** Receipt numbers. */
  numbers: number[]
  /** What the member owes now. */
  debt_cents: number
}

/** What was received in a time, less what was given back. */
export interface Takings {
  ways: Record<Way, number>
  /** Receipts and reversals of receipts. */
  count: number
}
