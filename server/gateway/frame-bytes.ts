/** First byte of a whole text frame: FIN and opcode 1 (RFC 6455, 5.2). */
const FINAL_TEXT = 0x81

/** Payload lengths below this stand in the second byte; then 16 and 64 bits follow. */
const SHORT_LENGTH = 126
const MEDIUM_LENGTH = 0x10000

/**
 * The bytes of text frames as a server sends them (unmasked, uncompressed), one after the other. Made once for all
 * clients, so that a scan costs each of them one write and no encoding.
 */
export function frameBytes(texts: readonly string[]): Buffer {
  const lengths = texts.map((text) => Buffer.byteLength(text))
  const total = lengths.reduce((sum, length) => sum + headerLength(length) + length, 0)
  const bytes = Buffer.allocUnsafe(total)
  let offset = 0
  texts.forEach((text, index) => {
    const length = lengths[index] ?? 0
    offset = writeHeader(bytes, offset, length)
    offset += bytes.write(text, offset, 'utf8')
  })
  return bytes
}

/** One text frame in pieces, of which the large one is the same for all who are sent it: it is neither encoded nor copied again. */
export function frameAround(before: string, shared: Buffer, after: string): Buffer[] {
  const length = Buffer.byteLength(before) + shared.length + Buffer.byteLength(after)
  const header = Buffer.allocUnsafe(headerLength(length))
  writeHeader(header, 0, length)
  return [Buffer.concat([header, Buffer.from(before)]), shared, Buffer.from(after)]
}

function headerLength(length: number): number {
  if (length < SHORT_LENGTH) return 2
  return length < MEDIUM_LENGTH ? 4 : 10
}

function writeHeader(bytes: Buffer, offset: number, length: number): number {
  bytes[offset] = FINAL_TEXT
  if (length < SHORT_LENGTH) {
    bytes[offset + 1] = length
    return offset + 2
  }
  if (length < MEDIUM_LENGTH) {
    bytes[offset + 1] = 126
    return bytes.writeUInt16BE(length, offset + 2)
  }
  bytes[offset + 1] = 127
  return bytes.writeBigUInt64BE(BigInt(length), offset + 2)
}
