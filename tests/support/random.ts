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

/** The environment variable that repeats a run. */
export const SEED_VARIABLE = 'TEST_SEED'

/**
 * Where none is asked for, the suites that a change has to pass try the same every day: what they find is the change's own.
 * All others try something new each time.
 */
export const EVERYDAY_SEED = '1'

/** The seed that is asked for, or one from the clock. */
export function seedOfRun(): string {
  return process.env[SEED_VARIABLE] ?? String(Date.now() % 2 ** 31)
}

/** Random numbers of this run's seed, which is said on stderr. */
export function seededRandom(what: string): Random {
  const seed = Number(seedOfRun())
  process.stderr.write(`${what}: ${SEED_VARIABLE}=${seed}\n`)
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
