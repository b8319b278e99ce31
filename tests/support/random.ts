/** Random numbers that a seed repeats (mulberry32), so that a failing run can be run again. */
export interface Random {
  seed: number
  /** 0 to below 1. */
  next: () => number
  /** A whole number from 0 to below `end`. */
  below: (end: number) => number
  pick: <Item>(items: readonly Item[]) => Item
}

/** How many random cases a test tries: `TEST_RUNS=20` asks for twenty times as many as every day. */
export function randomCases(everyDay: number): number {
  return Math.round(everyDay * Number(process.env['TEST_RUNS'] ?? 1))
}

/** From the environment variable, or from the clock; says which on stderr. */
export function seededRandom(what: string, variable = 'FAULTS_SEED'): Random {
  const seed = Number(process.env[variable] ?? Date.now() % 2 ** 31)
  process.stderr.write(`${what}: ${variable}=${seed}\n`)
  return randomFrom(seed)
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number): number => Math.floor(next() * end)
  return { seed, next, below, pick: (items) => items[below(items.length)]! }
}
