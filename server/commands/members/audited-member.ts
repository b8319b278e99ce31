import { saltOf, type Hash } from '../../store/audit-log.ts'
import type { MemberRow } from '../../store/rights.ts'
import type { WriteContext } from '../../store/write.ts'

/** What makes a value recognisable and not readable. */
export interface Fingerprints {
  hash: Hash
  newSalt: () => string
}

/** Columns that say nothing about the member. */
const BOOKKEEPING = new Set<string>([
  ...['id', 'search_text', 'created_at', 'updated_at', 'deleted_at'],
  ...['rights', 'period_id'],
])

/** Characters kept of a hash: 128 bits. */
const FINGERPRINT_CHARACTERS = 22

/**
 * What changed of a member, as the audit log may keep it: per field the salted hash before and after. Whoever knows a
 * value can prove it was that one; once the member is erased and the salt with them, nobody can try values.
 */
export async function changesOf(
  context: WriteContext,
  before: MemberRow,
  after: MemberRow,
  fingerprints: Fingerprints,
): Promise<Record<string, [string, string]>> {
  const fields = (Object.keys(after) as (keyof MemberRow)[]).filter(
    (field) => !BOOKKEEPING.has(field) && before[field] !== after[field],
  )
  if (fields.length === 0) return {}
  const print = await fingerprinter(context, after.id, fingerprints)
  return Object.fromEntries(
    fields.map((field) => [field, [print(field, before[field]), print(field, after[field])]]),
  )
}

/** How values of a member are told apart in the audit log: the salted hash of a field's value. */
export async function fingerprinter(
  context: WriteContext,
  memberId: string,
  { hash, newSalt }: Fingerprints,
): Promise<(field: string, value: unknown) => string> {
  const salt = await saltOf(context.tx, memberId, newSalt)
  return (field, value) => hash(JSON.stringify([salt, field, value])).slice(0, FINGERPRINT_CHARACTERS)
}
