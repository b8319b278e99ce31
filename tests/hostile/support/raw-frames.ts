import { randomBytes } from 'node:crypto'

/** Opcodes of RFC 6455, 5.2. */
export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const

/** A frame as it is on the wire. */
export interface RawFrame {
  fin: boolean
  rsv: number
  opcode: number
  payload: Buffer
}

export interface FrameParts {
  opcode?: number
  payload?: Buffer | string
  fin?: boolean
  /** The three reserved bits, 0 to 7. */
  rsv?: number
  isMasked?: boolean
  /** Four bytes that the payload is masked with; random where they are not given. */
  mask?: Buffer
  /** The length that the header says; that of the payload where it is not given. */
  length?: bigint
}

/** A mask that changes nothing: many frames are made fast with it. */
export const NO_MASK = Buffer.alloc(4)

function masked(payload: Buffer, mask: Buffer): Buffer {
  return Buffer.from(payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0)))
}

/** The bytes of a frame as a client sends it, or as none should. */
export function rawFrame(parts: FrameParts = {}): Buffer {
  const { opcode = OPCODE.text, fin = true, rsv = 0, isMasked = true } = parts
  const payload = Buffer.from(parts.payload ?? '')
  const first = (fin ? 0x80 : 0) | (rsv << 4) | opcode
  const header = Buffer.concat([
    Buffer.from([first]),
    lengthBytes(parts.length ?? BigInt(payload.length), isMasked),
  ])
  if (!isMasked) return Buffer.concat([header, payload])
  const mask = parts.mask ?? randomBytes(4)
  return Buffer.concat([header, mask, mask.equals(NO_MASK) ? payload : masked(payload, mask)])
}

function lengthBytes(length: bigint, isMasked: boolean): Buffer {
  const maskBit = isMasked ? 0x80 : 0
  if (length < 126n) return Buffer.from([maskBit | Number(length)])
  const bytes = Buffer.alloc(length < 0x10000n ? 3 : 9)
  bytes[0] = maskBit | (length < 0x10000n ? 126 : 127)
  if (length < 0x10000n) bytes.writeUInt16BE(Number(length), 1)
  else bytes.writeBigUInt64BE(length, 1)
  return bytes
}

/** The bytes of a close frame with a code and the bytes of a reason. */
export function closeFrame(code: number, reason: Buffer | string = ''): Buffer {
  const payload = Buffer.alloc(2)
  payload.writeUInt16BE(code)
  return rawFrame({ opcode: OPCODE.close, payload: Buffer.concat([payload, Buffer.from(reason)]) })
}

/** Cuts a server's bytes into frames. */
export class FrameReader {
  #bytes = Buffer.alloc(0)

  read(bytes: Buffer): RawFrame[] {
    this.#bytes = Buffer.concat([this.#bytes, bytes])
    const frames: RawFrame[] = []
    for (let frame = this.#take(); frame; frame = this.#take()) frames.push(frame)
    return frames
  }

  #take(): RawFrame | null {
    const bytes = this.#bytes
    if (bytes.length < 2) return null
    const [first = 0, second = 0] = bytes
    const sizeBytes = second === 127 ? 8 : second === 126 ? 2 : 0
    const start = 2 + sizeBytes
    if (bytes.length < start) return null
    const length =
      sizeBytes === 8 ? Number(bytes.readBigUInt64BE(2)) : sizeBytes === 2 ? bytes.readUInt16BE(2) : second
    if (bytes.length < start + length) return null
    this.#bytes = bytes.subarray(start + length)
    const payload = Buffer.from(bytes.subarray(start, start + length))
    return { fin: (first & 0x80) !== 0, rsv: (first >> 4) & 7, opcode: first & 15, payload }
  }
}
