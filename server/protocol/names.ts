import { z } from 'zod'
import { MAX_NAME_CHARACTERS } from './limits.ts'

/** Marks that turn the direction of what stands beside them, and characters without any width, which make two names look like one. */
const UNSEEN = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g

/** Controls, ends of lines and spaces of every kind. */
const GAPS = /[\p{Cc}\p{Z}]+/gu

/**
 * A name as it is shown, of a person, a desk or a gym: one line that says what it seems to say, in NFC. The joiners that some
 * scripts need within a word stay.
 */
export function cleanName(sent: string): string {
  return sent.toWellFormed().replace(UNSEEN, '').replace(GAPS, ' ').trim().normalize('NFC')
}

/** A name that may be left empty, cleaned. */
export const optionalName = z
  .string()
  .max(2 * MAX_NAME_CHARACTERS)
  .overwrite(cleanName)
  .refine((name) => Array.from(name).length <= MAX_NAME_CHARACTERS)

/** A name, cleaned. */
export const shownName = optionalName.min(1)

/** Whether two names are the same to whoever reads them. */
export function isSameName(one: string, other: string): boolean {
  return comparable(one) === comparable(other)
}

function comparable(name: string): string {
  return cleanName(name).normalize('NFKC').toLowerCase()
}
