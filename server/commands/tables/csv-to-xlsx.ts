import { parse } from 'csv-parse/sync'
import { zipOf, type FileToPack } from '../../platform/zip/write-zip.ts'
import { HubError } from '../../protocol/errors.ts'
import { unguarded } from '../members/file/cells.ts'

/**
 * A table as XLSX (ECMA-376), written while it is read: a spreadsheet keeps what is text in it, where it takes the zeros off a phone number in
 * a CSV. All that is text is shown and edited as text, and so is what somebody adds below it.
 */

/** Rows of a sheet, the header among them: a spreadsheet opens no more. */
const MAX_ROWS = 1_048_576

/** The columns, in any table, whose cells are added up. */
const NUMBERS: ReadonlySet<string> = new Set([
  ...['visits_left', 'debt_cents', 'cents', 'visits'],
  ...['number', 'reverses', 'reversed_by', 'seq'],
])

/** A double holds so many figures. */
const WHOLE_NUMBER = /^-?\d{1,15}$/

/** The places in `styles.xml` of what a text and the header look like. */
const AS_TEXT = 1
const AS_HEADER = 2

/** Wide enough for a name or a time. */
const COLUMN_CHARACTERS = 22

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** A table as CSV, the header first; each piece ends with a row. */
export type TablePieces = AsyncIterable<string> | readonly string[]

/** A file with the one sheet `name`. */
export function xlsxOf(name: string, csv: TablePieces): AsyncGenerator<Uint8Array> {
  return zipOf(filesOf(name, csv))
}

function* filesOf(name: string, csv: TablePieces): Generator<FileToPack> {
  for (const [path, text] of Object.entries(partsOf(name))) yield { name: path, content: Buffer.from(text) }
  yield { name: 'xl/worksheets/sheet1.xml', content: sheetOf(csv) }
}

/** What is the same in all such files. */
const partsOf = (name: string): Record<string, string> => ({
  '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/></Types>`,
  '_rels/.rels': `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font/><font><b/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`,
})

async function* sheetOf(csv: TablePieces): AsyncGenerator<string> {
  let header: readonly string[] | null = null
  let count = 0
  for await (const piece of csv) {
    const rows: string[][] = parse(piece, { relax_column_count: true })
    if (header === null) {
      header = rows[0] ?? []
      yield sheetHead(header)
    }
    if (count + rows.length > MAX_ROWS)
      throw new HubError('too_large', 'The table has more rows than a spreadsheet. Take it as CSV.')
    yield rows.map((cells, at) => rowOf(cells, count + at + 1, header ?? [])).join('')
    count += rows.length
  }
  yield `${header === null ? sheetHead([]) : ''}</sheetData></worksheet>`
}

/** The header stays in sight; columns of text take what is typed into them as text. */
function sheetHead(header: readonly string[]): string {
  const columns = header.map((name, at) => {
    const style = NUMBERS.has(name) ? '' : ` style="${AS_TEXT}"`
    return `<col min="${at + 1}" max="${at + 1}" width="${COLUMN_CHARACTERS}" customWidth="1"${style}/>`
  })
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
  const widths = columns.length === 0 ? '' : `<cols>${columns.join('')}</cols>`
  return `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>${widths}<sheetData>`
}

function rowOf(cells: readonly string[], row: number, header: readonly string[]): string {
  return `<row r="${row}">${cells.map((cell, at) => cellOf(cell, `${columnAt(at)}${row}`, row === 1 ? null : (header[at] ?? ''))).join('')}</row>`
}

/** `column` is null in the header. */
function cellOf(cell: string, place: string, column: string | null): string {
  const text = textOf(cell)
  if (text === '') return ''
  if (column !== null && NUMBERS.has(column) && WHOLE_NUMBER.test(text))
    return `<c r="${place}"><v>${text}</v></c>`
  const style = column === null ? AS_HEADER : AS_TEXT
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
}

/** What a CSV guards against formulas is plain text here; but for what would be taken for guarded where it comes in again. */
function textOf(cell: string): string {
  const text = unguarded(cell)
  return unguarded(text) === text ? text : cell
}

const LETTERS = 26
const FIRST_LETTER = 'A'.charCodeAt(0)

/** A, B, …, Z, AA, …: a place from 0 on. */
function columnAt(place: number): string {
  const before = place < LETTERS ? '' : columnAt(Math.floor(place / LETTERS) - 1)
  return before + String.fromCharCode(FIRST_LETTER + (place % LETTERS))
}

/** What XML cannot say at all. */
// eslint-disable-next-line no-control-regex -- they are what is left out
const UNSAID = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  return text.replace(UNSAID, '').replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)
}
