/** A UUID as the hub writes them; all ids of members are, but in tests. */
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

/** Letters of a packed UUID, a byte each. */
export const UUID_LETTERS = 16

/** Behind another id of as many letters, which would be read as a UUID. No text that is kept has it. */
const NO_UUID = '\0'

/** An id in the fewest letters; UUIDs in their order. */
export function packId(id: string): string {
  if (!UUID.test(id)) return id.length === UUID_LETTERS ? id + NO_UUID : id
  const bytes = id.replaceAll('-', '').match(/../g) ?? []
  return String.fromCharCode(...bytes.map((byte) => parseInt(byte, 16)))
}

export function unpackId(packed: string): string {
  if (packed.length !== UUID_LETTERS) return packed.replace(NO_UUID, '')
  const hex = Array.from(packed, (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)]
  return parts.join('-')
}
