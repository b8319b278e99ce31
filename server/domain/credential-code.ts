/**
 * The form in which a card's code is kept and compared. Readers add line ends and blanks, some send full-width
 * digits, and Caps Lock turns letters over; none of that makes another card.
 */
export function normaliseCode(scanned: string): string {
  return scanned
    .toWellFormed()
    .normalize('NFKC')
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, '')
    .toUpperCase()
}

/** Characters of a code that people are shown, to tell one unknown card from another. */
const SHOWN_CHARACTERS = 4

/** The end of a code, as far as it may be shown and kept: never more than half of it. */
export function codeEnd(normalisedCode: string): string {
  const shown = Math.min(SHOWN_CHARACTERS, Math.floor(normalisedCode.length / 2))
  return shown === 0 ? '' : normalisedCode.slice(-shown)
}
