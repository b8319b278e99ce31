import { stringify } from 'csv-stringify/sync'
import type { AuditedChange } from '../../protocol/accounts.ts'
import { guardedCells } from '../members/file/cells.ts'

const COLUMNS = ['seq', 'at', 'actor', 'desk_id', 'action', 'subject', 'details']

/** The audit log as CSV, page by page; times are ISO 8601 in UTC, details are JSON. */
export async function* auditCsv(pages: AsyncIterable<readonly AuditedChange[]>): AsyncGenerator<string> {
  yield `${COLUMNS.join(',')}\n`
  for await (const entries of pages)
    if (entries.length > 0) yield stringify(entries.map(cellsOf), { columns: COLUMNS })
}

function cellsOf({ details, ...entry }: AuditedChange): Record<string, unknown> {
  return guardedCells({ ...entry, details: details === null ? null : JSON.stringify(details) })
}
