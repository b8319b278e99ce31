import type { ImportField } from '../../../../protocol/import-mapping.ts'
import { datesIn, type ColumnContent } from './column-watch.ts'

/** Cells of a column that are days, so that it is one of days. */
const MOSTLY = 0.9

interface Beside {
  content: ColumnContent
  field: ImportField | null
  /** True where neither its name nor its cells say what it is. */
  isUnknown: boolean
}

/**
 * Of two columns of days that stand side by side, the later one is the end of what begins in the other: where one of them is known, or
 * neither is. Gives the fields of those that were not.
 */
export function fieldsByNextDays(columns: readonly Beside[]): Map<number, ImportField> {
  const found = new Map<number, ImportField>()
  const isTaken = (field: ImportField): boolean =>
    columns.some((column) => column.field === field) || [...found.values()].includes(field)
  for (const [at, one] of columns.entries()) {
    const next = columns[at + 1]
    if (!next || !isDays(one) || !isDays(next) || one.content.meanDay >= next.content.meanDay) continue
    const mayBegin = one.field === 'valid_from' || (one.isUnknown && !isTaken('valid_from'))
    const mayEnd = next.field === 'valid_until' || (next.isUnknown && !isTaken('valid_until'))
    if (!mayBegin || !mayEnd) continue
    if (one.isUnknown) found.set(at, 'valid_from')
    if (next.isUnknown) found.set(at + 1, 'valid_until')
  }
  return found
}

/** Those of births are of another time than those of a plan. */
function isDays({ content }: Beside): boolean {
  const { filled, longAgo } = content
  return filled > 0 && datesIn(content) >= MOSTLY * filled && longAgo < filled * (1 - MOSTLY)
}
