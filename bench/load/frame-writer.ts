import { OPCODE } from './frame-reader.ts'

/**
 * The mask of every frame. It has to be there, and not zero, so that the server unmasks as it does for browsers; it
 * need not be random, because nobody stands between the two processes.
 */
const MASK = [0x37, 0xfa, 0x21, 0x3d] as const

const FINAL = 0x80
const IS_MASKED = 0x80
const LENGTH_IN_16_BITS = 126
const MAX_HEADER_BYTES = 8

/** The bytes of text frames as a client sends them, one after the other; ASCII, up to 64 KiB each. */
export function clientFrames(texts: readonly string[]): Buffer {
  const room = texts.reduce((sum, text) => sum + MAX_HEADER_BYTES + text.length, 0)
  const bytes = Buffer.allocUnsafe(room)
  let end = 0
  for (const text of texts) {
    end = writeHeader(bytes, end, OPCODE.text, text.length)
    bytes.write(text, end, 'latin1')
    end = maskPayload(bytes, end, text.length)
  }
  return bytes.subarray(0, end)
}

/** The answer to a ping. */
export function pongFrame(payload: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(MAX_HEADER_BYTES + payload.length)
  const start = writeHeader(bytes, 0, OPCODE.pong, payload.length)
  payload.copy(bytes, start)
  return bytes.subarray(0, maskPayload(bytes, start, payload.length))
}

/** Writes a header and returns where the payload begins. */
function writeHeader(bytes: Buffer, at: number, opcode: number, length: number): number {
  bytes[at] = FINAL | opcode
  let end = at + 2
  if (length < LENGTH_IN_16_BITS) {
    bytes[at + 1] = IS_MASKED | length
  } else {
    bytes[at + 1] = IS_MASKED | LENGTH_IN_16_BITS
    end = bytes.writeUInt16BE(length, end)
  }
  for (const byte of MASK) bytes[end++] = byte
  return end
}

/** Masks the payload in place and returns its end. */
function maskPayload(bytes: Buffer, start: number, length: number): number {
  for (let index = 0; index < length; index += 1) {
    bytes[start + index] = (bytes[start + index] ?? 0) ^ (MASK[index & 3] ?? 0)
  }
  return start + length
}
