/** Random numbers that a failed test can have again. */
export interface Seeded {
  seed: number
  /** From 0 to 1. */
  random: () => number
  /** A whole number, both ends included. */
  between: (least: number, most: number) => number
  pick: <Item>(items: readonly Item[]) => Item
}

/** By the seed in the environment variable, or a new one, which is printed. */
export function seededBy(variable: string): Seeded {
  const seed = Number(process.env[variable] ?? Math.floor(Math.random() * 2 ** 31))
  console.log(`${variable}=${seed}`)
  let state = seed
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1))
  return {
    seed,
    random,
    between,
    pick: (items) => {
      const item = items[between(0, items.length - 1)]
      if (item === undefined) throw new Error('There is nothing to pick from.')
      return item
    },
  }
}
