import type { Outcome } from '../commands/outcome.ts'
import type { RequestRecord } from '../observe/request-timeline.ts'
import type { Metrics } from '../observe/metrics.ts'

/** Counts how a command was decided and remembers it with its operation. A repeated delivery decides nothing. */
export function recordOutcome(metrics: Metrics, operation: RequestRecord, outcome: Outcome): void {
  const { answer, event, isRepeat = false } = outcome
  if (answer.kind === 'refused') {
    metrics.errors.add(answer.code)
    metrics.timeline.committed(operation, { code: answer.code, reason: answer.reason ?? null, isRepeat })
    return
  }
  const decided = answer.kind === 'scan' ? answer : event
  const verdict = decided?.verdict ?? null
  const reason = decided?.reason ?? null
  if (verdict !== null && !isRepeat) metrics.decisions.get(verdict)?.add(reason ?? '')
  metrics.timeline.committed(operation, { seq: answer.seq, verdict, reason, isRepeat })
}
