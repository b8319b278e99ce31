import { HubError } from './errors.ts'
import type { Role } from './roles.ts'

/** What can be done, by the least role that may. */
const LEAST_ROLE = {
  see: 'viewer',
  work_the_desk: 'receptionist',
  override: 'receptionist',
  override_hard_limit: 'manager',
  renew_members: 'receptionist',
  register_members: 'receptionist',
  change_members: 'manager',
  correct_ledger: 'manager',
  manage_plans: 'manager',
  sign_desks_in: 'manager',
  manage_staff: 'manager',
  end_any_message: 'manager',
  manage_desks: 'manager',
  read_audit: 'manager',
  see_inside: 'manager',
  confirm_clock: 'manager',
} as const satisfies Record<string, Role>

export type Right = keyof typeof LEAST_ROLE

const RANK: Record<Role, number> = { viewer: 0, receptionist: 1, manager: 2 }

export function hasRight(role: Role, right: Right): boolean {
  return RANK[role] >= RANK[LEAST_ROLE[right]]
}

/** The one of two roles that may do less. */
export function lesserRole(one: Role, other: Role): Role {
  return RANK[one] <= RANK[other] ? one : other
}

/** Throws `forbidden` where the role is not enough. */
export function requireRight(role: Role, right: Right): void {
  if (!hasRight(role, right)) throw new HubError('forbidden', 'Your role does not allow this.')
}
