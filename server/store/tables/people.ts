import type { Role } from '../../protocol/roles.ts'

export interface DesksTable {
  id: string
  name: string
  token_hash: string
  created_at: number
  last_seen_at: number
  removed_at: number | null
}

export interface SignInCodesTable {
  code_hash: string
  role: Role
  name: string
  expires_at: number
  used_at: number | null
}

export interface RefreshTokensTable {
  id: string
  /** All tokens that rotated out of one sign-in. */
  family: string
  subject: string
  name: string
  role: Role
  desk_id: string
  /** When the family ends: rotation does not prolong it. */
  expires_at: number
  used_at: number | null
  successor: string | null
}

/** A sign-in at a desk. Whoever knows its id and the desk's credential may send what was recorded under it. */
export interface SignInsTable {
  id: string
  desk_id: string
  subject: string
  /** Of the person when they signed in. */
  role: Role
  began_at: number
  expires_at: number
  /** When it was ended before that, or null. */
  ended_at: number | null
}

export interface StaffTable {
  id: string
  /** In lower case: what the person types to sign in. */
  username: string
  full_name: string
  role: Role
  /** Argon2id with its parameters and salt, as PHC text. */
  password_hash: string
  pin_hash: string | null
  created_at: number
  updated_at: number
  disabled_at: number | null
}

/** Who signed in with a password at a desk, and when last: only they may switch in by PIN there. */
export interface DeskPeopleTable {
  desk_id: string
  staff_id: string
  password_at: number
}

/** Failed attempts at what proves somebody, kept over a restart. */
export interface SignInAttemptsTable {
  /** What is counted, and of whom: `device:`, `account:` …; `notice:` for what managers were told. */
  subject: string
  /** In a row, since the last success. */
  failures: number
  blocked_until: number
  window_began_at: number
  /** Failures within a window, which is an hour or a day by what is counted. */
  window_failures: number
}

/** Sign-ins that were ended while access tokens of theirs may still live. */
export interface EndedSignInsTable {
  family: string
  /** When the last of those tokens has expired. */
  forget_at: number
}
