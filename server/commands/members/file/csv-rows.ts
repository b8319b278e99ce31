import { CsvError, parse, type Parser } from 'csv-parse'
import type { HubError } from '../../../protocol/errors.ts'
import { refusedAt } from './refusal.ts'

/** A row as it stands in the file. */
export interface CsvRow {
  cells: string[]
  /** The last line of it: a cell may hold line breaks. */
  line: number
}

/** Characters of one row: the longest note and all that stands beside it are a tenth of it. */
export const MAX_ROW_CHARACTERS = 64 * 1024

/**
 * Characters of one line: what a row may have, and as much again for what stands between its cells. The parser counts only what is in
 * them, and would take 60 million empty ones.
 */
const MAX_LINE_CHARACTERS = 2 * MAX_ROW_CHARACTERS

/** Rows of one file below the one that names its columns: more than the largest chain that we know has members. */
export const MAX_ROWS = 1_000_000

/** Lines of one file, those inside cells and blank ones too, which the parser passes over without a word. */
const MAX_LINES = 4 * MAX_ROWS

/**
 * Reads the rows of a CSV file: with commas, semicolons or tabs between its cells, whichever its header has, or as a
 * first line `sep=;` says, else `separator` where whoever reads it knows. Throws a HubError with the line of what is no CSV or too large.
 */
export async function* csvRows(texts: Iterable<string>, separator?: string): AsyncGenerator<CsvRow> {
  const pieces = texts[Symbol.iterator]()
  const first = pieces.next()
  const head = first.done ? '' : first.value
  const parser = parse(optionsFor(head, separator))
  void feed(parser, head, pieces)
  let rows = 0
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRow>) {
      rows += 1
      if (rows > MAX_ROWS + 1) throw tooManyRows(info.lines)
      yield { cells: record, line: info.lines }
    }
  } catch (error) {
    throw error instanceof CsvError ? notCsv(error) : error
  }
}

export function tooManyRows(line: number): HubError {
  return refusedAt(line, null, `a file may have at most ${MAX_ROWS} rows. Split it in two.`)
}

interface ParsedRow {
  record: string[]
  info: { lines: number }
}

const SAID_SEPARATOR = /^sep=(.)(?:\r\n|\n|\r)/i

function optionsFor(head: string, separator?: string) {
  const said = saidSeparator(head)
  const delimiter = said ?? separator ?? separatorOf(head)
  return {
    delimiter,
    from_line: said === undefined ? 1 : 2,
    record_delimiter: ['\r\n', '\n', '\r'],
    // Blanks before a quotation mark; a tab that separates is none.
    trim: delimiter !== '\t',
    info: true,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: MAX_ROW_CHARACTERS,
  }
}

/** What a first line `sep=;` says, as Excel writes it. */
export function saidSeparator(head: string): string | undefined {
  return SAID_SEPARATOR.exec(head)?.[1]
}

/** The separator that the header has most of; a comma where it has one column. */
function separatorOf(head: string): string {
  const [header = ''] = head
    .replace(/^[\r\n]+/, '')
    .replace(/"[^"]*"/g, '')
    .split(/[\r\n]/, 1)
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: header.split(sign).length }))
  return counts.reduce((most, next) => (next.count > most.count ? next : most)).sign
}

/** Gives the parser the text, a piece whenever it has done with the one before; an endless line ends it, or lines without end. */
async function feed(parser: Parser, head: string, rest: Iterator<string>): Promise<void> {
  const lines = lineWatch()
  for (let text = head; ;) {
    if (parser.destroyed) return
    const refusal = lines.refusalOf(text)
    if (refusal) {
      parser.destroy(refusal)
      return
    }
    if (!parser.write(text)) await drained(parser)
    const next = rest.next()
    if (next.done) break
    text = next.value
  }
  parser.end()
}

/** Follows a text piece by piece; `refusalOf` says where a line is longer than any may be, or there are too many. */
function lineWatch(): { refusalOf: (piece: string) => HubError | null } {
  let line = 1
  let characters = 0
  return {
    refusalOf(piece) {
      const [rest = '', ...begun] = piece.split(/\r\n|\n|\r/)
      const lengths = [characters + rest.length, ...begun.map(({ length }) => length)]
      const at = lengths.findIndex((length) => length > MAX_LINE_CHARACTERS)
      if (at >= 0) return refusedAt(line + at, null, TOO_LONG)
      line += begun.length
      characters = lengths.at(-1) ?? 0
      return line > MAX_LINES ? refusedAt(line, null, TOO_MANY_LINES) : null
    },
  }
}

function drained(parser: Parser): Promise<void> {
  return new Promise((resolve) => {
    const goOn = (): void => {
      parser.off('drain', goOn).off('close', goOn)
      resolve()
    }
    parser.on('drain', goOn).on('close', goOn)
  })
}

const BEHIND_A_CELL =
  'something stands behind a quotation mark that closes a cell. A quotation mark inside a cell is written twice.'

const TOO_LONG = `this row is longer than ${MAX_ROW_CHARACTERS} characters. Look for a quotation mark that is not closed.`

const TOO_MANY_LINES = `a file may have at most ${MAX_LINES} lines. Take out those that are empty, or split it in two.`

const CAUSES: Readonly<Record<string, string>> = {
  CSV_MAX_RECORD_SIZE: TOO_LONG,
  CSV_QUOTE_NOT_CLOSED: 'a quotation mark is opened and not closed. Close it, or take it out.',
  INVALID_OPENING_QUOTE:
    'a quotation mark stands in the middle of a cell. Put the whole cell between quotation marks, and write it twice.',
  CSV_INVALID_CLOSING_QUOTE: BEHIND_A_CELL,
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: BEHIND_A_CELL,
}

/** The library's own sentences quote the file. */
function notCsv(error: CsvError): HubError {
  const line = Number(error['lines'])
  return refusedAt(
    line,
    null,
    CAUSES[error.code] ?? 'this cannot be read as CSV. Save the file as CSV again.',
  )
}
