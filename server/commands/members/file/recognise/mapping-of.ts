import {
  DAY_FIELDS,
  type ImportField,
  type ImportMapping,
  type ImportQuestion,
  type MappedColumn,
  type RecognisedColumn,
  type StatusMeaning,
} from '../../../../protocol/import-mapping.ts'
import { headerKey } from '../values/header-key.ts'
import { likePlan } from './like-plan.ts'
import { isNoPlan, readYesNo, statusMeaningOf, statusWord } from '../values/words.ts'
import type { ColumnContent } from './column-watch.ts'
import type { SeenColumn } from './propose.ts'

/** What the columns of a file mean, with what only a person can say left open and asked. */
export interface Proposed {
  columns: MappedColumn[]
  statuses: ImportMapping['statuses']
  plans: ImportMapping['plans']
  questions: ImportQuestion[]
  planRows: { name: string; rows: number }[]
}

/** A whole name is turned where so many have a comma: the others are companies, or have one part. */
const TURNED = 0.75

/** `ours` are the plans of the gym. */
export function mappingOf(
  recognised: readonly RecognisedColumn[],
  seen: readonly SeenColumn[],
  ours: readonly string[],
): Proposed {
  const questions: ImportQuestion[] = []
  const contentOf = (at: number): ColumnContent | undefined => seen[at]?.content
  const columns = recognised.map(({ header, field }, at): MappedColumn => {
    const content = contentOf(at)
    return { header, field, ...(field !== null && content && formsOf(header, field, content, questions)) }
  })
  const wordsOf = (field: ImportField): [string, number][] => {
    const at = recognised.findIndex((column) => column.field === field)
    return [...(contentOf(at)?.words ?? [])]
  }
  const status = recognised.findIndex(({ field }) => field === 'status')
  const unsaid: [string, number][] = contentOf(status)?.empty ? [['', contentOf(status)?.empty ?? 0]] : []
  const statuses = statusesOf(recognised[status]?.header ?? '', [...wordsOf('status'), ...unsaid], questions)
  const planRows = wordsOf('membership_type').map(([name, rows]) => ({ name, rows }))
  askOfAll(recognised, contentOf, questions)
  return {
    columns: columns.filter(({ header }) => header !== ''),
    statuses,
    plans: plansOf(planRows, ours),
    questions,
    planRows: planRows.sort((one, other) => other.rows - one.rows),
  }
}

/** How the cells of a column are to be read, and what has to be asked for that. */
function formsOf(
  header: string,
  field: ImportField,
  content: ColumnContent,
  questions: ImportQuestion[],
): Partial<MappedColumn> {
  if (DAY_FIELDS.has(field)) return { dates: dayOrderOf(header, content, questions) }
  if (field === 'full_name') {
    return { order: content.withComma >= TURNED * content.filled ? 'last_first' : 'first_last' }
  }
  if (field !== 'debt') return {}
  return { decimal: decimalOf(header, content, questions), debts: debtsOf(header, content, questions) }
}

/** One day beyond the twelfth settles it for the column; two that contradict each other settle nothing. */
function dayOrderOf(
  header: string,
  { dates, openDates }: ColumnContent,
  questions: ImportQuestion[],
): 'DMY' | 'MDY' | null {
  if (dates.DMY > 0 && dates.MDY === 0) return 'DMY'
  if (dates.MDY > 0 && dates.DMY === 0) return 'MDY'
  if (dates.open > 0) questions.push({ about: 'dates', header, examples: [...openDates] })
  return null
}

function decimalOf(
  header: string,
  { decimals, openSums }: ColumnContent,
  questions: ImportQuestion[],
): '.' | ',' | null {
  const [points, commas] = [decimals['.'], decimals[',']]
  if (points > 0 && commas === 0) return '.'
  if (commas > 0 && points === 0) return ','
  if (decimals.open > 0 || points > 0) questions.push({ about: 'decimal', header, examples: [...openSums] })
  return null
}

/** What is owed, by a name that says so. A balance may be either. */
const OWED =
  /debt|owed|owing|due|outstanding|arrears|unpaid|schuld|ruckstand|offen|impaye|montantdu|resteapayer|deuda|pendiente|divida|debito|aberto|devedor/

function debtsOf(
  header: string,
  { negative, negativeSums, examples }: ColumnContent,
  questions: ImportQuestion[],
): 'positive' | 'negative' | null {
  if (OWED.test(headerKey(header)) && negative === 0) return 'positive'
  questions.push({ about: 'debts', header, examples: [...(negative > 0 ? negativeSums : examples)] })
  return null
}

function statusesOf(
  header: string,
  words: readonly (readonly [string, number])[],
  questions: ImportQuestion[],
): Record<string, StatusMeaning | null> {
  const rowsByWord = new Map<string, number>()
  for (const [word, rows] of words) {
    rowsByWord.set(statusWord(word), (rowsByWord.get(statusWord(word)) ?? 0) + rows)
  }
  const statuses: Record<string, StatusMeaning | null> = {}
  for (const [word, rows] of rowsByWord) {
    const isIn = readYesNo(word)
    const meaning = statusMeaningOf(word) ?? (isIn === null ? null : isIn ? 'active' : 'suspended')
    statuses[word] = meaning
    if (meaning === null) questions.push({ about: 'status', header, word, rows })
  }
  return statuses
}

/** Plans that are one of ours by their names are that; the others keep their names, and words for none are none. */
function plansOf(theirs: readonly { name: string }[], ours: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    theirs.map(({ name }) => [name, isNoPlan(name) ? '' : (likePlan(name, ours) ?? name).slice(0, 100)]),
  )
}

function askOfAll(
  recognised: readonly RecognisedColumn[],
  contentOf: (at: number) => ColumnContent | undefined,
  questions: ImportQuestion[],
): void {
  const has = (...fields: ImportField[]): boolean =>
    recognised.some(({ field }) => field !== null && fields.includes(field))
  const end = recognised.findIndex(({ field }) => field === 'valid_until')
  const empty = contentOf(end)
  const open = (empty?.empty ?? 0) + (empty?.dates.none ?? 0)
  if (open > 0) questions.push({ about: 'empty_end', header: recognised[end]?.header ?? '', rows: open })
  if (!has('valid_until', 'visits_left')) questions.push({ about: 'no_end' })
  if (!has('full_name', 'first_name', 'last_name')) questions.push({ about: 'no_name' })
}
