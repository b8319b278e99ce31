type Cells = Int32Array | Float64Array | Uint8Array

/** Numbers in one piece, by their bits: growing makes one more, and moves none. */
const PIECE_BITS = 14
const PIECE = 1 << PIECE_BITS

/**
 * A number for each place, from 0 on: in arrays of bytes, where the engine neither keeps a word of eight bytes for each nor looks through
 * them when it cleans up. What was never set is 0.
 */
export class Column {
  readonly #pieces: Cells[] = []
  readonly #kind: new (length: number) => Cells

  constructor(kind: new (length: number) => Cells) {
    this.#kind = kind
  }

  get(place: number): number {
    return this.#pieces[place >>> PIECE_BITS]?.[place & (PIECE - 1)] ?? 0
  }

  set(place: number, value: number): void {
    while (this.#pieces.length <= place >>> PIECE_BITS) this.#pieces.push(new this.#kind(PIECE))
    const piece = this.#pieces[place >>> PIECE_BITS] as Cells
    piece[place & (PIECE - 1)] = value
  }
}
