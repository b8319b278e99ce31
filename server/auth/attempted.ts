import type { StaffRow } from '../store/staff.ts'
import type { AttemptKind } from './attempt-bounds.ts'
import type { Place } from './place.ts'

/** What a try counts against: each of these has its own count. */
export interface Attempted {
  kind: AttemptKind
  /** A desk's id, an address, an account at one of them; of a bound for all, what all of them guess at. */
  name: string
  /** The id of the account or desk that managers are told of; left away where it is no id of ours. */
  subject?: string | undefined
}

export interface PasswordTried {
  /** The account that there is, and the name that was given, which may be of none. */
  staff: Pick<StaffRow, 'id'> | undefined
  username: string
  from: Place
  /** True where the person signed in with the password at this desk lately: guesses from elsewhere do not count there. */
  isOwnDesk: boolean
}

export function passwordAttempt({ staff, username, from, isOwnDesk }: PasswordTried): Attempted[] {
  const account = staff?.id ?? username
  const subject = staff?.id
  const all = from.isKnown ? 'password_by_desks' : 'password_by_strangers'
  return [
    deviceAttempt(from),
    { kind: 'account', name: `${account} at ${from.name}`, subject },
    ...(isOwnDesk ? [] : [{ kind: all, name: account, subject } as const]),
  ]
}

/** Where nobody may use a PIN (`staff` undefined) there is nothing to guess: nothing counts against the person either. */
export function pinAttempt(staff: Pick<StaffRow, 'id'> | undefined, from: Place): Attempted[] {
  if (!staff) return [deviceAttempt(from)]
  const { id } = staff
  return [
    deviceAttempt(from),
    { kind: 'pin', name: `${id} at ${from.name}`, subject: id },
    { kind: 'pin_in_all', name: id, subject: id },
  ]
}

export function codeAttempt(from: Place): Attempted[] {
  return [
    deviceAttempt(from),
    ...(from.isKnown ? [] : [{ kind: 'codes_by_strangers', name: 'all' } as const]),
  ]
}

function deviceAttempt({ name, deskId }: Place): Attempted {
  return { kind: 'device', name, subject: deskId }
}
