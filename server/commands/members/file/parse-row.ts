import type { z } from 'zod'
import { refusedAt } from './refusal.ts'
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
  throw refusedAt(line, issue?.path.join('.') ?? null, messageOf(issue) ?? 'is wrong.')
}

function messageOf(issue: z.core.$ZodIssue | undefined): string | undefined {
  return issue?.code === 'invalid_union' ? issue.errors.flat().at(-1)?.message : issue?.message
}
