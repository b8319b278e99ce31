import {
  FIELDS_OF_SEVERAL,
  MOST_STATUSES,
  type ImportField,
  type LeftOutReason,
  type RecognisedColumn,
  type Sureness,
} from '../../../../protocol/import-mapping.ts'
import { statusWord } from '../values/words.ts'
import type { ColumnContent } from './column-watch.ts'
import { fieldByContent } from './by-content.ts'
import { fieldsByNextDays } from './by-next-days.ts'
import { fitOf } from './fits.ts'
import { isGenericName, namedAs, type NamedAs } from './named-as.ts'

/** A column of a file: its name, and what stands in it. */
export interface SeenColumn {
  header: string
  content: ColumnContent
}

interface Proposal {
  field: ImportField | null
  reason: LeftOutReason | null
  sureness: Sureness
}

/** Where so many cells of "Name" hold the first name beside it, it is the whole name. */
const HOLDS_FIRST = 0.5

/**
 * Proposes what each column is, by its name, its cells and its neighbours. `firstInName` is the share of rows in which the cell
 * of "Name" has the first name of its neighbour in it.
 */
export function proposeColumns(columns: readonly SeenColumn[], firstInName: number): RecognisedColumn[] {
  const named = withNeighbours(columns, firstInName)
  const judged = withGuesses(columns, named)
  const proposals = oneOfEach(oneName(judged), (at) => ({
    named: rankOf(named[at]),
    filled: columns[at]?.content.filled ?? 0,
  }))
  return columns.map(({ header, content }, at) => ({
    header,
    ...(proposals[at] ?? UNKNOWN),
    filled: content.filled,
    examples: [...content.examples],
    words: statusWordsOf(content),
  }))
}

/** The words of a column that could be a status, whatever it was taken for. */
function statusWordsOf({ words, empty }: ColumnContent): string[] {
  if (!words || words.size > MOST_STATUSES) return []
  const all = [...words.keys(), ...(empty > 0 ? [''] : [])]
  return [...new Set(all.map(statusWord))]
}

const UNKNOWN: Proposal = { field: null, reason: 'unknown', sureness: 'unsure' }
const NONE: ReadonlySet<ImportField> = new Set()
const EMPTY: Proposal = { field: null, reason: 'empty', sureness: 'likely' }

/** "Name", "nom", "nombre" and "nome" are what is not beside them. */
function withNeighbours(columns: readonly SeenColumn[], firstInName: number): NamedAs[] {
  const named = columns.map(({ header }) => namedAs(header))
  const has = (field: ImportField): boolean =>
    named.some((one) => one && 'field' in one && one.field === field && one.certainty === 'sure')
  return named.map((one, at) => {
    if (!isGenericName(columns[at]?.header ?? '') || !one || !('field' in one) || one.certainty === 'sure')
      return one
    if (has('first_name') && !has('last_name')) {
      return firstInName >= HOLDS_FIRST ? one : { field: 'last_name', certainty: 'sure', rank: 0 }
    }
    const isFirst = has('last_name') && !has('first_name') && firstInName < HOLDS_FIRST
    return isFirst ? { field: 'first_name', certainty: 'sure', rank: 0 } : one
  })
}

/** Where a name says nothing, cells that look like one field alone say it, unless another column is that. */
function withGuesses(columns: readonly SeenColumn[], named: readonly NamedAs[]): Proposal[] {
  const judged = columns.map(({ content }, at) => judge(named[at] ?? null, content))
  const taken = new Set(judged.map(({ field }) => field))
  const guesses = new Map<number, ImportField>()
  // Whatever stands in more rows is what most members have.
  const byFilled = [...columns.keys()].sort((one, two) => filledIn(columns, two) - filledIn(columns, one))
  for (const at of byFilled) {
    const content = columns[at]?.content
    if (!content || judged[at]?.reason !== 'unknown') continue
    const field = fieldByContent(content, taken, at === 0)
    if (field === null) continue
    guesses.set(at, field)
    taken.add(field)
  }
  const beside = columns.map(({ content }, at) => {
    const field = guesses.get(at) ?? judged[at]?.field ?? null
    return { content, field, isUnknown: field === null && judged[at]?.reason === 'unknown' }
  })
  for (const [at, field] of fieldsByNextDays(beside)) guesses.set(at, field)
  return judged.map((proposal, at) => {
    const field = guesses.get(at)
    return field === undefined ? proposal : { field, reason: null, sureness: 'unsure' }
  })
}

const filledIn = (columns: readonly SeenColumn[], at: number): number => columns[at]?.content.filled ?? 0

function judge(named: NamedAs, content: ColumnContent): Proposal {
  if (named && 'reason' in named) {
    // "Price option" is no price.
    const isOther = named.reason === 'payment' && content.filled > 0 && fieldByContent(content, NONE, false)
    return isOther ? UNKNOWN : { field: null, reason: named.reason, sureness: 'sure' }
  }
  if (!named) return content.filled === 0 ? EMPTY : UNKNOWN
  const { field: first, certainty, others = [] } = named
  // The product's next file may have something in it: what its name surely says is kept in the mapping.
  if (content.filled === 0) {
    return certainty === 'sure' ? { field: first, reason: null, sureness: 'likely' } : EMPTY
  }
  const field = [first, ...others].find((one) => fitOf(one, content) !== 'contradicts') ?? first
  const fit = fitOf(field, content)
  if (fit === 'contradicts') return { field: null, reason: 'contradiction', sureness: 'unsure' }
  if (certainty === 'sure') return { field, reason: null, sureness: fit === 'agrees' ? 'sure' : 'likely' }
  return { field, reason: null, sureness: fit === 'agrees' ? 'likely' : 'unsure' }
}

/** A whole name beside its parts says them twice. */
function oneName(proposals: readonly Proposal[]): Proposal[] {
  const has = (field: ImportField): boolean => proposals.some((proposal) => proposal.field === field)
  const parts = has('first_name') && has('last_name')
  const spare: readonly ImportField[] = parts
    ? ['full_name']
    : has('full_name')
      ? ['first_name', 'last_name']
      : []
  return proposals.map((proposal) =>
    proposal.field !== null && spare.includes(proposal.field) ? saidTwice() : proposal,
  )
}

function saidTwice(): Proposal {
  return { field: null, reason: 'said_twice', sureness: 'likely' }
}

const SURENESS: readonly Sureness[] = ['unsure', 'likely', 'sure']

/** A column without a name of the field comes after all that have one. */
function rankOf(named: NamedAs | undefined): number {
  return named && 'rank' in named ? named.rank : Infinity
}

/** Keeps one column of each field: one that holds something, the surest, then the one whose name says it best, then the fullest. Of two that are sure neither is. */
function oneOfEach(
  proposals: readonly Proposal[],
  weightOf: (at: number) => { named: number; filled: number },
): Proposal[] {
  const surenessOf = (at: number): number => SURENESS.indexOf(proposals[at]?.sureness ?? 'unsure')
  const byWeight = (one: number, two: number): number => {
    const [first, second] = [weightOf(one), weightOf(two)]
    // Infinity minus itself is no number.
    const named = first.named === second.named ? 0 : first.named - second.named
    const isEmpty = Number(first.filled === 0) - Number(second.filled === 0)
    return isEmpty || surenessOf(two) - surenessOf(one) || named || second.filled - first.filled || one - two
  }
  return proposals.map((proposal, at) => {
    const { field } = proposal
    if (field === null || FIELDS_OF_SEVERAL.has(field)) return proposal
    const rivals = [...proposals.keys()].filter((other) => proposals[other]?.field === field).sort(byWeight)
    if (rivals[0] !== at) return saidTwice()
    const isRivalled = rivals.some((other) => other !== at && surenessOf(other) === surenessOf(at))
    return isRivalled && proposal.sureness === 'sure' ? { ...proposal, sureness: 'likely' } : proposal
  })
}
