import { DISPOSITIONS, type Disposition, type RowOutcome } from '../../../protocol/import-report.ts'

/** Of each row its line, and a number that says what becomes of it. */
const FACTS = 2
const LEAST_FACTS = 1024 * FACTS

/** What becomes of each row of a file, in the order of its lines: of a million rows 8 bytes each, and whole those that are refused. */
export class RowOutcomes implements Iterable<RowOutcome> {
  #facts = new Uint32Array(LEAST_FACTS)
  #count = 0
  /** What can become of a row that is not refused: many rows have the same. */
  readonly #kinds: Omit<RowOutcome, 'line'>[] = []
  readonly #kindOf = new Map<string, number>()
  readonly #refused = new Map<number, RowOutcome>()
  readonly counts = Object.fromEntries(DISPOSITIONS.map((what) => [what, 0])) as Record<Disposition, number>

  add(outcome: RowOutcome): void {
    const { line, ...kind } = outcome
    this.counts[kind.what] += 1
    if (kind.what === 'refused') this.#refused.set(line, outcome)
    if ((this.#count + 1) * FACTS > this.#facts.length) this.#grow()
    this.#facts.set([line, kind.what === 'refused' ? 0 : this.#numberOf(kind)], this.#count * FACTS)
    this.#count += 1
  }

  /** By line. */
  get refused(): ReadonlyMap<number, RowOutcome> {
    return this.#refused
  }

  *[Symbol.iterator](): Generator<RowOutcome> {
    for (let at = 0; at < this.#count; at += 1) {
      const [line = 0, number = 0] = this.#facts.slice(at * FACTS, (at + 1) * FACTS)
      const kind = this.#kinds[number - 1]
      const outcome = kind ? { line, ...kind } : this.#refused.get(line)
      if (outcome) yield outcome
    }
  }

  /** The first kind is 1. */
  #numberOf(kind: Omit<RowOutcome, 'line'>): number {
    const name = JSON.stringify(kind)
    const known = this.#kindOf.get(name)
    if (known !== undefined) return known
    const number = this.#kinds.push(kind)
    this.#kindOf.set(name, number)
    return number
  }

  #grow(): void {
    const more = new Uint32Array(2 * this.#facts.length)
    more.set(this.#facts)
    this.#facts = more
  }
}
