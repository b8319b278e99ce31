import type { Outcome } from '../commands/outcome.ts'
import type { Operation } from '../observe/flow.ts'
import type { Observations } from '../observe/observations.ts'

/** Counts how a command was decided and remembers it with its operation. A repeated delivery decides nothing. */
export function noteEnd(seen: Observations, operation: Operation, outcome: Outcome): void {
  const { answer, event, isRepeat = false } = outcome
  if (answer.kind === 'refused') {
    seen.errors.add(answer.code)
    seen.flow.committed(operation, { code: answer.code, reason: answer.reason ?? null, isRepeat })
    return
  }
  const decided = answer.kind === 'scan' ? answer : event
  const verdict = decided?.verdict ?? null
  const reason = decided?.reason ?? null
  if (verdict !== null && !isRepeat) seen.decisions.get(verdict)?.add(reason ?? '')
  seen.flow.committed(operation, { seq: answer.seq, verdict, reason, isRepeat })
}
