import type { z } from 'zod'
import { HubError, problem } from '../../protocol/errors.ts'
import { planKey, type GymSettings } from '../../domain/gym-settings.ts'
import type { Period } from '../../domain/rights/rights.ts'
import type { broughtGuest, LetIn } from '../../protocol/passes.ts'
import type { Db } from '../../store/database.ts'
import { saveMember } from '../../store/import-members.ts'
import { insertPass, listGuests, type BroughtGuest } from '../../store/passes.ts'
import { withRights, type MemberRow } from '../../store/rights.ts'
import { findOpenVisit } from '../../store/visits.ts'
import { fingerprinter } from '../members/audited-member.ts'
import type { AddedBy } from '../members/add-member.ts'
import { memberOf } from '../members/change-member.ts'
import { once } from '../once.ts'
import type { CommandContext } from '../context.ts'
import { overdueSince } from '../visits/end-overdue.ts'
import { letIn, toldOf } from './let-in.ts'
import { personOf } from './person.ts'

/**
 * Lets a guest in whom a member brings who is inside: for one visit, on one of the member's guest passes of the month. Who is new is
 * added, or nothing of it is done. Asked again under its id it is done once. Throws `host_not_inside`, `plan_without_guests`,
 * `guests_used_up`, `person_has_plan`, and `denied` where the rules keep the guest out.
 */
export async function bringGuest(
  context: CommandContext,
  asked: z.output<typeof broughtGuest>,
  by: AddedBy,
): Promise<LetIn> {
  const { id, hostId, memberId, location } = asked
  const print = await fingerprinter(context, memberId, by.fingerprints)
  const request = { id, bodyHash: print('guests.bring', { ...asked, isAnother: undefined }) }
  const came = await once(context, request, async () => {
    const host = await memberOf(context, hostId)
    await requirePass(context, host, asked)
    const guest = await personOf(context, asked, by)
    giveVisit(context, guest, id)
    const cameIn = await letIn(context, { memberId, location })
    notePass(context, { guest, host, id, visitId: cameIn.visitId })
    context.audit({ actor: by.actor, action: 'guest_let_in', subject: memberId, details: { host: hostId } })
    return cameIn
  })
  return { visit: await toldOf(context, came) }
}

async function requirePass(
  context: CommandContext,
  host: MemberRow,
  { memberId }: { memberId: string },
): Promise<void> {
  const { tx, now, settings, counters } = context
  if (host.id === memberId) throw new HubError('invalid_message', 'A member cannot be their own guest.')
  const open = await findOpenVisit(tx, host.id)
  if (!open || (await overdueSince(context, open, now)) !== null) {
    throw problem('host_not_inside', 'Whoever brings the guest has to be inside. Check them in first.')
  }
  const allowed = guestsAllowed(settings, host.membership_type)
  if (allowed === 0) throw problem('plan_without_guests', 'No guests come with this member’s plan.')
  const brought = await guestsOfMonth(tx, host.id, counters.day.day)
  if (brought.length >= allowed) {
    throw problem('guests_used_up', 'All guest passes of this month are used.')
  }
}

/** How many guests who has this plan may bring in a calendar month. */
export function guestsAllowed({ plans }: GymSettings, membershipType: string): number {
  return plans.get(planKey(membershipType))?.guestsAMonth ?? 0
}

/** The guests whom a member has brought in the calendar month of a day, YYYY-MM-DD. */
export function guestsOfMonth(db: Db, hostId: string, day: string): Promise<BroughtGuest[]> {
  const month = day.slice(0, 'YYYY-MM'.length)
  // Days are compared as texts: no month has a later one.
  return listGuests(db, { hostId, from: `${month}-01`, to: `${month}-31` })
}

/** One visit today, beside whatever they have bought: it is used up by coming in. */
function giveVisit(context: CommandContext, guest: MemberRow, id: string): void {
  const today = context.counters.day.day
  const visit: Period = { id, startsOn: today, endsOn: today, countsFrom: null, visits: 1, visitsLeft: 1 }
  const after = withRights(guest, { ...guest.rights, periods: [...guest.rights.periods, visit] })
  saveMember(context.tx, { ...after, updated_at: context.now }, guest.rights)
  context.facts.memberChanged(guest.id)
}

interface GivenPass {
  guest: MemberRow
  host: MemberRow
  id: string
  visitId: string
}

/** The host's desk hears that a pass is used. */
function notePass(context: CommandContext, { guest, host, id, visitId }: GivenPass): void {
  const { tx, now, counters } = context
  const pass = { member_id: guest.id, id, kind: 'guest', plan: '', day: counters.day.day } as const
  insertPass(tx, { ...pass, host_id: host.id, visit_id: visitId, made_at: now })
  const { full_name, membership_type } = host
  context.append({ type: 'member_changed', at: now, memberId: host.id }, { full_name, membership_type })
}
