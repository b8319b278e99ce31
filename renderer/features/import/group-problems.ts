import { MENDED_BY_AN_ANSWER } from '../../../server/protocol/import-refusals.ts'
import type { RowOutcome } from '../../../server/protocol/import-report.ts'

/** A row that is left out, and how many more are for the same reason, which one answer about their column mends. */
export interface Problem {
  first: RowOutcome
  more: number
}

/** Rows that are left out, in the order of their lines: all that one answer mends are one of them, as are those that stand alone. */
export function groupProblems(rows: readonly RowOutcome[]): Problem[] {
  const problems: Problem[] = []
  const byReason = new Map<string, Problem>()
  for (const row of rows) {
    const key =
      row.why && MENDED_BY_AN_ANSWER.has(row.why.code) ? `${row.why.code} ${row.column ?? ''}` : null
    const known = key === null ? undefined : byReason.get(key)
    if (known) {
      known.more += 1
      continue
    }
    const problem = { first: row, more: 0 }
    problems.push(problem)
    if (key !== null) byReason.set(key, problem)
  }
  return problems
}
