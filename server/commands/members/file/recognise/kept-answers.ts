import type {
  ImportField,
  ImportMapping,
  ImportQuestion,
  MappedColumn,
  RecognisedColumn,
} from '../../../../protocol/import-mapping.ts'
import type { NamedMapping } from '../../../../protocol/saved-mappings.ts'
import { layoutBy } from '../convert/layout.ts'
import { headerKey } from '../values/header-key.ts'

/** What was said of a file of this form before. */
export interface KeptAnswers {
  /** Those whose columns are all in the file, the newest first. */
  fitting: NamedMapping[]
  used: NamedMapping | undefined
}

/** A product that nobody has named. */
const isNameless = (source: string): boolean => source.startsWith('columns-')

/**
 * The kept mappings that fit a file, and the one that is used: the newest of the same product. A nameless product's file with a column
 * more is another product's for all that the hub can tell, so it is used only where somebody chooses it.
 */
export function keptAnswersFor(
  header: readonly string[],
  { source }: ImportMapping,
  kept: readonly NamedMapping[],
  chosen: string | undefined,
): KeptAnswers {
  const fitting = kept.filter(
    ({ mapping }) =>
      (mapping.source === source || (isNameless(mapping.source) && isNameless(source))) &&
      layoutBy(mapping, { cells: [...header], line: 1 }) !== null,
  )
  const used =
    chosen === undefined
      ? fitting.find(({ mapping }) => mapping.source === source)
      : fitting.find(({ name }) => name.toLowerCase() === chosen.toLowerCase())
  return { fitting, used }
}

/** What is proposed for a file, with what was said of the one before. What this file itself shows goes before what another one said. */
export function withAnswers(
  proposed: ImportMapping,
  kept: ImportMapping,
  recognised: readonly RecognisedColumn[],
): ImportMapping {
  const said = new Map<string, MappedColumn[]>()
  for (const column of kept.columns) {
    const key = headerKey(column.header)
    said.set(key, [...(said.get(key) ?? []), column])
  }
  const isSaid = new Set(kept.columns.map(({ field }) => field))
  const columns = proposed.columns.map((own): MappedColumn => {
    const before = said.get(headerKey(own.header))?.shift()
    // A column that was not there: it is what it looks like, unless another one is that already.
    if (!before)
      return own.field !== null && isSaid.has(own.field) ? { header: own.header, field: null } : own
    const isSame = before.field === own.field
    return {
      ...before,
      header: own.header,
      ...(isSame && own.dates && { dates: own.dates }),
      ...(isSame && own.decimal && { decimal: own.decimal }),
      ...(isSame && own.order && { order: own.order }),
    }
  })
  const { source, end, emptyEnd } = kept
  const isAsProposed = (field: ImportField): boolean =>
    headerOf(columns, field) === headerOf(proposed.columns, field)
  const status = headerOf(columns, 'status')
  const words = recognised.find(({ header }) => header === status)?.words ?? []
  const statuses = isAsProposed('status')
    ? proposed.statuses
    : Object.fromEntries(words.map((word) => [word, null]))
  return {
    ...{ ...proposed, source, end, emptyEnd, columns },
    statuses: { ...statuses, ...knownIn(kept.statuses, statuses) },
    // Of a column that was proposed as something else the plans were not counted.
    plans: isAsProposed('membership_type')
      ? { ...proposed.plans, ...knownIn(kept.plans, proposed.plans) }
      : kept.plans,
  }
}

const headerOf = (columns: readonly MappedColumn[], field: ImportField): string | undefined =>
  columns.find((column) => column.field === field)?.header

/** Answers to words that this file has too. */
function knownIn<Answer>(kept: Record<string, Answer>, asked: object): Record<string, Answer> {
  return Object.fromEntries(
    Object.entries(kept).filter(([word, answer]) => Object.hasOwn(asked, word) && answer !== null),
  )
}

/** Questions that a mapping leaves open. */
export function openQuestions(
  questions: readonly ImportQuestion[],
  { columns, statuses, emptyEnd }: ImportMapping,
): ImportQuestion[] {
  const columnOf = (header: string) => columns.find((column) => column.header === header)
  const isOpen = (question: ImportQuestion): boolean => {
    switch (question.about) {
      case 'dates':
      case 'decimal':
      case 'debts': {
        const column = columnOf(question.header)
        return column !== undefined && column.field !== null && !column[question.about]
      }
      case 'status':
        return (statuses[question.word] ?? null) === null
      case 'empty_end':
        return emptyEnd === 'refuse'
      case 'no_end':
        return !columns.some(({ field }) => field === 'valid_until' || field === 'visits_left')
      case 'no_name':
        return !columns.some(({ field }) => field !== null && /name/.test(field))
    }
  }
  return questions.filter(isOpen)
}
