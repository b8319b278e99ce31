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

/** The one way to all handlers, whichever way a call came: known, allowed, decoded, done. */
export function createCall(handlers: Handlers): Call {
  return (name, params, caller, decode = decodeParams) => {
    if (!isCalled(name)) throw new HubError('invalid_message', 'There is no such method.')
    const operation: Operation = operations[name]
    requireMay(caller, operation)
    return handlerOf(handlers, name)(decode(operation.params, params), caller)
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
