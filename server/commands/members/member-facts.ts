import { dayOfYear } from '../../domain/birthday.ts'
import type { MemberFacts } from '../../domain/decide-scan.ts'
import { hasNoPlan } from '../../domain/no-plan.ts'
import type { Membership } from '../../domain/rules/membership.ts'
import type { NoteLevel } from '../../protocol/notes.ts'
import type { MemberCard } from '../../protocol/server-frames.ts'
import type { NoteRow } from '../../store/member-notes.ts'
import type { RuledMember } from '../../store/members.ts'
import type { MemberRow } from '../../store/rights.ts'
import type { Visitor } from '../../store/visitors.ts'
import type { GymSettings } from '../../domain/gym-settings.ts'
import { accessOf, leniencyOf } from '../visits/rule-context.ts'
import { noteOf } from './member-notes.ts'
import type { ShownVisits } from '../outcome.ts'

/** What the rules need to know of a member; nothing has been overridden for them yet. */
export function factsOf(
  member: RuledMember,
  settings: GymSettings,
  visits: { inside: boolean; hasVisited: boolean; lastCameInAt: number | null },
  noteLevel: NoteLevel | null,
): MemberFacts {
  return {
    access: accessOf(settings, member.membership_type),
    leniency: leniencyOf(settings, member.membership_type),
    plan: planOf(member),
    standing: [],
    lastCameInAt: visits.lastCameInAt,
    inside: visits.inside,
    birthday: dayOfYear(member.birthday),
    hasNote: noteLevel !== null && noteLevel !== 'info',
    noteMustBeRead: noteLevel === 'must_read',
    isFirstVisit: !visits.hasVisited,
  }
}

/** What the member bought, and what stands against it. */
export function planOf(member: RuledMember): Membership {
  return {
    isNone: hasNoPlan(member),
    validFrom: member.valid_from,
    validUntil: member.valid_until,
    visitsLeft: member.visits_left,
    frozenFrom: member.frozen_from,
    frozenUntil: member.frozen_until,
    suspended: member.suspended === 1,
    debtCents: member.debt_cents,
    debtSince: member.debt_since,
  }
}

/** The member as a desk shows them, with the notes that hold. Visits are counted before this scan; what is left of the plan, after it. */
export function cardOf(member: MemberRow, notes: readonly NoteRow[], visits: ShownVisits): MemberCard {
  const shown = notes.map(noteOf)
  const [first] = shown
  return {
    id: member.id,
    full_name: member.full_name,
    membership_type: member.membership_type,
    photo_url: member.photo_url,
    valid_from: member.valid_from,
    valid_until: member.valid_until,
    visits_left: visits.left,
    note: first?.text ?? '',
    note_must_be_read: first?.level === 'must_read',
    notes: shown,
    frozen_until: hasBegun(member) ? member.frozen_until : null,
    inside: visits.inside,
    last_visit_time: visits.lastAt === null ? null : new Date(visits.lastAt).toISOString(),
    visits_total: visits.total,
  }
}

/** A member of another gym as a desk shows them: their name, their gym where the plan of others is, and their visits here. */
export function visitorCard({ id, full_name, home_gym }: Visitor, visits: ShownVisits): MemberCard {
  return {
    ...{ id, full_name, membership_type: home_gym, home_gym, photo_url: null },
    ...{ valid_from: null, valid_until: null, visits_left: null, frozen_until: null },
    ...{ note: '', note_must_be_read: false, notes: [] },
    inside: visits.inside,
    last_visit_time: visits.lastAt === null ? null : new Date(visits.lastAt).toISOString(),
    visits_total: visits.total,
  }
}

/** A freeze that is to come is no news at the door. */
function hasBegun({ frozen_from, rights }: MemberRow): boolean {
  return frozen_from === null || frozen_from <= rights.today
}
