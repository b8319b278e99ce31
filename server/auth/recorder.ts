import { HubError } from '../protocol/errors.ts'
import { hasRight, lesserRole } from '../protocol/rights.ts'
import type { Role } from '../protocol/roles.ts'
import { findSignIn, listRolesAtDesk, type SignInRow } from '../store/sign-ins.ts'
import { findStaff } from '../store/staff.ts'
import type { Tx } from '../store/database.ts'

/** Who answers for what a desk recorded: a person with these rights, or the desk alone. */
export type Recorder = { subject: string; role: Role } | 'desk'

/** What a desk says of something it recorded, and when that was. Instants are milliseconds since 1970 UTC. */
export interface Recorded {
  deskId: string
  /** The sign-in under which it was recorded, where the desk knows one. */
  signInId: string | undefined
  /** By the PC's clock, as all that happened. */
  at: number
  /** The time by which sign-ins begin and end. */
  trustedNow: number
}

/**
 * Who recorded something at a desk that has shown its credential: the person of a sign-in that was made at this desk, had begun by
 * that time and has not ended since, by the lesser of their roles then and now; else the desk. Throws `forbidden` where only people who may
 * not work have ever signed in at it.
 */
export async function findRecorder(tx: Tx, recorded: Recorded): Promise<Recorder> {
  const { deskId, signInId, at, trustedNow } = recorded
  const signIn = signInId === undefined ? undefined : await findSignIn(tx, signInId)
  if (signIn?.desk_id === deskId && hadBegun(signIn, at, trustedNow) && holds(signIn, trustedNow)) {
    const role = await roleNow(tx, signIn)
    if (role && hasRight(role, 'work_the_desk')) return { subject: signIn.subject, role }
  }
  const roles = await listRolesAtDesk(tx, deskId)
  if (roles.some((role) => hasRight(role, 'work_the_desk'))) return 'desk'
  throw new HubError('forbidden', 'Nobody who may work has signed in at this desk.')
}

/** One that began later than now began before the clock was put back: nothing tells what was recorded before it. */
function hadBegun({ began_at }: SignInRow, at: number, trustedNow: number): boolean {
  return began_at <= at || began_at > trustedNow
}

/** What was ended stays so, whatever a clock says since. What holds now held whenever it had begun. */
function holds({ expires_at, ended_at }: SignInRow, trustedNow: number): boolean {
  return ended_at === null && trustedNow < expires_at
}

/** The role that counts today; null for an account that was disabled. One who signed in by a link has no account. */
async function roleNow(tx: Tx, { subject, role }: SignInRow): Promise<Role | null> {
  const staff = await findStaff(tx, subject)
  if (!staff) return role
  return staff.disabled_at === null ? lesserRole(role, staff.role) : null
}
