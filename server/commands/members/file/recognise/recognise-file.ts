import { HubError } from '../../../../protocol/errors.ts'
import {
  MAX_IMPORT_COLUMNS,
  type ImportMapping,
  type RecognisedFile,
} from '../../../../protocol/import-mapping.ts'
import type { NamedMapping } from '../../../../protocol/saved-mappings.ts'
import { unguarded } from '../cells.ts'
import type { CsvRow } from '../csv-rows.ts'
import { decoded, likelyEncoding } from '../encodings.ts'
import { fileRows, type MembersFile } from '../file-rows.ts'
import { isJson } from '../json-rows.ts'
import { REASON_COLUMN, refusedAt } from '../refusal.ts'
import { COLUMNS } from '../row-shape.ts'
import { headerKey } from '../values/header-key.ts'
import { isSumWord } from '../values/words.ts'
import type { Checksum } from '../versions.ts'
import { ColumnWatch } from './column-watch.ts'
import { findHeaderRow, ROWS_BEFORE_DATA } from './header-row.ts'
import { keptAnswersFor, openQuestions, withAnswers } from './kept-answers.ts'
import { mappingOf } from './mapping-of.ts'
import { isGenericName, namedAs } from './named-as.ts'
import { planTermsOf } from './plan-terms.ts'
import { proposeColumns } from './propose.ts'
import { separatorIn } from './separator.ts'
import { productOf } from './sources.ts'
import { isSpreadsheet, sheetsOf } from '../xlsx.ts'

export interface RecogniseParts {
  /** The gym's day, YYYY-MM-DD. */
  today: string
  /** The gym's plans. */
  plans: readonly string[]
  /** What was said of files before; of it the one that is chosen, none by '', or the one that fits. */
  kept?: readonly NamedMapping[]
  chosen?: string | undefined
  checksum: Checksum
}

/** Characters of the text by which its separator is found. */
const HEAD_CHARACTERS = 64 * 1024

/**
 * Says what a file of any product holds: how it is written, and what each column is, by its name and all its lines. Throws a
 * HubError where nothing of it can be read, or nothing names its columns.
 */
export async function recogniseFile(file: MembersFile, parts: RecogniseParts): Promise<RecognisedFile> {
  const written = await writtenAs(file)
  const { rows: all } = fileRows({ ...file, ...written }, written.separator)
  const watched = await watchAll(all, parts.today)
  const { header, line, rows, firstInName } = watched
  const seen = header.map((name, at) => ({
    header: name,
    content: (watched.watches[at] ?? new ColumnWatch('')).content(),
  }))
  const named = seen.filter(({ header: name, content }) => name !== '' || content.filled > 0)
  const columns = proposeColumns(named, firstInName)
  const { questions, planRows, ...proposed } = mappingOf(columns, named, parts.plans)
  const product = productOf(header)
  const mapping: ImportMapping = {
    version: 1,
    source: product?.source ?? sourceOf(header, parts.checksum),
    encoding: written.encoding,
    separator: written.separator,
    ...(written.sheet !== undefined && { sheet: written.sheet }),
    ...proposed,
    end: 'last_day',
    emptyEnd: 'refuse',
    frozenSince: parts.today,
  }
  const { fitting, used } = keptAnswersFor(header, mapping, parts.kept ?? [], parts.chosen)
  const answered = used ? withAnswers(mapping, used.mapping, columns) : mapping
  return {
    isOurs: isOurs(header),
    isVisits: header.includes('check_in_time'),
    product: product?.name ?? null,
    encodingIsSure: written.encodingIsSure,
    sheets: written.sheets,
    headerLine: line,
    rows,
    columns,
    questions: openQuestions(questions, answered),
    plans: planRows.map((plan) => ({ ...plan, asNew: planTermsOf(plan.name) })),
    ourPlans: [...parts.plans],
    kept: fitting.map(({ name }) => name),
    keptAs: used?.name ?? null,
    mapping: answered,
  }
}

/** How a file is written. The rest of a spreadsheet is CSV with commas. */
async function writtenAs(file: MembersFile) {
  if (isSpreadsheet(file.bytes)) {
    const sheets = (await sheetsOf(file.bytes)).map(({ name }) => name)
    const said = { encoding: 'utf-8', encodingIsSure: true, separator: ',' } as const
    return { ...said, sheets, sheet: file.sheet ?? sheets[0] }
  }
  const { encoding, isSure } = likelyEncoding(file.bytes)
  const known = file.encoding ?? encoding
  const head = headOf(file, known)
  // The rest of a list in JSON is CSV.
  const separator = isJson(head) ? ',' : separatorIn(head)
  return { encoding: known, encodingIsSure: isSure, separator, sheets: [], sheet: undefined }
}

function headOf(file: MembersFile, encoding: RecognisedFile['mapping']['encoding']): string {
  const first = decoded(file.bytes.slice(0, HEAD_CHARACTERS), encoding).next()
  return first.done ? '' : first.value
}

/** An export of ours, or a file that was made by its columns. */
function isOurs(header: readonly string[]): boolean {
  const names = header.filter((name) => name !== '')
  return names.includes('full_name') && names.every((name) => (COLUMNS as readonly string[]).includes(name))
}

/** A product that nobody has named is known by its columns; the file of its rest is its own too. */
function sourceOf(header: readonly string[], checksum: Checksum): string {
  const own = header.filter((name) => name !== REASON_COLUMN).map(headerKey)
  return `columns-${checksum(own.sort().join('\n')).toString(36)}`
}

interface Watched {
  header: string[]
  line: number
  rows: number
  watches: ColumnWatch[]
  firstInName: number
}

/** Looks at every row, once, and keeps none. */
async function watchAll(rows: AsyncGenerator<CsvRow>, today: string): Promise<Watched> {
  const first = await takeFirst(rows)
  const watched = watchFor(first, today)
  const see = watchRows(watched)
  for (const row of first) if (row.line > watched.line) see(row)
  for await (const row of rows) see(row)
  return watched
}

async function takeFirst(rows: AsyncGenerator<CsvRow>): Promise<CsvRow[]> {
  const first: CsvRow[] = []
  while (first.length < ROWS_BEFORE_DATA) {
    const next = await rows.next()
    if (next.done) break
    first.push(next.value)
  }
  return first
}

function watchFor(first: readonly CsvRow[], today: string): Watched {
  if (first.length === 0) throw refusedAt(1, null, 'the file is empty. Its first line names the columns.')
  const found = findHeaderRow(first)
  if (!found) {
    throw new HubError(
      'invalid_message',
      'No line of the file names its columns. Put a line with their names before the first member.',
    )
  }
  const header = found.cells.map((cell) => cell.trim())
  if (header.length > MAX_IMPORT_COLUMNS) {
    throw refusedAt(found.line, null, `a file may have at most ${MAX_IMPORT_COLUMNS} columns. Take some out.`)
  }
  const watches = header.map(() => new ColumnWatch(today))
  return { header, line: found.line, rows: 0, watches, firstInName: 0 }
}

/** Sees a row of the file in all its columns. */
function watchRows(watched: Watched): (row: CsvRow) => void {
  const { header, watches } = watched
  const firstAt = header.findIndex((name) => isNamed(name, 'first_name'))
  const nameAt = header.findIndex(isGenericName)
  let both = 0
  let held = 0
  return ({ cells }) => {
    if (cells.every((cell) => cell.trim() === '')) return
    const texts = watches.map((_watch, at) => unguarded(cells[at] ?? ''))
    // A row that adds up the others tells nothing of what they hold.
    if (isSumWord(texts.find((text) => text !== '') ?? '')) return
    watched.rows += 1
    for (const [at, watch] of watches.entries()) watch.see(texts[at] ?? '')
    const [first, name] = [texts[firstAt] ?? '', texts[nameAt] ?? '']
    if (first === '' || name === '') return
    both += 1
    if (name.toLowerCase().includes(first.toLowerCase())) held += 1
    watched.firstInName = held / both
  }
}

function isNamed(header: string, field: 'first_name'): boolean {
  const named = namedAs(header)
  return named !== null && 'field' in named && named.field === field
}
