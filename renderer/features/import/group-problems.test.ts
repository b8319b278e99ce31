import { expect, it } from 'vitest'
import type { ImportRefusalCode } from '../../../server/protocol/import-refusals.ts'
import type { RowOutcome } from '../../../server/protocol/import-report.ts'
import { groupProblems } from './group-problems.ts'

const refused = (line: number, column: string, code: ImportRefusalCode): RowOutcome => ({
  ...{ line, what: 'refused', column },
  why: { code, fields: {} },
})

it('lines that one answer about their column mends are one problem, all others stand alone', () => {
  const rows = [
    refused(2, 'Begin', 'two_days'),
    refused(3, 'Begin', 'no_day'),
    refused(4, 'Begin', 'two_days'),
    refused(5, 'End', 'two_days'),
    refused(6, 'Begin', 'no_day'),
    refused(7, 'Begin', 'two_days'),
  ]
  expect(groupProblems(rows).map(({ first, more }) => [first.line, more])).toEqual([
    [2, 2],
    [3, 0],
    [5, 0],
    [6, 0],
  ])
})

it('a line without a reason that is known stands alone', () => {
  const rows: RowOutcome[] = [2, 3].map((line) => ({ line, what: 'refused', message: 'no' }))
  expect(groupProblems(rows).map(({ first, more }) => [first.line, more])).toEqual([
    [2, 0],
    [3, 0],
  ])
})
