import { HubError } from '../../protocol/errors.ts'
import type { UndoneChange } from '../../protocol/member-changes.ts'
import type { HeldPlan, SoldPlan } from '../../protocol/plans.ts'
import type { WriteContext } from '../../store/write.ts'

/** What nothing but a sale changes, so that nothing else can put it back. */
const OF_A_SALE = ['membership_type', 'valid_from'] as const

/**
 * Whoever undoes a sale gives back what there was before it, and nothing of their own choice: it is remembered with the sale's answer. Throws
 * `invalid_message` where there was no such sale.
 */
export async function requireSale({ facts }: WriteContext, undone: UndoneChange): Promise<void> {
  if (!OF_A_SALE.some((field) => field in undone.was)) return
  const request = undone.change_id === undefined ? undefined : await facts.request(undone.change_id)
  const sold = request && (JSON.parse(request.answer) as Partial<SoldPlan>)
  const isOfIt = OF_A_SALE.every((field) => isAsBefore(undone.was, sold?.was, field))
  if (sold?.memberId === undone.memberId && isOfIt) return
  throw new HubError(
    'invalid_message',
    'This is not what there was before that sale. Undo the sale as it was made.',
  )
}

function isAsBefore(asked: Partial<HeldPlan>, was: HeldPlan | undefined, field: keyof HeldPlan): boolean {
  return !(field in asked) || (was !== undefined && asked[field] === was[field])
}
