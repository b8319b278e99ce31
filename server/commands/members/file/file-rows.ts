import type { Encoding } from '../../../protocol/encodings.ts'
import type { CsvRow } from './csv-rows.ts'
import { decoded, encodingOf, misreadingIn } from './encodings.ts'
import type { FileBytes } from './file-bytes.ts'
import type { Cause } from './refusal.ts'
import { textRows } from './text-rows.ts'
import { isSpreadsheet, sheetRows } from './xlsx.ts'

/** A members file as it was sent. */
export interface MembersFile {
  bytes: FileBytes
  /** Where whoever sends it says so; a byte-order mark knows better. */
  encoding?: Encoding | undefined
  /** Of a spreadsheet with several; the first where nobody says. */
  sheet?: string | undefined
}

/** The rows of a file, whatever it is written as. */
export interface FileRows {
  encoding: Encoding
  rows: AsyncGenerator<CsvRow>
  /** Why a text is not what somebody wrote, or null. */
  misreading: (text: string) => Cause | null
  /** How much of the file has been read, 0 to 1. */
  readShare: () => number
}

/** Opens a file that is CSV, JSON or XLSX: its first bytes tell. `separator` is the one of a CSV file, where somebody knows it. */
export function fileRows(file: MembersFile, separator?: string): FileRows {
  const { bytes, sheet } = file
  let share = 0
  const read = (now: number): void => void (share = now)
  const readShare = (): number => share
  if (isSpreadsheet(bytes)) {
    return { encoding: 'utf-8', rows: sheetRows(bytes, sheet, read), misreading: () => null, readShare }
  }
  const encoding = encodingOf(bytes, file.encoding)
  return {
    encoding,
    rows: textRows((told) => decoded(bytes, encoding, told), read, separator),
    misreading: misreadingIn(bytes, encoding),
    readShare,
  }
}
