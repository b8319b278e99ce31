import type { ImportField } from '../../../server/protocol/import-mapping.ts'
import { randomFrom } from '../random.ts'
import { cellOf, DATE_FORMS } from './foreign-cells.ts'

/**
 * Files in the forms of other products: their columns, people made up. A column is `Header=field:content`; `-` for one that is
 * not to be imported, and the field's own usual content where none is named.
 */
export interface ForeignFile {
  name: string
  separator: string
  /** Lines before the names of the columns. */
  before?: string[]
  columns: { header: string; field: ImportField | null; content: string }[]
}

const DAY_YEARS: Partial<Record<ImportField, string>> = {
  birthday: 'birth',
  valid_until: 'end',
  frozen_until: 'end',
}

/** `form` is how the file writes its dates. */
export function foreignFile(
  name: string,
  form: string,
  columns: string,
  { separator = ',', before }: { separator?: string; before?: string[] } = {},
): ForeignFile {
  return {
    ...{ name, separator, ...(before && { before }) },
    columns: columns.split('|').map((column) => {
      const [, header = '', what = '', own] = /^\s*(.*?)=([\w-]+)(?::(\S+))?\s*$/.exec(column) ?? []
      const field = what === '-' ? null : (what as ImportField)
      const isDay = /^(birthday|valid_|frozen_)/.test(what)
      const content = own ?? (isDay ? form : what)
      const years = DAY_YEARS[what as ImportField] ?? 'plan'
      return { header, field, content: content in DATE_FORMS ? `${content}/${years}` : content }
    }),
  }
}

/** The cells of a file, of so many members. */
export function rowsOf({ columns }: ForeignFile, members: number): string[][] {
  const order = randomFrom(17)
  const rows = Array.from({ length: members }, (_none, index) =>
    columns.map(({ content }) => cellOf(content, index)),
  )
  // A product lists its members in no order that a reader could rely on.
  return rows
    .map((row) => ({ row, at: order.next() }))
    .sort((one, other) => one.at - other.at)
    .map(({ row }) => row)
}

export function csvOf(file: ForeignFile, rows: readonly (readonly string[])[], end = '\r\n'): string {
  const { separator, before = [], columns } = file
  const cell = (text: string) =>
    /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text
  const lines = [columns.map(({ header }) => header), ...rows].map((cells) => cells.map(cell).join(separator))
  return [...before, ...lines, ''].join(end)
}
