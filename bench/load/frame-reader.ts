/** Opcodes of RFC 6455, 5.2, that are of use here. */
export const OPCODE = { text: 1, close: 8, ping: 9, pong: 10 } as const

/** A frame's payload lies in `bytes` from `start` to `end`. The bytes are used again afterwards: copy what is kept. */
export type FrameSeen = (opcode: number, bytes: Buffer, start: number, end: number) => void

const NOTHING = Buffer.alloc(0)

/** Cuts what comes from a server into its frames: unmasked, whole and uncompressed, as all subjects send them. */
export class FrameReader {
  readonly #seen: FrameSeen
  #rest: Buffer = NOTHING

  constructor(seen: FrameSeen) {
    this.#seen = seen
  }

  push(chunk: Buffer): void {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk
    let at = 0
    for (;;) {
      const start = payloadStart(bytes, at)
      if (start === null) break
      const end = start + payloadLength(bytes, at)
      if (end > bytes.length) break
      this.#seen((bytes[at] ?? 0) & 0x0f, bytes, start, end)
      at = end
    }
    this.#rest = at === bytes.length ? NOTHING : Buffer.from(bytes.subarray(at))
  }
}

/** Where the payload of the frame at `at` begins, or null where its header is not all there. */
function payloadStart(bytes: Buffer, at: number): number | null {
  if (at + 2 > bytes.length) return null
  const short = bytes[at + 1] ?? 0
  const start = at + (short < 126 ? 2 : short === 126 ? 4 : 10)
  return start > bytes.length ? null : start
}

function payloadLength(bytes: Buffer, at: number): number {
  const short = bytes[at + 1] ?? 0
  if (short < 126) return short
  return short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2))
}
