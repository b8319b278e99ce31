import { isSame, type Compared, type Sum } from '../store/move/compare.ts'
import type { MoveReport } from '../store/move/move.ts'

/** Characters of a hash that are printed: 96 bits, by which no two tables are taken for one. */
const SHOWN_HASH_CHARACTERS = 16

/** What was moved, table by table, with what each side holds. */
export function comparisonOf({ tables, replaced, isWhole }: MoveReport, seconds: number): string[] {
  const rows = tables.reduce((sum, { from }) => sum + from.rows, 0)
  const aSecond = Math.round(rows / seconds)
  return [
    ...aligned([['table', 'rows', 'there', 'SHA-256', 'there', ''], ...tables.map(cellsOf)]),
    `${figure(rows)} rows in ${seconds.toFixed(1)} s, ${figure(aSecond)} a second${isWhole ? ': all are there, each as it was.' : '.'}`,
    ...[...replaced].map(
      ([place, count]) =>
        `${place}: U+0000, which PostgreSQL cannot keep, became U+FFFD in ${figure(count)} texts.`,
    ),
  ]
}

function cellsOf(compared: Compared): string[] {
  const { name, from, to } = compared
  const hashes = [from, to].map(({ hash }: Sum) => hash.slice(0, SHOWN_HASH_CHARACTERS) || '-')
  return [name, figure(from.rows), figure(to.rows), ...hashes, isSame(compared) ? '' : 'not the same']
}

function figure(count: number): string {
  return count.toLocaleString('en')
}

/** Numbers to the right, in columns as wide as their widest cell. */
function aligned(lines: readonly string[][]): string[] {
  const widths =
    lines[0]?.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0))) ?? []
  return lines.map((cells) =>
    cells
      .map((cell, column) =>
        isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  )
}

function isNumber(column: number): boolean {
  return column === 1 || column === 2
}
