import { MOST_STATUSES, type ImportField } from '../../../../protocol/import-mapping.ts'
import { datesIn, type ColumnContent } from './column-watch.ts'
import { fitOf } from './fits.ts'

/** Cells of a column that have the form of a field, so that it is taken for that whatever its name is. */
const MOSTLY = 0.9

/** Of the words of a status we know so many; a product has some of its own. */
const STATUSLIKE = 0.3

/** Of random chips a few have no letter in them. */
const CHIPLIKE = 0.7

const NAMES: readonly ImportField[] = ['full_name', 'first_name', 'last_name']

/** What cells look like that nothing else looks like, and the fields that another column may have said already. */
const LOOKS: readonly {
  field: ImportField
  saidBy?: readonly ImportField[]
  test: (content: ColumnContent) => boolean
}[] = [
  { field: 'email', test: ({ emails, filled }) => emails >= MOSTLY * filled },
  {
    field: 'birthday',
    test: (content) => Math.min(content.longAgo, datesIn(content)) >= MOSTLY * content.filled,
  },
  {
    field: 'status',
    test: ({ statuses, filled, words }) =>
      statuses >= STATUSLIKE * filled && words !== null && words.size <= MOST_STATUSES,
  },
  { field: 'membership_type', test: isPlans },
  {
    field: 'full_name',
    saidBy: NAMES,
    test: ({ names, severalWords, filled, words }) =>
      names >= MOSTLY * filled && severalWords >= MOSTLY * filled && (words?.size ?? filled) > filled / 2,
  },
  {
    field: 'phone',
    saidBy: ['phone', 'mobile'],
    test: (content) =>
      Math.min(content.phones, content.formedPhones) >= MOSTLY * content.filled && datesIn(content) === 0,
  },
  { field: 'credentials', test: ({ chips, filled, isDistinct }) => isDistinct && chips >= CHIPLIKE * filled },
  { field: 'note', test: ({ sentences, filled }) => sentences >= MOSTLY * filled },
]

/** Words of plans, in the languages that we read. */
const PLAN_WORD =
  /\d+\s*(?:x|er\b|mon|mes|mois|mies|ing|class|visit|entr|session)|month|monat|mensu|annu|anual|jahr|year|premium|basic|gold|silver|silber|bronze|plat|student|etudiant|estudiant|senior|junior|adult|peak|unlimited|illimit|ilimit|flat|all.?in|drop.?in|member|abo|karte|pass\b|bono|plan/i

/** Of the rows of a column of plans so many have such a word. */
const PLANLIKE = 0.5

function isPlans({ words, filled }: ColumnContent): boolean {
  if (!words || words.size > filled / 2) return false
  const rows = [...words].filter(([word]) => PLAN_WORD.test(word)).map(([, count]) => count)
  return rows.reduce((sum, count) => sum + count, 0) >= PLANLIKE * filled
}

/** The field of a column by its cells, and whether it is the first; null where they tell none, or one of `taken`. */
export function fieldByContent(
  content: ColumnContent,
  taken: ReadonlySet<ImportField | null>,
  isFirst: boolean,
): ImportField | null {
  // A product begins its rows with the number of the member.
  if (isFirst && !taken.has('old_id') && fitOf('old_id', content) === 'agrees') return 'old_id'
  const isSaid = (fields: readonly ImportField[]): boolean => fields.some((field) => taken.has(field))
  const look = LOOKS.find(
    ({ field, saidBy = [field], test }) => content.filled > 0 && !isSaid(saidBy) && test(content),
  )
  return look?.field ?? null
}
