import type { Role } from '../protocol/roles.ts'
import { COMMAND_LINE, type Actor } from './staff.ts'
import type { Person } from './tokens.ts'

/** Whoever asks something of the hub, as the audit log names them and as their rights are. Their desk is one that proved itself. */
export interface Caller extends Actor {
  name: string
  role: Role
  /** Who signed in; null for the command line on the hub's machine. */
  person: Person | null
}

export const COMMAND_LINE_CALLER: Caller = { ...COMMAND_LINE, name: '', role: 'manager', person: null }

/** `deskId` is the desk's that proved itself with its credential, null where none did. */
export function callerOf(person: Person, deskId: string | null): Caller {
  const { subject, name, role } = person
  return { id: subject, deskId, name, role, person }
}
