import { strToU8, zipSync } from 'fflate'

/** A cell of a made spreadsheet: text, a number, a day, or what a formula or an error leaves. */
export type Cell =
  | string
  | number
  | boolean
  | { day: number }
  | { error: string }
  | { formula: string }
  /** A number that is shown with seven figures. */
  | { seven: number }

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** `day` is a number of Excel's, in a cell that is shown as a date. */
function cellXml(cell: Cell): string {
  if (typeof cell === 'string') return `t="inlineStr"><is><t>${escaped(cell)}</t></is>`
  if (typeof cell === 'number') return `><v>${cell}</v>`
  if (typeof cell === 'boolean') return `t="b"><v>${Number(cell)}</v>`
  if ('day' in cell) return `s="1"><v>${cell.day}</v>`
  if ('seven' in cell) return `s="2"><v>${cell.seven}</v>`
  return 'error' in cell ? `t="e"><v>${cell.error}</v>` : `><f>${escaped(cell.formula)}</f>`
}

const columnOf = (at: number): string => String.fromCharCode(65 + at)

function sheetXml(rows: readonly (readonly (Cell | null)[])[]): string {
  const xml = rows.map((cells, row) => {
    const filled = cells.map((cell, at) =>
      cell === null ? '' : `<c r="${columnOf(at)}${row + 1}" ${cellXml(cell)}</c>`,
    )
    return `<row r="${row + 1}">${filled.join('')}</row>`
  })
  return `<worksheet><sheetData>${xml.join('')}</sheetData></worksheet>`
}

const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A spreadsheet with these sheets, as a program writes it. */
export function xlsxOf(
  sheets: Readonly<Record<string, readonly (readonly (Cell | null)[])[]>>,
  others: Readonly<Record<string, Uint8Array>> = {},
): Uint8Array<ArrayBuffer> {
  const names = Object.keys(sheets)
  const list = names.map(
    (name, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="r${at + 1}"/>`,
  )
  const relations = names.map(
    (_name, at) =>
      `<Relationship Id="r${at + 1}" Type="${RELATION}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  )
  const styles =
    '<styleSheet><numFmts count="1"><numFmt numFmtId="164" formatCode="0000000"/></numFmts><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>'
  const parts = {
    'xl/workbook.xml': `<workbook xmlns:r="${RELATION}"><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relations.join('')}</Relationships>`,
    'xl/styles.xml': styles,
    ...Object.fromEntries(
      Object.values(sheets).map((rows, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheetXml(rows)]),
    ),
  }
  const bytes = Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)] as const)
  return zipSync({ ...Object.fromEntries(bytes), ...others })
}
