import type { Caller } from '../auth/caller.ts'
import { decodeParams } from '../protocol/decode-params.ts'
import { HubError } from '../protocol/errors.ts'
import { isCalled, operations, type CalledName } from '../protocol/operations.ts'
import type { Operation } from '../protocol/operations/operation.ts'
import { requireRight } from '../protocol/rights.ts'
import type { Handlers } from './handlers.ts'

/**
 * Asks the hub something by the name of an operation. Throws a HubError, or rejects with one: `invalid_message` for a name that there
 * is not and for wrong params, `forbidden` where the caller may not, and what the operation itself refuses.
 */
export type Call = (
  name: string,
  params: unknown,
  caller: Caller,
  /** How params are read; what nobody knows is dropped where this does not say otherwise. */
  decode?: typeof decodeParams,
) => Promise<object> | object

type AnyHandler = (params: unknown, caller: Caller) => Promise<object> | object

/** The member who has become of one who was merged into another; undefined of any other id. */
type MergedInto = (memberId: string) => Promise<string | undefined>

/** The one way to all handlers, whichever way a call came: known, allowed, decoded, done. */
export function createCall(handlers: Handlers, mergedInto: MergedInto): Call {
  return (name, params, caller, decode = decodeParams) => {
    if (!isCalled(name)) throw new HubError('invalid_message', 'There is no such method.')
    const operation: Operation = operations[name]
    requireMay(caller, operation)
    const handler = handlerOf(handlers, name)
    const decoded = decode(operation.params, params)
    return ofWhoStays(decoded, mergedInto, (asked) => handler(asked, caller))
  }
}

/** What is asked of a member who is not there is asked of the one who has become of them, where they were merged. */
async function ofWhoStays(
  params: unknown,
  mergedInto: MergedInto,
  ask: (params: unknown) => Promise<object> | object,
): Promise<object> {
  try {
    return await ask(params)
  } catch (error) {
    if (!(error instanceof HubError) || error.code !== 'member_not_found') throw error
    const { memberId } = params as { memberId?: string }
    const into = memberId === undefined ? undefined : await mergedInto(memberId)
    if (into === undefined) throw error
    return ask({ ...(params as object), memberId: into })
  }
}

function requireMay(caller: Caller, { right, byPerson }: Operation): void {
  requireRight(caller.role, right)
  if (byPerson && !caller.person) {
    throw new HubError('forbidden', 'Only someone who is signed in can do this.')
  }
}

/** The map of handlers says of each what it takes; of one that is looked up only that it fits its operation. */
function handlerOf(handlers: Handlers, name: CalledName): AnyHandler {
  return handlers[name] as AnyHandler
}
