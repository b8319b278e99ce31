import { refusalsOf } from '../../domain/rules/membership.ts'
import type { Db } from '../../store/database.ts'
import type { MemberRow } from '../../store/rights.ts'
import { listMembers, listVisits, type Page } from '../../store/lists.ts'
import { listNotesOfAll } from '../../store/member-notes.ts'
import { searchText } from '../../store/members.ts'
import { leniencyOf } from '../visits/rule-context.ts'
import type { GymSettings } from '../../domain/gym-settings.ts'
import { planOf } from '../members/member-facts.ts'
import { isoTime } from '../../domain/iso-time.ts'

/** The lists that the deployed AV Gym client reads, with its field names. */

export async function listCheckIns(db: Db, page: Page) {
  const { count, rows } = await listVisits(db, page)
  const results = rows.map((row) => ({
    id: row.id,
    member: { id: row.member_id, full_name: row.full_name, membership_type: row.membership_type },
    check_in_time: isoTime(row.check_in_at),
    check_out_time: row.check_out_at === null ? null : isoTime(row.check_out_at),
    location: row.location,
    notes: row.check_out_notes ?? row.notes,
  }))
  return { count, results }
}

export async function listAvGymMembers(db: Db, page: Page, search: string, day: PlanDay) {
  const { count, rows } = await listMembers(db, page, { search: searchText(search), today: day.today })
  const notes = await listNotesOfAll(
    db,
    rows.map(({ id }) => id),
    day.today,
  )
  const results = rows.map((row) => ({
    id: row.id,
    full_name: row.full_name,
    membership_type: row.membership_type,
    phone: row.phone,
    email: row.email,
    address: '',
    status: statusOf(row, day) === 'active' ? 'active' : 'inactive',
    image: null,
    image_url: row.photo_url,
    notes: notes.get(row.id)?.[0]?.text ?? '',
    created_at: isoTime(row.created_at),
    updated_at: isoTime(row.updated_at),
  }))
  return { count, results }
}

/** A day of the gym, on which plans are looked at. */
export interface PlanDay {
  /** YYYY-MM-DD. */
  today: string
  settings: GymSettings
}

/** `active` where the plan would let the member in today, else the reason why not. */
export function statusOf(member: MemberRow, { today, settings }: PlanDay): string {
  const [refusal] = refusalsOf(planOf(member), today, leniencyOf(settings, member.membership_type))
  return refusal?.reason ?? 'active'
}
