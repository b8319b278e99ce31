import { SEPARATORS, type Separator } from '../../../../protocol/import-mapping.ts'
import { saidSeparator } from '../csv-rows.ts'

/** Lines that are looked at: some exports have a title and blank lines before the names of the columns. */
const LINES = 40

/** The sign that stands between the cells of a file, by what its first lines have equally often; a comma where there is one column. */
export function separatorIn(head: string): Separator {
  const said = SEPARATORS.find((sign) => sign === saidSeparator(head))
  if (said) return said
  const lines = head
    .replace(/"[^"]*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, LINES)
  const scores = SEPARATORS.map((sign) => ({ sign, score: scoreOf(sign, lines) }))
  return scores.reduce((best, next) => (next.score > best.score ? next : best)).sign
}

/** How many lines have the sign equally often, times how often. */
function scoreOf(sign: string, lines: readonly string[]): number {
  const linesByCount = new Map<number, number>()
  for (const line of lines) {
    const count = line.split(sign).length - 1
    linesByCount.set(count, (linesByCount.get(count) ?? 0) + 1)
  }
  return Math.max(...[...linesByCount].map(([count, times]) => count * times), 0)
}
