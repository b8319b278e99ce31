/** Frames that are remembered: of a desk further behind than this each is parsed. */
const KEPT_FRAMES = 4_096

interface SeenFrame {
  bytes: Buffer
  from: number
  to: number
}

/**
 * The frames of events that some desk has parsed already, so that a hundred desks need not parse the same ones: all are
 * told in the same bytes.
 */
export class SeenFrames {
  readonly #bySize = new Map<number, SeenFrame[]>()
  readonly #order: SeenFrame[] = []

  find(payload: Buffer): SeenFrame | undefined {
    return this.#bySize.get(payload.length)?.findLast(({ bytes }) => bytes.equals(payload))
  }

  /** `from` and `to` are the numbers of its first and last event. The bytes are copied. */
  keep(payload: Buffer, from: number, to: number): void {
    const frame = { bytes: Buffer.from(payload), from, to }
    const sameSize = this.#bySize.get(payload.length) ?? []
    this.#bySize.set(payload.length, sameSize)
    sameSize.push(frame)
    if (this.#order.push(frame) <= KEPT_FRAMES) return
    const oldest = this.#order.shift()
    if (oldest) this.#bySize.get(oldest.bytes.length)?.shift()
  }
}
