import type { EntryRow } from '../../store/ledger.ts'

/** Who would reverse an entry, and when. */
export interface Reverser {
  asker: string
  /** Whether they may reverse any. */
  mayAny: boolean
  /** YYYY-MM-DD. */
  today: string
}

/** One's own mistake of today is one's own to mend. */
export function mayReverse(
  { staff_id, business_day }: Pick<EntryRow, 'staff_id' | 'business_day'>,
  { asker, mayAny, today }: Reverser,
): boolean {
  return mayAny || (staff_id === asker && business_day === today)
}
