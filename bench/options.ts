import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** What can be measured, in the order of the report. */
const MEASURES = [
  'throughput',
  'fanout',
  'history',
  'hostile',
  'storm',
  'search',
  'lists',
  'import',
  'desk',
  'scale',
] as const
export type Measure = (typeof MEASURES)[number]

export interface BenchOptions {
  /** Rounds of each measurement; each subject has one turn in each. */
  rounds: number
  /** Measured seconds of a turn. */
  seconds: number
  /** Desks that look on in the fan-out measurement, rising. */
  deskCounts: number[]
  /** Calm and hostile stretches, each so many. */
  pairs: number
  /** Desks that come back at once. */
  stormDesks: number
  measures: readonly Measure[]
  /** True for a short run, whose times say little: only what was lost or doubled decides. */
  isQuick: boolean
  /** Seconds of the soak that is run instead of all else, or null. */
  soakSeconds: number | null
  /** A checkout of before the hub knew PostgreSQL, whose rate on SQLite is measured beside; null for none. */
  before: string | null
}

export const USAGE = `npm run bench -- [OPTIONS]     the hub beside the bare limit of this machine
  --rounds 4          turns of each server; the figures are medians of them
  --seconds 3         measured time of one turn
  --only ${MEASURES.join('|')}
  --before FOLDER     with --only scale: a checkout of before, whose rate on SQLite is compared
  --quick             one short round: shows that it works and that nothing is lost, its times mean little
  --soak SECONDS      instead: a steady day's load, and what becomes of the hub's memory`

/** More would not end within a coffee break, and no figure needs it. */
const MAX_ROUNDS = 50
const MAX_SECONDS = 60
const MAX_SOAK_SECONDS = 7 * 24 * 3600

const DEFAULTS = { rounds: 4, seconds: 3, deskCounts: [1, 10, 50, 200], pairs: 5, stormDesks: 100 }
const QUICK = { rounds: 1, seconds: 1, deskCounts: [1, 10, 50], pairs: 1, stormDesks: 20 }
const QUICK_MEASURES: readonly Measure[] = ['throughput', 'fanout', 'hostile', 'storm']

/** Reads the options; throws an Error with one sentence for what it does not understand. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      soak: { type: 'string' },
      before: { type: 'string' },
    },
  })
  const { only, quick, soak, before } = values
  const chosen = MEASURES.find((measure) => measure === only)
  if (only !== undefined && !chosen) throw new Error(`--only takes one of: ${MEASURES.join(', ')}.`)
  const base = quick ? QUICK : DEFAULTS
  return {
    ...base,
    rounds: readNumber('--rounds', values.rounds, base.rounds, MAX_ROUNDS),
    seconds: readNumber('--seconds', values.seconds, base.seconds, MAX_SECONDS),
    measures: chosen ? [chosen] : quick ? QUICK_MEASURES : MEASURES,
    isQuick: quick,
    before: before === undefined ? null : readCheckout(before),
    soakSeconds: soak === undefined ? null : readNumber('--soak', soak, 0, MAX_SOAK_SECONDS),
  }
}

/** With what its product needs, so that a run of minutes does not end for the lack of it. */
function readCheckout(given: string): string {
  const folder = resolve(given)
  if (['server/hub/core.ts', 'node_modules'].every((part) => existsSync(join(folder, part)))) return folder
  throw new Error('--before takes the folder of a checkout in which "npm ci" was run.')
}

function readNumber(name: string, given: string | undefined, otherwise: number, most: number): number {
  const value = given === undefined ? otherwise : Number(given)
  if (Number.isInteger(value) && value >= 1 && value <= most) return value
  throw new Error(`${name} takes a whole number from 1 to ${most}.`)
}
