import type { Setting } from './setting.ts'

/** What holds where nobody sets it, for people; null where that is nothing. */
export function defaultOf({ schema, otherwise }: Setting): string | null {
  if (otherwise !== undefined) return otherwise
  const value: unknown = schema.safeParse(undefined).data
  if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : null
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}

/** Its option as one types it; null where it has none. */
export function optionOf({ flag, takes }: Setting): string | null {
  if (flag === undefined) return null
  return takes === undefined ? `--${flag}` : `--${flag} ${takes}`
}
