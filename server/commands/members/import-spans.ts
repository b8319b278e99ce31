import type { MemberRow } from '../../store/rights.ts'
import { because, refusedAt } from './file/refusal.ts'
import type { MemberFileRow } from './file/row-shape.ts'
import type { VersionedColumn } from './file/versions.ts'

const SPANS = [
  ['valid_from', 'valid_until'],
  ['frozen_from', 'frozen_until'],
] as const

/**
 * Throws a HubError with the line where the row would have a span end before it begins. One that was ended so at a desk
 * stays as it is.
 */
export function requireOrder(
  row: MemberFileRow,
  member: MemberRow,
  differences: readonly VersionedColumn[],
): void {
  for (const [from, until] of SPANS) {
    const isMeant = differences.includes(from) || differences.includes(until)
    if (isMeant && (member[from] ?? '') > (member[until] ?? '9999')) {
      throw refusedAt(row.line, until, because('ends_before_start', { from }))
    }
  }
}
