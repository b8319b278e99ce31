import type { Caller } from '../auth/caller.ts'
import type { CalledName, ParamsOf, ResultOf } from '../protocol/operations.ts'

/** Does what an operation promises. Params are decoded, and the caller's right has been looked at. */
type Handler<Name extends CalledName> = (
  params: ParamsOf<Name>,
  caller: Caller,
) => Promise<ResultOf<Name>> | ResultOf<Name>

/** A handler for each of these operations: one that is missing does not compile. */
export type Handlers<Name extends CalledName = CalledName> = { [Each in Name]: Handler<Each> }
