import { unzipSync, zipSync, type UnzipFileInfo, type Unzipped } from 'fflate'
import type { CellValue, SheetData } from 'read-excel-file/universal'
import { HubError } from '../../../protocol/errors.ts'
import type { CsvRow } from './csv-rows.ts'
import type { FileBytes } from './file-bytes.ts'
import { figuresByStyle, withShownZeros } from './shown-zeros.ts'

/** Spreadsheets as XLSX: a ZIP archive of XML files, one of them a sheet. */

type Bytes = Uint8Array<ArrayBuffer>

/** A sheet, and what stands in its cells as text. */
interface Sheet {
  name: string
  rows: readonly (readonly (string | null)[])[]
}

/** Bytes of all parts together, unpacked: 150,000 members with twelve columns. An archive of 100 KB can hold gigabytes. */
const MAX_UNPACKED_BYTES = 96 * 1024 * 1024

const ZIP = [0x50, 0x4b, 0x03, 0x04]

/** What Excel wrote until 2003, and what it writes where a password is set. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0]

const begins = (bytes: FileBytes, signature: readonly number[]): boolean => {
  const head = bytes.slice(0, signature.length)
  return signature.every((byte, at) => head[at] === byte)
}

/** True for a file that is no text, so that it has to be unpacked. */
export function isSpreadsheet(bytes: FileBytes): boolean {
  return begins(bytes, ZIP) || begins(bytes, COMPOUND)
}

/** What was read of a file, for as long as somebody has it: it is gone through several times. */
const readBefore = new WeakMap<FileBytes, Promise<Sheet[]>>()

/** The sheets of a file. Rejects with a HubError for one that is no XLSX, or too large when it is unpacked. */
export function sheetsOf(bytes: FileBytes): Promise<Sheet[]> {
  const sheets = readBefore.get(bytes) ?? readAll(bytes)
  readBefore.set(bytes, sheets)
  return sheets
}

async function readAll(bytes: FileBytes): Promise<Sheet[]> {
  if (begins(bytes, COMPOUND)) throw refused(OLD_OR_LOCKED)
  // A sheet of a chart alone has no cells, whatever the types say.
  const sheets: { sheet: string; data?: SheetData<string> }[] = await readSheets(stored(bytes))
  return sheets.flatMap(({ sheet, data }) =>
    data ? [{ name: sheet, rows: data.map((cells) => cells.map(textOf)) }] : [],
  )
}

/** The rows of a sheet, of the first one where none is named. A row without any cell is passed over, as a blank line is. */
export async function* sheetRows(
  bytes: FileBytes,
  named: string | undefined,
  read: (share: number) => void,
): AsyncGenerator<CsvRow> {
  const sheets = await sheetsOf(bytes)
  const sheet = named === undefined ? sheets[0] : sheets.find(({ name }) => name === named)
  if (!sheet) {
    const names = sheets.map(({ name }) => `"${name}"`).join(', ')
    throw refused(`The file has no sheet "${named ?? ''}". It has: ${names || 'none'}. Name one of them.`)
  }
  for (const [at, cells] of sheet.rows.entries()) {
    read((at + 1) / sheet.rows.length)
    if (cells.some((cell) => cell !== null)) yield { cells: cells.map((cell) => cell ?? ''), line: at + 1 }
  }
}

const OLD_OR_LOCKED =
  'The file is an XLS file of old, or it is locked with a password. Open it in a spreadsheet, and save it as XLSX without a password, or as CSV.'
const NO_XLSX =
  'The file is an archive and no XLSX file. Unpack it, and take the file with the members that is in it.'
const DAMAGED = 'The XLSX file is damaged. Open it in a spreadsheet, and save it again.'

export const TOO_LARGE_SHEET =
  'The file is too large for an XLSX file, which is read as a whole: it may have 96 MB unpacked, some 150,000 members. Save the sheet with the members as CSV, and take that: it may have 1,000,000.'

function refused(message: string): HubError {
  return new HubError('invalid_message', message)
}

/** The same archive with its XML files alone, checked, mended for the reader and not packed, so that it needs no thread for each. */
function stored(bytes: FileBytes): ArrayBuffer {
  const parts = unpacked(bytes)
  if (!parts['xl/workbook.xml']) throw refused(NO_XLSX)
  const figures = figuresByStyle(new TextDecoder().decode(parts['xl/styles.xml']))
  for (const [name, part] of Object.entries(parts)) {
    if (/^xl\/worksheets\/[^/]+\.xml$/.test(name)) parts[name] = withLostValues(part, figures)
  }
  return zipSync(parts, { level: 0 }).buffer
}

/** Never takes more than the parts say that they need, and a part that says less than it needs is damaged. */
function unpacked(bytes: FileBytes): Unzipped {
  let size = 0
  const filter = ({ name, originalSize }: UnzipFileInfo): boolean => {
    if (!/\.(?:xml|rels)$/.test(name)) return false
    size += originalSize
    if (size > MAX_UNPACKED_BYTES) throw new HubError('too_large', TOO_LARGE_SHEET)
    return true
  }
  try {
    // A copy: a decoder takes no shared memory.
    return unzipSync(bytes.slice(), { filter })
  } catch (error) {
    throw error instanceof HubError ? error : refused(DAMAGED)
  }
}

const ERROR_CELL = /(<c\b[^>]*\st=)"e"/g
const FORMULA_WITHOUT_VALUE = /<c\b([^>]*?)(?:\st="\w+")?([^>]*)>(\s*<f\b[^>]*(?:\/>|>[^<]*<\/f>)\s*)<\/c>/g

/** The reader takes an error, and a formula that was never calculated, for an empty cell, and drops zeros: here all are what a spreadsheet shows. */
function withLostValues(sheet: Bytes, figures: ReadonlyMap<string, number>): Bytes {
  const bytes = Buffer.from(sheet.buffer, sheet.byteOffset, sheet.byteLength)
  if (figures.size === 0 && !bytes.includes('t="e"') && !bytes.includes('<f')) return sheet
  const text = bytes
    .toString('utf8')
    .replace(ERROR_CELL, '$1"str"')
    .replace(FORMULA_WITHOUT_VALUE, '<c$1 t="str"$2>$3<v>#VALUE!</v></c>')
  return new TextEncoder().encode(figures.size === 0 ? text : withShownZeros(text, figures))
}

async function readSheets(archive: ArrayBuffer) {
  try {
    // Only here: a hub that reads no spreadsheet starts without it.
    const { default: readXlsxFile } = await import('read-excel-file/universal')
    return await readXlsxFile(archive, { trim: false, parseNumber: numberText })
  } catch {
    throw refused(DAMAGED)
  }
}

/** A spreadsheet keeps fifteen figures of a number; the sixteenth of a card is lost. */
const KEPT_FIGURES = 15

/** A number as people would write it; one that has lost figures in the form in which it is refused. */
function numberText(raw: string): string {
  const value = Number(raw)
  if (Number.isNaN(value)) return raw
  if (Math.abs(value) >= 10 ** KEPT_FIGURES) return value.toExponential(5).replace('e', 'E')
  return String(Number(value.toPrecision(KEPT_FIGURES)))
}

function textOf(cell: CellValue<string> | null): string | null {
  if (!(cell instanceof Date)) return cell === null ? null : String(cell)
  const [day = '', time = ''] = cell.toISOString().split('T')
  return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 5)}`
}
