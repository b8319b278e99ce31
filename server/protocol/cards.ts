/** Cards of members: whatever a reader reads as a code. No schemas here: a desk has this with what it loads first. */

/** What carries the code. */
export const CARD_KINDS = ['card', 'barcode', 'qr', 'fob', 'pin'] as const
export type CardKind = (typeof CARD_KINDS)[number]

/** Members whose cards are printed at once: ten pages of ten. */
export const MAX_PRINTED_CARDS = 100

/** What stands on a member's card; the code is null where they have none of their own. */
export interface PrintedCard {
  memberId: string
  full_name: string
  membership_type: string
  photo_url: string | null
  code: string | null
}

/** Why a card that the hub knows lets nobody in, beyond that it is blocked. Days are YYYY-MM-DD. */
export type BlockedCard =
  | { kind: 'lost'; on: string }
  /** Lent until a day that has passed. */
  | { kind: 'lent'; until: string }
