/** Letters that are not a plain letter with a mark, as people type them who do not have them. */
const SPELLED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

/** A name as it is compared: without accents, in small letters. */
export function foldName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/gu, (letter) => SPELLED[letter] ?? letter)
}

/** True where every word of the query is somewhere in the name, whatever its accents and case. */
export function matchesName(name: string, query: string): boolean {
  const folded = foldName(name)
  return foldName(query)
    .split(/\s+/u)
    .every((word) => folded.includes(word))
}
