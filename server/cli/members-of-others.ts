import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { withMembersFile } from '../hub/open-members-file.ts'
import { recogniseApart } from '../hub/read-file-apart.ts'
import { businessDayAt } from '../domain/business-day.ts'
import { SettingError } from '../platform/setting-error.ts'
import { decodeParams } from '../protocol/decode-params.ts'
import {
  importMapping,
  type ImportMapping,
  type ImportQuestion,
  type LeftOutReason,
  type RecognisedColumn,
  type RecognisedFile,
} from '../protocol/import-mapping.ts'
import { DISPOSITIONS, type Disposition, type RowOutcome } from '../protocol/import-report.ts'
import { knownMapping } from '../protocol/saved-mappings.ts'
import { readSettings } from '../settings/settings.ts'
import type { CommandLine } from './command-line.ts'
import { withControl, withFirstControl } from './local-control.ts'
import type { Control } from './remote-control.ts'
import { readBytes, readEncoding } from './members-file.ts'
import type { ShownReport } from './remote-control.ts'
import { watchImport } from './watched-import.ts'

/** `hub members recognise`: what a file of any product holds. */
export async function recogniseFile(line: CommandLine, path = ''): Promise<void> {
  const { given, terminal } = line
  const { gym } = readSettings(given, terminal.env)
  const file = { bytes: readBytes(path), encoding: readEncoding(given.encoding), sheet: given.sheet }
  const { day } = businessDayAt(Date.now(), gym.dayRule)
  const recognised = await withMembersFile(file, tmpdir(), (opened) =>
    recogniseApart(opened.file, { today: day, plans: [] }),
  )
  if (recognised.isVisits) {
    terminal.out.write('The file has visits of the past. Import it with: hub members import-visits FILE.\n')
    return
  }
  if (recognised.isOurs) {
    terminal.out.write('The file has our own columns. Import it without a mapping.\n')
    return
  }
  const text = given.json ? JSON.stringify(recognised.mapping, null, 2) : describe(recognised)
  terminal.out.write(`${text}\n`)
}

/** `hub members import --mapping`: another product's file. */
export async function importTheirs(line: CommandLine, path: string, mappingPath: string): Promise<void> {
  const { given, terminal } = line
  const file = { bytes: readBytes(path) }
  const isPreview = given.preview === true
  const isKept = !existsSync(mappingPath)
  const read = isKept ? null : readMapping(mappingPath)
  const keep = given.keep === undefined ? undefined : decodeParams(knownMapping, { name: given.keep }).name
  // A preview begins no new gym, and one without data has kept none.
  const withOne = isPreview || isKept ? withControl : withFirstControl
  const report = await withOne(line, async (control) => {
    const mapping = read ?? (await keptMapping(control, mappingPath))
    const asked = { mapping, isPreview, onlyGood: given['only-good'] === true, keep }
    return watchImport(terminal, (watched) => control.importMapped(file, asked, watched))
  })
  if (isPreview) for (const row of report.rows) terminal.out.write(`${outcomeOf(row)}\n`)
  terminal.out.write(`${summaryOf(report)}\n`)
  if (given.rest !== undefined && report.rest !== null) writeFileSync(given.rest, report.rest)
}

/** By its name. Throws where there is neither a file nor a kept mapping of it. */
async function keptMapping(control: Control, name: string): Promise<ImportMapping> {
  const mappings = await control.listMappings()
  if (!mappings.some((one) => one.name.toLowerCase() === name.toLowerCase()))
    throw new SettingError(
      `There is no file ${name}, and no mapping is kept under that name. List them with: hub members mappings.`,
    )
  return control.getMapping(name)
}

function readMapping(path: string): ImportMapping {
  let read: unknown
  try {
    read = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw new SettingError(
      `The mapping ${path} cannot be read as JSON. Make it with: hub members recognise FILE.csv --json.`,
    )
  }
  return decodeParams(importMapping, read)
}

const WORDS: Readonly<Record<Disposition, string>> = {
  added: 'added',
  changed: 'changed',
  unchanged: 'as they were',
  blank: 'blank',
  sum: 'sums of others',
  left_out: 'left out by the mapping',
  refused: 'refused',
}

function summaryOf({ counts, isPreview, encoding }: ShownReport): string {
  const said = DISPOSITIONS.filter((what) => counts[what] > 0).map((what) => `${counts[what]} ${WORDS[what]}`)
  const done = isPreview ? 'Nothing is changed. Of the rows would be' : 'Of the rows are'
  return `${done}: ${said.join(', ') || 'none'}. Read as ${encoding}.`
}

function outcomeOf({ line, what, columns, message }: RowOutcome): string {
  return message ?? `Line ${line}: ${[WORDS[what], ...(columns ?? [])].join(' ')}`
}

const REASONS: Readonly<Record<LeftOutReason, string>> = {
  not_needed: 'not imported: a front desk does not need it',
  other_person: 'not imported: it is about somebody else',
  next_payment: 'not imported: a payment that is due is no end',
  joined: 'not imported: joining is not the start of the present plan',
  payment: 'not imported: what is paid is no debt',
  no_field: 'not imported: we keep nothing like it',
  said_twice: 'not imported: another column says it',
  contradiction: 'not imported: what is in it is not what its name says',
  empty: 'not imported: it is empty',
  unknown: 'not imported: not known',
}

function describe({
  product,
  headerLine,
  rows,
  sheets,
  columns,
  questions,
  mapping,
}: RecognisedFile): string {
  const from = product === null ? 'A file of a product that is not known' : `A file of ${product}`
  const separator = mapping.separator === '\t' ? 'tabs' : mapping.separator
  const written =
    mapping.sheet === undefined
      ? `in ${mapping.encoding}, separated by ${separator}`
      : `in the sheet "${mapping.sheet}" of ${sheets.length} (--sheet takes another)`
  return [
    `${from}: ${rows} rows ${written}, columns named in line ${headerLine}.`,
    '',
    ...columns.map(describeColumn),
    ...(questions.length > 0
      ? ['', 'To be said in the mapping (--json prints it):', ...questions.map(describeQuestion)]
      : []),
  ].join('\n')
}

function describeColumn({ header, field, reason, sureness, filled, examples }: RecognisedColumn): string {
  const what = field ?? REASONS[reason ?? 'unknown']
  const shown =
    examples.length === 0 ? '' : `  e.g. ${examples.map((text) => JSON.stringify(text)).join(', ')}`
  return `${JSON.stringify(header)}: ${what} (${sureness}), ${filled} filled${shown}`
}

function describeQuestion(question: ImportQuestion): string {
  const shown = 'examples' in question ? ` (${question.examples.join(', ')})` : ''
  switch (question.about) {
    case 'dates':
      return `- "${question.header}": does the day or the month come first?${shown} Set dates to DMY or MDY.`
    case 'decimal':
      return `- "${question.header}": which sign stands before the cents?${shown} Set decimal to . or ,`
    case 'debts':
      return `- "${question.header}": which sums are debts?${shown} Set debts to positive or negative.`
    case 'status':
      return `- "${question.header}": what does ${JSON.stringify(question.word)} mean, in ${question.rows} rows? Set it under statuses.`
    case 'empty_end':
      return `- "${question.header}" is empty in ${question.rows} rows, which are refused. Set emptyEnd to no_end if they have none.`
    case 'no_end':
      return '- No column says when a plan ends: everybody may come for ever.'
    case 'no_name':
      return '- No column has a name, and no row can be taken without.'
  }
}
