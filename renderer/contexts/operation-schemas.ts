import './no-eval.ts'
import { problemOf } from '../../server/protocol/decode-params.ts'
import type { Problem } from '../../server/protocol/errors.ts'
import { operations } from '../../server/protocol/operations.ts'

/** Where an operation would not take what it was given, and what its rule says is wrong there, if that has a name. */
export interface WrongParam {
  path: readonly PropertyKey[]
  problem: Problem | null
}

/** What of its params an operation would not take as it is. */
export function wrongParams(name: keyof typeof operations, params: object): WrongParam[] {
  const { error } = operations[name].params.safeParse(params)
  return error?.issues.map((issue) => ({ path: issue.path, problem: problemOf(issue) })) ?? []
}
