import {
  DAY_FIELDS,
  FIELDS_OF_SEVERAL,
  type ImportField,
  type ImportMapping,
  type MappedColumn,
  type NewPlanOfFile,
  type RecognisedFile,
  type StatusMeaning,
} from '../../../server/protocol/import-mapping.ts'

/** Changes that a person makes to a mapping; each gives a mapping that the hub takes. */

/** Says what the column in this place is; whichever was it before is not imported any more. */
export function withField(
  mapping: ImportMapping,
  at: number,
  field: ImportField | null,
  words: readonly string[],
): ImportMapping {
  const isTaken = (column: MappedColumn) =>
    field !== null && column.field === field && !FIELDS_OF_SEVERAL.has(field)
  const columns = mapping.columns.map((column, place): MappedColumn => {
    if (place === at) return fresh(column.header, field)
    return isTaken(column) ? fresh(column.header, null) : column
  })
  if (field !== 'status') return { ...mapping, columns }
  const statuses = Object.fromEntries(words.map((word) => [word, mapping.statuses[word] ?? null]))
  return { ...mapping, columns, statuses }
}

/** A column of which nobody has said yet how its cells are to be read. */
function fresh(header: string, field: ImportField | null): MappedColumn {
  if (field === null) return { header, field }
  if (DAY_FIELDS.has(field)) return { header, field, dates: null }
  return field === 'debt' ? { header, field, decimal: null, debts: null } : { header, field }
}

/** Says how the cells of the column in this place are to be read. */
export function withForm(mapping: ImportMapping, at: number, form: Partial<MappedColumn>): ImportMapping {
  const columns = mapping.columns.map((column, place) => (place === at ? { ...column, ...form } : column))
  return { ...mapping, columns }
}

export function withStatus(
  mapping: ImportMapping,
  word: string,
  meaning: StatusMeaning | null,
): ImportMapping {
  return { ...mapping, statuses: { ...mapping.statuses, [word]: meaning } }
}

/** Says which of our plans one of theirs is; none by ''. */
export function withPlan(mapping: ImportMapping, theirs: string, ours: string): ImportMapping {
  const newPlans = (mapping.newPlans ?? []).filter(({ name }) => name !== theirs)
  return { ...mapping, newPlans, plans: { ...mapping.plans, [theirs]: ours } }
}

/** Says that one of theirs is to be a new one of ours. */
export function withNewPlan(mapping: ImportMapping, plan: NewPlanOfFile): ImportMapping {
  const kept = withPlan(mapping, plan.name, plan.name)
  return { ...kept, newPlans: [...(kept.newPlans ?? []), plan] }
}

export function isNewPlan({ newPlans = [] }: ImportMapping, theirs: string): boolean {
  return newPlans.some(({ name }) => name === theirs)
}

/** What is left to be said before all rows can be taken. */
export function openIn({ questions }: RecognisedFile, { columns, statuses }: ImportMapping): number {
  const asked = new Set(questions.flatMap((one) => (one.about === 'dates' ? [one.header] : [])))
  const open = columns.filter(
    ({ header, field, dates, debts }) =>
      field !== null && ((asked.has(header) && dates === null) || debts === null),
  )
  const words = columns.some(({ field }) => field === 'status')
    ? Object.values(statuses).filter((meaning) => meaning === null)
    : []
  return open.length + words.length
}
