/** How much of a name strangers may read, the most first. */
export const NAMES_SHOWN = ['full', 'initial', 'none'] as const

export type NamesShown = (typeof NAMES_SHOWN)[number]

/** As much of a name as was chosen: “Maria Kowalska”, “Maria K.” or nothing. */
export function shownName(fullName: string, names: NamesShown): string {
  const parts = fullName.trim().split(/\s+/u)
  const [first = ''] = parts
  if (names === 'none') return ''
  if (names === 'full') return parts.join(' ')
  const last = parts.length > 1 ? (/^./u.exec(parts.at(-1) ?? '')?.[0] ?? '') : ''
  return last === '' ? first : `${first} ${last.toLocaleUpperCase()}.`
}
