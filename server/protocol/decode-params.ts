import type { z } from 'zod'
import { HubError } from './errors.ts'

/** Decodes what was sent; throws `invalid_message` that names the first wrong field and never quotes its content. */
export function decodeParams<Shape extends z.ZodType>(shape: Shape, sent: unknown): z.output<Shape> {
  const decoded = shape.safeParse(sent)
  if (decoded.success) return decoded.data
  const field = decoded.error.issues[0]?.path.join('.') ?? ''
  throw new HubError('invalid_message', `The field "${field}" is missing or wrong.`, { field })
}
