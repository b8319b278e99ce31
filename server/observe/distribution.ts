/** Counts measured values by upper bounds, without allocating: what a Prometheus histogram is made of. */
export class Distribution {
  /** Upper bounds, ascending; a value equal to one is within it. */
  readonly bounds: readonly number[]
  readonly #counts: Float64Array
  #sum = 0

  constructor(bounds: readonly number[]) {
    this.bounds = bounds
    this.#counts = new Float64Array(bounds.length + 1)
  }

  add(value: number): void {
    let index = 0
    while (index < this.bounds.length && value > (this.bounds[index] ?? Infinity)) index += 1
    this.#counts[index] = (this.#counts[index] ?? 0) + 1
    this.#sum += value
  }

  get sum(): number {
    return this.#sum
  }

  /** How many values were at most as large as each bound, and at the end how many there were at all. */
  cumulated(): number[] {
    let total = 0
    return Array.from(this.#counts, (count) => (total += count))
  }
}
