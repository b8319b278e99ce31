/** Keeps letters of Arabic apart, which would join to another word. */
const NON_JOINER = '\u200c'

/** The first letters of the first and the last part of a name, for where there is no photo. */
export function initialsOf(name: string): string {
  const parts = name.trim().split(/\s+/u)
  const letters = parts.length > 1 ? [parts[0], parts.at(-1)] : [parts[0]]
  return letters
    .map((part) => /^./u.exec(part ?? '')?.[0] ?? '')
    .join(/\p{Script=Arabic}/u.test(name) ? NON_JOINER : '')
    .toLocaleUpperCase()
}
