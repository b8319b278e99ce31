interface Cell {
  count: number
}

/**
 * Counts names out of a closed list. Any other name counts as `unknown`, so that nothing a client sends makes a series
 * of its own. Counting is a look-up and an addition: every check-in passes here.
 */
export class Tally {
  readonly #cells = new Map<string, Cell>()
  readonly #unknown: Cell = { count: 0 }

  constructor(names: readonly string[]) {
    for (const name of names) this.#cells.set(name, { count: 0 })
  }

  add(name: string, count = 1): void {
    const cell = this.#cells.get(name) ?? this.#unknown
    cell.count += count
  }

  /** Every name of the list with its count, and `unknown` where it was needed. */
  entries(): [name: string, count: number][] {
    const known = [...this.#cells].map(([name, { count }]): [string, number] => [name, count])
    return this.#unknown.count > 0 ? [...known, ['unknown', this.#unknown.count]] : known
  }
}
