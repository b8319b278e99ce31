import type { Person } from '../auth/tokens.ts'
import { hasRight } from '../protocol/rights.ts'
import type { CommandFrame } from '../protocol/operations.ts'
import type { Identity } from './session.ts'

/** Where a command comes from, and whose word it is. */
export interface CommandSource {
  desk: Identity['desk']
  by: { person: Person } | { recordedUnder: string | undefined }
}

/**
 * The word of whoever is signed in; of a desk of ours, where it says so, the word of another sign-in at it. Null for nobody, and
 * for a person who may not work the desk. A desk without a credential speaks for no other sign-in.
 */
export function sourceOf({ person, desk }: Identity, frame: CommandFrame): CommandSource | null {
  const { recordedBy } = frame.payload
  const isOfAnother = recordedBy !== undefined && recordedBy.signInId !== (person?.signIn ?? null)
  if (desk.isOurs && isOfAnother) return { desk, by: { recordedUnder: recordedBy.signInId } }
  return person && hasRight(person.role, 'work_the_desk') ? { desk, by: { person } } : null
}
