import { createHash } from 'node:crypto'

/**
 * Ids of members who come from another product: made of its name and of the number that it knows them by, so that the same
 * file finds them again. UUIDs of version 8, whose first 48 bits are the product's: two of one product are two people.
 */

/** Hexadecimal digits of the product's part. */
const SOURCE_DIGITS = 12

/** The id of the member that `source` knows as `oldId`. */
export function sourceId(source: string, oldId: string): string {
  const [product, member] = [digest(source), digest(`${source}\n${oldId}`)]
  const variant = ((parseInt(member.slice(3, 4), 16) & 0x3) | 0x8).toString(16)
  return [
    product.slice(0, 8),
    product.slice(8, SOURCE_DIGITS),
    `8${member.slice(0, 3)}`,
    `${variant}${member.slice(4, 7)}`,
    member.slice(7, 19),
  ].join('-')
}

/** The id of a visit that `source` knows by some text: as our own are, so that visits lie in the order of their time. */
export function sourceVisitId(source: string, text: string, at: number): string {
  const [time, own] = [at.toString(16).padStart(12, '0'), digest(`${source}\n${text}`)]
  const variant = ((parseInt(own.slice(3, 4), 16) & 0x3) | 0x8).toString(16)
  return [
    ...[
      time.slice(0, 8),
      time.slice(8),
      `7${own.slice(0, 3)}`,
      `${variant}${own.slice(4, 7)}`,
      own.slice(7, 19),
    ],
  ].join('-')
}

/** True for the ids of two members whom one product knows by two numbers. */
export function areOfOneSource(one: string, other: string): boolean {
  return one !== other && productIn(one) !== null && productIn(one) === productIn(other)
}

function productIn(id: string): string | null {
  const digits = id.replaceAll('-', '').toLowerCase()
  return digits[SOURCE_DIGITS] === '8' ? digits.slice(0, SOURCE_DIGITS) : null
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
