import type { z } from 'zod'
import { SettingError } from '../platform/setting-error.ts'

/** Decodes what was set; `where` goes before the name of the first thing that is wrong, in the sentence that says so. */
export function decodeSetting<Shape extends z.ZodType>(
  shape: Shape,
  given: unknown,
  where = '--',
): z.output<Shape> {
  const decoded = shape.safeParse(given)
  if (decoded.success) return decoded.data
  const issue = decoded.error.issues[0]
  const name = issue?.path.join('.').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) ?? ''
  throw new SettingError(`${where}${name} is wrong: ${issue?.message ?? 'not understood'}.`)
}
