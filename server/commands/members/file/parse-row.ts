import type { z } from 'zod'
import { IMPORT_REFUSALS, type ImportRefusalCode } from '../../../protocol/import-refusals.ts'
import { because, refusedAt, type Cause } from './refusal.ts'
import type { MemberFileRow, rowShape } from './row-shape.ts'

/** The row of these cells by the rules of its fields. Throws a HubError with the line and the column of the first that is broken. */
export function parseRow(
  shape: Pick<typeof rowShape, 'safeParse'>,
  cells: object,
  line: number,
): MemberFileRow {
  const row = shape.safeParse(cells)
  if (row.success) return { ...row.data, line }
  const [issue] = row.error.issues
  throw refusedAt(line, issue?.path.join('.') ?? null, causeOf(issue))
}

const CODES = new Map(
  Object.entries(IMPORT_REFUSALS).map(([code, sentence]) => [sentence as string, code as ImportRefusalCode]),
)

/** A rule of a field says its sentence; the code is the one that has it. */
function causeOf(issue: z.core.$ZodIssue | undefined): Cause {
  const last = issue?.code === 'invalid_union' ? issue.errors.flat().at(-1) : issue
  if (last?.code === 'too_big') return because('too_long', { most: Number(last.maximum) })
  const code = CODES.get(last?.message ?? '')
  return code === undefined ? (last?.message ?? 'is wrong.') : because(code)
}
