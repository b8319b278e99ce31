/** A UUID as the hub writes them; all ids of members are, but in tests. */
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

/** Where the bytes of a UUID stand in it, two digits each. */
const BYTES_AT = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34]

/** Codes of the first digit and the first letter. */
const DIGITS_FROM = 48
const LETTERS_FROM = 97

/** Letters of a packed UUID, a byte each. */
export const UUID_LETTERS = BYTES_AT.length

/** Behind another id of as many letters, which would be read as a UUID. No text that is kept has it. */
const NO_UUID = '\0'

/** An id in the fewest letters; UUIDs in their order. */
export function packId(id: string): string {
  if (!UUID.test(id)) return id.length === UUID_LETTERS ? id + NO_UUID : id
  return String.fromCharCode(...BYTES_AT.map((at) => 16 * digitAt(id, at) + digitAt(id, at + 1)))
}

/** A digit from 0 to f. By its code: made texts of, as `parseInt` has it, an id takes six times as long, and each visit looks one up. */
function digitAt(id: string, at: number): number {
  const code = id.charCodeAt(at)
  return code < LETTERS_FROM ? code - DIGITS_FROM : code - LETTERS_FROM + 10
}

export function unpackId(packed: string): string {
  if (packed.length !== UUID_LETTERS) return packed.replace(NO_UUID, '')
  const hex = Array.from(packed, (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)]
  return parts.join('-')
}
