import { dayOfYear } from '../../domain/birthday.ts'
import { codeEnd } from '../../domain/credential-code.ts'
import { refusalsOf } from '../../domain/rules/membership.ts'
import type { Held } from '../../domain/rights/calendar.ts'
import { packsBeside, planNameOf } from '../../domain/rights/plan-on.ts'
import type { Rights } from '../../domain/rights/rights.ts'
import { HubError } from '../../protocol/errors.ts'
import type { PackBeside } from '../../protocol/member-rights.ts'
import type { MemberDetails, ShownCard } from '../../protocol/methods.ts'
import { listCredentials } from '../../store/credentials.ts'
import type { CredentialsTable } from '../../store/tables/members.ts'
import { listOpenProposals } from '../../store/member-proposals.ts'
import { listNotes } from '../../store/member-notes.ts'
import { findMember } from '../../store/members.ts'
import { listFreezes } from '../../store/freezes.ts'
import { listStandingOverrides } from '../../store/standing-overrides.ts'
import { readVisitHistory } from '../../store/visit-history.ts'
import { findOpenVisit } from '../../store/visits.ts'
import { dayOf, leniencyOf, type QueryContext } from '../visits/rule-context.ts'
import { isoTime } from '../../domain/iso-time.ts'
import { standingPayload } from '../payloads.ts'
import { readAway } from '../visitors/read-away.ts'
import { editableOf } from './edit-member.ts'
import { cardOf, planOf } from './member-facts.ts'
import { proposalOf } from './member-proposals.ts'

/** One member as a desk's sheet shows them. Throws `member_not_found`. */
export async function getMember(
  context: QueryContext,
  { memberId }: { memberId: string },
): Promise<MemberDetails> {
  const { db, now } = context
  const today = dayOf(context, now)
  const member = await findMember(db, memberId, today)
  if (!member) throw new HubError('member_not_found', 'Member not found')
  const notes = await listNotes(db, memberId, today)
  const open = await findOpenVisit(db, memberId)
  const history = await readVisitHistory(db, memberId)
  const cards = await listCredentials(db, memberId)
  const overrides = await listStandingOverrides(db, { memberId, today })
  const proposals = (await listOpenProposals(db, memberId)).map((row) => proposalOf(row, editableOf(member)))
  const leniency = leniencyOf(context.settings, member.membership_type)
  const away = await readAway(db, memberId)
  const [refusal] = refusalsOf(planOf(member), today, leniency)
  return {
    ...cardOf(member, notes, { ...history, inside: open !== undefined, left: member.visits_left }),
    refusal: refusal?.reason ?? null,
    overrides: overrides.map(standingPayload),
    phone: member.phone,
    email: member.email,
    birthday: dayOfYear(member.birthday),
    debt_cents: member.debt_cents,
    suspended: member.suspended === 1,
    periods: [...member.rights.periods],
    beside: packsBeside(member.rights, today).map((held) => packOf(held, member.rights)),
    freezes: await listFreezes(db, memberId),
    // A file may have made true what one of them says.
    proposals: proposals.filter(({ value, current }) => value !== current),
    cards: cards.map((card, at) => shownCard(card, cards.length - at)),
    ...(away.length > 0 && { away }),
  }
}

function packOf({ period, from, until }: Held, rights: Rights): PackBeside {
  const plan = planNameOf(rights, period)
  return { plan, visits_left: period.visitsLeft ?? 0, valid_from: from, valid_until: until }
}

function shownCard(card: CredentialsTable, number: number): ShownCard {
  const { code, created_at, revoked_at, kind, lost_at, lent_until } = card
  return {
    number,
    end: codeEnd(code),
    withdrawn: revoked_at !== null,
    added_time: isoTime(created_at),
    ...(kind !== null && { kind }),
    ...(lost_at !== null && { lost_time: isoTime(lost_at) }),
    ...(lent_until !== null && { lent_until }),
  }
}
