import './no-eval.ts'
import { operations } from '../../server/protocol/operations.ts'

/** The names of the params that an operation would not take as they are. */
export function wrongParams(name: keyof typeof operations, params: object): PropertyKey[] {
  const { error } = operations[name].params.safeParse(params)
  return error?.issues.flatMap(({ path }) => path.slice(0, 1)) ?? []
}
