import { HubError } from '../protocol/errors.ts'
import type { Role } from '../protocol/roles.ts'
import type { Db } from '../store/database.ts'
import { listRemovedDesks } from '../store/desks.ts'
import { listEndedFamilies } from '../store/sign-ins.ts'
import { listStaff } from '../store/staff.ts'
import type { Person } from './tokens.ts'

/** Whether a session may go on as what it signed in as. */
export type SessionStatus = 'good' | 'ended' | 'role_changed' | 'desk_removed'

/** What tokens cannot say, because it changed after they were signed: in memory, so that every command can ask. */
export interface RevocationCache {
  /** Reads it anew; after each change of staff, desks or sign-ins. */
  load: (db: Db, now: number) => Promise<void>
  /** The person with the role of today. Throws `token_expired` where the sign-in was ended. */
  personNow: (person: Person) => Person
  of: (person: Person | null, deskId: string) => SessionStatus
}

interface Account {
  role: Role
  name: string
  isDisabled: boolean
}

export function createRevocationCache(): RevocationCache {
  let staff = new Map<string, Account>()
  let ended = new Set<string>()
  let removedDesks = new Set<string>()
  const isEnded = (person: Person): boolean =>
    (person.signIn !== null && ended.has(person.signIn)) || staff.get(person.subject)?.isDisabled === true
  return {
    async load(db, now) {
      const accounts = (await listStaff(db)).map(
        ({ id, role, full_name, disabled_at }): [string, Account] => [
          id,
          { role, name: full_name, isDisabled: disabled_at !== null },
        ],
      )
      staff = new Map(accounts)
      ended = new Set(await listEndedFamilies(db, now))
      removedDesks = new Set(await listRemovedDesks(db))
    },
    personNow(person) {
      if (isEnded(person)) throw signInEnded()
      const account = staff.get(person.subject)
      return account ? { ...person, role: account.role, name: account.name } : person
    },
    of(person, deskId) {
      if (removedDesks.has(deskId)) return 'desk_removed'
      if (!person) return 'good'
      if (isEnded(person)) return 'ended'
      const account = staff.get(person.subject)
      return account && account.role !== person.role ? 'role_changed' : 'good'
    },
  }
}

export function signInEnded(): HubError {
  return new HubError('token_expired', 'Your sign-in has expired. Sign in again.')
}
