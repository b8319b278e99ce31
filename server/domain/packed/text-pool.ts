import { FreePlaces } from './free-places.ts'

/** Bytes in one piece, by their bits: what stands in one never moves. */
const PIECE_BITS = 16
const PIECE = 1 << PIECE_BITS

/** Bytes before each text: how many letters it has, and whether they take two bytes each. */
const HEAD = 2
const IS_WIDE = 0x8000

/** Letters that are kept of a text: names are far shorter, and two bytes each of them have room in a piece. */
const LONGEST = 0x3fff

const ONE_BYTE = 0xff

/**
 * Many short texts one after the other: a byte a letter where all have room in one, else two, and two bytes more, where a text of its own
 * takes forty.
 */
export class TextPool {
  readonly #pieces: Uint8Array[] = []
  readonly #free = new FreePlaces()
  #end = 0

  /** Keeps it; returns the place that it is read at. */
  add(text: string): number {
    const kept = text.slice(0, LONGEST)
    const isWide = hasWideLetter(kept)
    const bytes = isWide ? 2 * kept.length : kept.length
    const place = this.#free.take(bytes) ?? this.#append(bytes)
    const [piece, from] = [this.#pieceOf(place), place & (PIECE - 1)]
    const head = kept.length | (isWide ? IS_WIDE : 0)
    piece[from] = head & ONE_BYTE
    piece[from + 1] = head >> 8
    for (let at = 0; at < kept.length; at += 1) {
      const letter = kept.charCodeAt(at)
      const to = from + HEAD + (isWide ? 2 * at : at)
      piece[to] = letter & ONE_BYTE
      if (isWide) piece[to + 1] = letter >> 8
    }
    return place
  }

  remove(place: number): void {
    const head = this.#headAt(place)
    const letters = head & LONGEST
    this.#free.give(head & IS_WIDE ? 2 * letters : letters, place)
  }

  read(place: number): string {
    const letters = Array.from({ length: this.lengthOf(place) }, (_, at) => this.#letterAt(place, at))
    return String.fromCharCode(...letters)
  }

  lengthOf(place: number): number {
    return this.#headAt(place) & LONGEST
  }

  isAt(place: number, text: string): boolean {
    if (this.lengthOf(place) !== text.length) return false
    for (let at = 0; at < text.length; at += 1) {
      if (this.#letterAt(place, at) !== text.charCodeAt(at)) return false
    }
    return true
  }

  /** Below 0 where the first comes before the second, above where it comes after: as `<` has it of texts. */
  compare(one: number, other: number): number {
    const [length, otherLength] = [this.lengthOf(one), this.lengthOf(other)]
    const shorter = Math.min(length, otherLength)
    for (let at = 0; at < shorter; at += 1) {
      const difference = this.#letterAt(one, at) - this.#letterAt(other, at)
      if (difference !== 0) return difference
    }
    return length - otherLength
  }

  #letterAt(place: number, at: number): number {
    const [piece, from] = [this.#pieceOf(place), (place & (PIECE - 1)) + HEAD]
    if ((this.#headAt(place) & IS_WIDE) === 0) return piece[from + at] as number
    return (piece[from + 2 * at] as number) | ((piece[from + 2 * at + 1] as number) << 8)
  }

  #headAt(place: number): number {
    const [piece, from] = [this.#pieceOf(place), place & (PIECE - 1)]
    return (piece[from] as number) | ((piece[from + 1] as number) << 8)
  }

  #append(bytes: number): number {
    const room = HEAD + bytes
    const left = this.#pieces.length * PIECE - this.#end
    if (left < room) {
      this.#end = this.#pieces.length * PIECE
      this.#pieces.push(new Uint8Array(PIECE))
    }
    const place = this.#end
    this.#end += room
    return place
  }

  #pieceOf(place: number): Uint8Array {
    return this.#pieces[place >>> PIECE_BITS] as Uint8Array
  }
}

function hasWideLetter(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > ONE_BYTE) return true
  return false
}
