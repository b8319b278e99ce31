import { currentOf } from '../../domain/plan-book.ts'
import { rightsChange } from '../../domain/rights/taken-back.ts'
import { sell, type NoSale } from '../../domain/selling.ts'
import { HubError, problem } from '../../protocol/errors.ts'
import type { HeldPlan, PlanSale, SoldPlan } from '../../protocol/plans.ts'
import { insertPass } from '../../store/passes.ts'
import type { WriteContext } from '../../store/write.ts'
import type { Booker, NewEntry } from '../ledger/book.ts'
import { entriesOfChange } from '../ledger/money-of-change.ts'
import { memberOf, requireUntouched, saveChange, undoableOf } from '../members/change-member.ts'
import type { RememberedSale } from '../members/undone-sale.ts'
import { readCatalogue, shownPlan, type Catalogue } from './catalogue.ts'
import { rightsAfterSale } from './rights-after-sale.ts'
import { takeLeftOver } from './take-left-over.ts'

/** Who sells, on which day of the gym, YYYY-MM-DD. */
export interface SoldBy extends Booker {
  today: string
  catalogue: Pick<Catalogue, 'inSettings'>
}

const NO_SALE: Record<NoSale, string> = {
  plan_over: 'The last day of this plan has passed. Choose another plan.',
  plan_start: 'The plan cannot begin on that day. Choose another day.',
}

/**
 * Sells a plan to a member, or renews it. Sent again under its id it is not sold again: it gets its first answer. Throws
 * `member_not_found`, `request_conflict` where the member or the plan is another than was seen, and `invalid_message` where the plan
 * cannot be sold.
 */
export async function sellPlan(context: WriteContext, asked: PlanSale, by: SoldBy): Promise<SoldPlan> {
  const bodyHash = by.fingerprints.hash(JSON.stringify(['plans.sell', asked]))
  const first = await context.facts.request(asked.id)
  if (first?.body_hash === bodyHash) return answerOf(JSON.parse(first.answer) as RememberedSale)
  if (first) throw new HubError('request_conflict', 'This id was used for another request. Use a new one.')
  const before = await memberOf(context, asked.memberId)
  const known = undoableOf(before)
  requireUntouched(known, asked.was)
  const plan = await requirePlan(context, asked, by)
  const sale = sell(plan, known, by.today, asked.startsOn)
  if (typeof sale === 'string') throw problem(sale, NO_SALE[sale])
  const { until, credit } = takeLeftOver(before, sale, asked)
  const { startsOn: from } = sale
  const now = { ...sale.leaves, valid_until: until }
  const what = { plan: now.membership_type, from, until: now.valid_until }
  const sold = { plan, priceCents: asked.price_cents, id: by.newId() }
  const rights = rightsAfterSale(before, { ...sale, leaves: now }, sold)
  const entries = withCredit(entriesOfChange(before, { ...asked, now: {} }, what), credit)
  const saved = await saveChange(
    context,
    {
      ...{ before, now: {}, rights, action: 'plan_sold' },
      booking: { changeId: asked.id, entries },
    },
    by,
  )
  if (plan.kind !== 'membership') {
    const pass = { member_id: before.id, id: asked.id, kind: plan.kind, plan: plan.name, day: from } as const
    insertPass(context.tx, { ...pass, host_id: null, visit_id: null, made_at: context.now })
  }
  const { changed_time, receipts } = saved
  const answer = {
    ...{ ...heldOf(saved), memberId: before.id, was: heldOf(before), changed_time },
    ...(receipts && { receipts }),
    ...(sale.how === 'beside' && { beside: now }),
    rights: rightsChange(before.rights, rights),
  } satisfies RememberedSale
  const request = { id: asked.id, body_hash: bodyHash, at: context.now, answer: JSON.stringify(answer) }
  context.facts.rememberRequest(request)
  return answerOf(answer)
}

function answerOf(remembered: RememberedSale): SoldPlan {
  const sold: Partial<RememberedSale> = { ...remembered }
  delete sold.rights
  return sold as SoldPlan
}

/** What is credited is booked after the charge, and before what is received for what remains. */
function withCredit([charge, ...others]: readonly NewEntry[], credit: readonly NewEntry[]): NewEntry[] {
  return charge ? [charge, ...credit, ...others] : []
}

function heldOf({ membership_type, valid_from, valid_until, visits_left }: HeldPlan): HeldPlan {
  return { membership_type, valid_from, valid_until, visits_left }
}

async function requirePlan({ tx }: WriteContext, { planId, version }: PlanSale, { catalogue }: SoldBy) {
  const plan = (await readCatalogue(tx)).find(({ id }) => id === planId)
  if (!plan) throw problem('plan_unknown', 'There is no such plan.')
  if (plan.retiredAt !== null || currentOf(plan).version !== version) {
    throw new HubError('request_conflict', 'This plan has just changed. Check it, then try again.', {
      planId,
    })
  }
  return shownPlan(plan, catalogue.inSettings)
}
