/** Texts as a search compares them: what people type who do not have, or do not know, every letter of a name. */

/** Letters that are not a plain letter with a mark, as people write them who do not have them. */
const SPELLED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
  // Arabic letters that are written one for the other, and the Persian forms of two of them.
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ة: 'ه',
  ک: 'ك',
  // The stroke that only makes a word longer.
  ـ: '',
}

const SPELLED_LETTERS = new RegExp(`[${Object.keys(SPELLED).join('')}]`, 'gu')

/** Most names have nothing to fold but capital letters. */
const PLAIN = /^[\x20-\x7e]*$/

/** A text without accents and case. */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(SPELLED_LETTERS, (letter) => SPELLED[letter] ?? letter)
}

const BETWEEN_WORDS = /[^\p{L}\p{N}]+/u

/** The words of a text, folded: what stands between signs and blanks. */
export function wordsOf(text: string): string[] {
  return fold(text)
    .split(BETWEEN_WORDS)
    .filter((word) => word !== '')
}

/** The words that a name is found by: also `obrien` of O’Brien, and `annemarie` of Anne-Marie. */
export function nameWords(name: string): string[] {
  const written = fold(name).split(/\s+/u)
  const joined = written.map((word) => word.replace(/[^\p{L}\p{N}]+/gu, ''))
  return [...new Set([...wordsOf(name), ...joined.filter((word) => word !== '')])]
}

/** The digits of a phone number, Arabic ones too, without what people write between them. */
export function digitsOf(text: string): string {
  const digits = /^[\d\s]*$/.test(text) ? text : text.normalize('NFKD').replace(/[٠-٩۰-۹]/g, plainDigit)
  return digits.replace(/\D+/g, '')
}

function plainDigit(digit: string): string {
  return String((digit.codePointAt(0) ?? 0) & 0xf)
}
