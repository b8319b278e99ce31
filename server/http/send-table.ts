import type { FastifyReply } from 'fastify'
import { xlsxOf, type TablePieces } from '../commands/tables/csv-to-xlsx.ts'
import { XLSX_TYPE } from '../protocol/import-report.ts'
import { madeAsRead } from './made-as-read.ts'

/** The forms in which a table is had. */
export const TABLE_FORMATS = ['csv', 'xlsx'] as const
export type TableFormat = (typeof TABLE_FORMATS)[number]

const TYPES: Readonly<Record<TableFormat, string>> = { csv: 'text/csv; charset=utf-8', xlsx: XLSX_TYPE }

/** Answers with a table as a file `NAME.FORMAT`, written while it is read. `csv` begins with its header. */
export function sendTable(
  reply: FastifyReply,
  { name, format, csv }: { name: string; format: TableFormat; csv: TablePieces },
): FastifyReply {
  const pieces = format === 'csv' ? csv : xlsxOf(name, csv)
  return reply
    .header('content-type', TYPES[format])
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .send(madeAsRead(pieces))
}
