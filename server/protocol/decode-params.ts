import type { z } from 'zod'
import { HubError, problem, type Problem } from './errors.ts'
import { findZeroCharacter } from './zero-character.ts'

/**
 * Decodes what was sent; throws `invalid_message` that names the first wrong field and never quotes its content. Where the field's rule
 * has a sentence of its own, it is that.
 */
export function decodeParams<Shape extends z.ZodType>(shape: Shape, sent: unknown): z.output<Shape> {
  const decoded = shape.safeParse(sent)
  const zero = findZeroCharacter(sent)
  if (decoded.success && zero === null) return decoded.data
  const issue = decoded.error?.issues[0]
  const field = zero ?? issue?.path.join('.') ?? ''
  const found = zero === null ? problemOf(issue) : null
  if (issue && found) throw problem(found, issue.message, field)
  throw new HubError('invalid_message', `The field "${field}" is missing or wrong.`, { field })
}

/** The problem that a rule names, or null for one that names none. */
export function problemOf(issue: z.core.$ZodIssue | undefined): Problem | null {
  return issue?.code === 'custom' ? ((issue.params?.['problem'] as Problem | undefined) ?? null) : null
}

/** The same, and refuses a field that nobody knows: whoever misspelt one would think that it was changed. */
export function decodeStrictly<Shape extends z.ZodType>(shape: Shape, sent: unknown): z.output<Shape> {
  const decoded = decodeParams(shape, sent)
  const field = findUnknown(sent, decoded)
  if (field === null) return decoded
  throw new HubError('invalid_message', `There is no field "${field}".`, { field })
}

/** The first field that decoding has dropped, as a path. */
function findUnknown(sent: unknown, decoded: unknown): string | null {
  if (!isObject(sent) || !isObject(decoded)) return null
  for (const [name, value] of Object.entries(sent)) {
    if (!Object.hasOwn(decoded, name)) return name
    const within = findUnknown(value, decoded[name])
    if (within !== null) return `${name}.${within}`
  }
  return null
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
