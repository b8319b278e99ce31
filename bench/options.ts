import { parseArgs } from 'node:util'

export interface BenchOptions {
  /** Rounds of each measurement; each subject has one turn in each. */
  rounds: number
  /** Measured seconds of a turn. */
  seconds: number
  /** Desks that look on in the fan-out measurement, rising. */
  deskCounts: number[]
  measures: { throughput: boolean; fanout: boolean }
}

export const USAGE = `npm run bench -- [OPTIONS]     the hub beside the bare limit of this machine
  --rounds 5          turns of each server; the figures are medians of them
  --seconds 3         measured time of one turn
  --only throughput|fanout
  --quick             one short round with fewer desks: shows that it works, its figures mean little`

/** More would not end within a coffee break, and no figure needs it. */
const MAX_ROUNDS = 50
const MAX_SECONDS = 60

const DEFAULTS = { rounds: 5, seconds: 3, deskCounts: [1, 10, 50, 200] }
const QUICK = { rounds: 1, seconds: 1, deskCounts: [1, 10, 50] }

/** Reads the options; throws an Error with one sentence for what it does not understand. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
    },
  })
  const { only } = values
  if (only !== undefined && only !== 'throughput' && only !== 'fanout') {
    throw new Error('--only takes throughput or fanout.')
  }
  const base = values.quick ? QUICK : DEFAULTS
  return {
    rounds: readNumber('--rounds', values.rounds, base.rounds, MAX_ROUNDS),
    seconds: readNumber('--seconds', values.seconds, base.seconds, MAX_SECONDS),
    deskCounts: base.deskCounts,
    measures: { throughput: only !== 'fanout', fanout: only !== 'throughput' },
  }
}

function readNumber(name: string, given: string | undefined, otherwise: number, most: number): number {
  const value = given === undefined ? otherwise : Number(given)
  if (Number.isInteger(value) && value >= 1 && value <= most) return value
  throw new Error(`${name} takes a whole number from 1 to ${most}.`)
}
