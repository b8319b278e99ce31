/** First byte of a whole text frame: FIN and opcode 1 (RFC 6455, 5.2). */
const FINAL_TEXT = 0x81

/** Second byte where 16 bits of length follow: right for 126 bytes to 64 KiB, as every frame here is. */
const LENGTH_IN_16_BITS = 126

const HEADER_BYTES = 4

/** The most bytes that one UTF-16 unit becomes in UTF-8. */
const MAX_BYTES_OF_A_UNIT = 3

/** The bytes of text frames, one after the other, as they go to a socket. Each text has 126 bytes or more. */
export function frameBytes(texts: readonly string[]): Buffer {
  let room = 0
  for (const text of texts) room += HEADER_BYTES + text.length * MAX_BYTES_OF_A_UNIT
  const bytes = Buffer.allocUnsafe(room)
  let end = 0
  for (const text of texts) {
    const length = bytes.write(text, end + HEADER_BYTES)
    bytes[end] = FINAL_TEXT
    bytes[end + 1] = LENGTH_IN_16_BITS
    bytes[end + 2] = length >> 8
    bytes[end + 3] = length & 0xff
    end += HEADER_BYTES + length
  }
  return bytes.subarray(0, end)
}
