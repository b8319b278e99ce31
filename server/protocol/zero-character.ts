/** Compared with what is kept as a hash: a wrong one is refused as wrong, whatever stands in it. */
const SECRETS: ReadonlySet<string> = new Set(['token', 'deskToken', 'password'])

/**
 * The field of what was sent that has a text with U+0000 in it, or within it; null where there is none. No
 * keyboard, card or name has that character, and programs that read a text until there take one thing for another.
 */
export function findZeroCharacter(sent: unknown): string | null {
  const left: [value: unknown, field: string][] = [[sent, '']]
  // By a list, and not by itself: what was sent may be nested deeper than calls can be.
  for (let next = left.pop(); next; next = left.pop()) {
    const [value, field] = next
    if (typeof value === 'string' && value.includes('\0')) return field
    if (typeof value !== 'object' || value === null) continue
    for (const [name, within] of Object.entries(value)) {
      if (!SECRETS.has(name)) left.push([within, field === '' ? name : field])
    }
  }
  return null
}
