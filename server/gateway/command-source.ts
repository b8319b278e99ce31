import type { Person } from '../auth/tokens.ts'
import type { DeskPresence } from '../domain/back-dating.ts'
import { hasRight } from '../protocol/rights.ts'
import type { CommandFrame } from '../protocol/operations.ts'
import type { Identity } from './session.ts'

/** Where a command comes from, and whose word it is. */
export interface CommandSource {
  desk: Identity['desk']
  /** When that desk was connected; null for a program that is none. */
  presence: DeskPresence | null
  by: { person: Person } | { recordedUnder: string | undefined }
}

/**
 * The word of whoever is signed in; of a desk of ours, where it says so, the word of another sign-in at it. Null for nobody, and
 * for a person who may not work the desk. A desk without a credential speaks for no other sign-in.
 */
export function sourceOf(
  { person, desk }: Identity,
  presence: DeskPresence | null,
  frame: CommandFrame,
): CommandSource | null {
  const { recordedBy } = frame.payload
  const isOfAnother = recordedBy !== undefined && recordedBy.signInId !== (person?.signIn ?? null)
  if (desk.isOurs && isOfAnother) return { desk, presence, by: { recordedUnder: recordedBy.signInId } }
  return person && hasRight(person.role, 'work_the_desk') ? { desk, presence, by: { person } } : null
}
