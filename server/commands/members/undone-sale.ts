import type { RightsChange } from '../../domain/rights/taken-back.ts'
import { HubError } from '../../protocol/errors.ts'
import type { UndoneChange } from '../../protocol/member-changes.ts'
import type { HeldPlan, SoldPlan } from '../../protocol/plans.ts'
import type { WriteContext } from '../../store/write.ts'

/** A sale as it is remembered: its answer, and what it has made of the member's periods. */
export type RememberedSale = SoldPlan & { rights: RightsChange }

/** What nothing but a sale changes, so that nothing else can put it back. */
const OF_A_SALE = ['membership_type', 'valid_from'] as const

/**
 * Whoever undoes a sale gives back what there was before it, and nothing of their own choice: it is remembered with the sale's answer. Gives
 * what the sale has made of the periods; undefined where it is no sale, or one of a hub of before. Throws `invalid_message` where there was
 * no such sale.
 */
export async function requireSale(
  { facts }: WriteContext,
  undone: UndoneChange,
): Promise<RightsChange | undefined> {
  const request = undone.change_id === undefined ? undefined : await facts.request(undone.change_id)
  const sold = request && (JSON.parse(request.answer) as Partial<RememberedSale>)
  const isTheirs = sold?.memberId === undone.memberId
  const isOfIt = OF_A_SALE.every((field) => isAsBefore(undone.was, sold?.was, field))
  if (isTheirs && isOfIt) return sold.rights
  if (!OF_A_SALE.some((field) => field in undone.was)) return undefined
  throw new HubError(
    'invalid_message',
    'This is not what there was before that sale. Undo the sale as it was made.',
  )
}

function isAsBefore(asked: Partial<HeldPlan>, was: HeldPlan | undefined, field: keyof HeldPlan): boolean {
  return !(field in asked) || (was !== undefined && asked[field] === was[field])
}
