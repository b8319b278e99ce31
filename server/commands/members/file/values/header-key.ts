/** What letters of two kinds are one of: NFKD does not take these apart. */
const LIGATURES: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd' }

/** The words of a column's name, in small letters without accents; `clubMemberId` is three. */
export function headerWords(header: string): string[] {
  return header
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđ]/g, (letter) => LIGATURES[letter] ?? letter)
    .split(/[^\p{L}\p{N}#]+/u)
    .map((word) => word.replace(/#/g, 'nr'))
    .filter((word) => word !== '')
}

/** A name by its letters and digits alone: names that differ in nothing else are one. */
export function headerKey(header: string): string {
  return headerWords(header).join('')
}

/** Names that are listed with blanks between them: one of each would fill a line. */
export function listed(names: string): string[] {
  return names.split(/\s+/).filter((name) => name !== '')
}
