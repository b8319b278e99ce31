import type { Role } from './roles.ts'

/** Accounts, desks and what signs them in, as they are shown. */

/** A staff account: no secret of it. */
export interface StaffAccount {
  id: string
  username: string
  full_name: string
  role: Role
  has_pin: boolean
  disabled: boolean
}

/** An account whose password the hub made: it is told this once. */
export type NewStaffAccount = StaffAccount & { password?: string }

/** A desk that the hub knows: no credential of it. Times are ISO 8601. */
export interface KnownDesk {
  id: string
  name: string
  created_at: string
  last_seen_at: string
}

/** What signs one desk in, once. */
export interface SignInLink {
  code: string
  /** For a browser on the hub's own machine. */
  address: string
  /** ISO 8601, UTC. */
  expiresAt: string
  /** For another PC: what its desk is told, and where it finds the hub. Null while the network is off. */
  pairing: { text: string; addresses: string[] } | null
}

/** One change by a person, as the audit log has it. `at` is ISO 8601. */
export interface AuditedChange {
  seq: number
  at: string
  actor: string
  desk_id: string | null
  action: string
  subject: string | null
  details: Readonly<Record<string, unknown>> | null
}
