import type { HubError } from '../../../../protocol/errors.ts'
import type { ImportField, ImportMapping } from '../../../../protocol/import-mapping.ts'
import type { ImportRefusal } from '../../../../protocol/import-refusals.ts'
import type { RowOutcome } from '../../../../protocol/import-report.ts'
import type { ColumnName } from '../row-shape.ts'

/** The fields of which a column of ours is made, where it has another name. */
const MADE_OF: Partial<Record<ColumnName, readonly ImportField[]>> = {
  id: ['old_id'],
  full_name: ['full_name', 'last_name', 'first_name'],
  phone: ['mobile', 'phone'],
  debt_cents: ['debt'],
}

/** What the file calls a column of ours. */
function headerOf(mapping: ImportMapping, column: string): string {
  const fields: readonly string[] = MADE_OF[column as ColumnName] ?? [column]
  return mapping.columns.find(({ field }) => field !== null && fields.includes(field))?.header ?? column
}

/** What becomes of a line that is refused, with the name that the file has for the column. */
export function refusedRow(mapping: ImportMapping, line: number, error: HubError): RowOutcome {
  const { message, details } = error
  const why = whyOf(mapping, details?.['why'] as ImportRefusal | undefined)
  const column = typeof details?.['column'] === 'string' ? details['column'] : null
  const ours = `Line ${line}: ${column} `
  if (column === null || !message.startsWith(ours)) return { line, what: 'refused', message, column, ...why }
  const header = headerOf(mapping, column)
  return {
    line,
    what: 'refused',
    message: `Line ${line}: ${header} ${message.slice(ours.length)}`,
    column: header,
    ...why,
  }
}

/** The reason by its code, with the file's name of a column that it names. */
function whyOf(mapping: ImportMapping, why: ImportRefusal | undefined): { why?: ImportRefusal } {
  const from = why?.fields['from']
  if (!why || typeof from !== 'string') return why ? { why } : {}
  return { why: { ...why, fields: { ...why.fields, from: headerOf(mapping, from) } } }
}
