import { hasNoPlan } from '../../domain/no-plan.ts'
import type { MemberRow } from '../../store/rights.ts'
import { searchText } from '../../store/members.ts'
import type { MemberFileRow } from './file/row-shape.ts'

interface Now {
  now: number
  /** YYYY-MM-DD. */
  today: string
}

/** The member as the row has it; columns that the file does not have stay as they were. */
export function mergedMember(before: MemberRow, row: MemberFileRow, { now, today }: Now): MemberRow {
  const asFlag = (value: boolean | undefined, old: 0 | 1) => (value === undefined ? old : value ? 1 : 0)
  const orBefore = <Column extends Nullable>(column: Column) =>
    row[column] === undefined ? before[column] : row[column]
  const member: MemberRow = {
    ...before,
    full_name: row.full_name,
    membership_type: row.membership_type ?? before.membership_type,
    phone: row.phone ?? before.phone,
    email: row.email ?? before.email,
    birthday: orBefore('birthday'),
    valid_from: orBefore('valid_from'),
    valid_until: orBefore('valid_until'),
    visits_left: row.visits_left === undefined ? visitsBeside(before, row) : row.visits_left,
    frozen_from: orBefore('frozen_from'),
    frozen_until: orBefore('frozen_until'),
    suspended: asFlag(row.suspended, before.suspended),
    debt_cents: row.debt_cents ?? before.debt_cents,
    debt_since: debtSinceOf(before, row, today),
    updated_at: now,
  }
  return { ...member, search_text: searchText(member.full_name, member.phone) }
}

/** Whoever had no plan and gets one by the file has as many visits as that says: any number, where it does not say. */
function visitsBeside(before: MemberRow, row: MemberFileRow): number | null {
  const saysPlan = Boolean(row.membership_type) || Boolean(row.valid_from) || Boolean(row.valid_until)
  return saysPlan && hasNoPlan(before) ? null : before.visits_left
}

type Nullable = 'birthday' | 'valid_from' | 'valid_until' | 'frozen_from' | 'frozen_until'

/** A debt that begins with the file and is not dated there is as old as the file; one that was there stays as old as it was. */
function debtSinceOf(before: MemberRow, row: MemberFileRow, today: string): string | null {
  const owes = (row.debt_cents ?? before.debt_cents) > 0
  if (!owes) return null
  if (row.debt_since) return row.debt_since
  return before.debt_cents > 0 ? before.debt_since : today
}
