import { z } from 'zod'
import { MAX_NAME_CHARACTERS } from './limits.ts'

/**
 * Not seen by anybody, marks that turn round what stands beside them too: they make two names look like one. The two joiners are left
 * to what comes after: Persian and the scripts of India are spelled with them.
 */
const UNSEEN = /(?![\u200c\u200d])\p{Default_Ignorable_Code_Point}/gu

/** A joiner that joins nothing. */
const LOOSE_JOINERS = /(?<![\p{L}\p{M}])[\u200c\u200d]+|[\u200c\u200d]+(?![\p{L}\p{M}])/gu

/** Controls, ends of lines and spaces of every kind. */
const GAPS = /[\p{Cc}\p{Z}]+/gu

/** A name as it is kept and shown, of a person, a desk or a gym: one line that says what it seems to say, in NFC. May be empty then. */
export function cleanName(sent: string): string {
  const seen = sent.toWellFormed().normalize('NFC').replace(UNSEEN, '').replace(LOOSE_JOINERS, '')
  return seen.replace(GAPS, ' ').trim()
}

/** True where there is something of a cleaned name to be seen: a letter or a digit of any script. */
export function isSeen(cleanedName: string): boolean {
  return /[\p{L}\p{N}]/u.test(cleanedName)
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
  return readName(one) === readName(other)
}

/** A name as people read it, the same for all that look the same. */
export function readName(name: string): string {
  return cleanName(name).normalize('NFKC').toLowerCase()
}
