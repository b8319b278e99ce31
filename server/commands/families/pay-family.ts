import type { z } from 'zod'
import { HubError } from '../../protocol/errors.ts'
import type { familyPayment } from '../../protocol/families.ts'
import { listEntriesOfChange } from '../../store/ledger.ts'
import type { MemberRow } from '../../store/rights.ts'
import type { WriteContext } from '../../store/write.ts'
import type { Booker } from '../ledger/book.ts'
import { receivePayment } from '../ledger/settle.ts'
import { memberOf } from '../members/change-member.ts'
import { familyOf } from './company.ts'

/**
 * Receives all that a family owes: each one's part is an entry of their own, so that it can be told later what was paid for whom. Asked
 * again it books nothing. Throws `member_not_found`, and `request_conflict` where they owe another sum than was seen.
 */
export async function payFamily(
  context: WriteContext,
  { memberId, change_id, cents, way }: z.output<typeof familyPayment>,
  by: Booker,
): Promise<{ numbers: number[] }> {
  const { tx } = context
  const members: MemberRow[] = []
  for (const id of await familyOf(tx, memberId)) members.push(await memberOf(context, id))
  const done = []
  for (const { id } of members) done.push(...(await listEntriesOfChange(tx, id, change_id)))
  if (done.length > 0) return { numbers: done.map(({ number }) => number) }
  if (members.reduce((sum, { debt_cents }) => sum + debt_cents, 0) !== cents) {
    throw new HubError('request_conflict', 'This family owes another amount now. Check it, then try again.')
  }
  const numbers: number[] = []
  for (const { id, debt_cents: owed } of members.filter(({ debt_cents }) => debt_cents > 0)) {
    const booked = await receivePayment(context, { memberId: id, change_id, cents: owed, way }, by)
    numbers.push(...booked.numbers)
  }
  return { numbers }
}
