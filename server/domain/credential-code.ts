import { MAX_CODE_CHARACTERS } from '../protocol/limits.ts'

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

/** Fewer characters are never taken for a scan, since people type as few by chance: the shortest codes on cards have four. */
export const MIN_CODE_CHARACTERS = 4

/** A line end within a code. */
const LINE_WITHIN = /\S\s*[\r\n]\s*\S/

/** True for a scan of many lines, as a driver's licence is: it is no card's. */
export function hasManyLines(scanned: string): boolean {
  return LINE_WITHIN.test(scanned)
}

/**
 * True for a code, as it was scanned, that every desk would take, however its reader is connected: only such a one may become a
 * card. Cards that were stored before stay good for whatever reader gives them.
 */
export function isReadableCode(scanned: string): boolean {
  if (hasManyLines(scanned)) return false
  const { length } = Array.from(withoutAim(normaliseCode(scanned)))
  return length >= MIN_CODE_CHARACTERS && length <= MAX_CODE_CHARACTERS
}

/**
 * The AIM id that readers can be set to put before a code, of ISO/IEC 15424: `]C1` says that it was read from a Code 128. The last
 * sign is a digit, of Aztec up to `C`.
 */
const AIM = /^\](?:[a-z]\d|z[a-c])/i

/** The AIM id that a text begins with, or ''. */
export function aimOf(text: string): string {
  return AIM.exec(text)?.[0] ?? ''
}

/** The code without the AIM id before it, of whatever kind of code. */
export function withoutAim(code: string): string {
  return code.slice(aimOf(code).length)
}

/** Characters of a code that people are shown, to tell one unknown card from another. */
const SHOWN_CHARACTERS = 4

/** The end of a code, as far as it may be shown and kept: never more than half of it. */
export function codeEnd(normalisedCode: string): string {
  const shown = Math.min(SHOWN_CHARACTERS, Math.floor(normalisedCode.length / 2))
  return shown === 0 ? '' : normalisedCode.slice(-shown)
}
