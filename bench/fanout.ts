import { AIMS, judged } from './aims.ts'
import type { Cores } from './cores.ts'
import { FIRST_WARM_UP, NEXT_WARM_UP } from './load/fanout.ts'
import type { FanoutJob, Faults } from './load/job.ts'
import { addFaults, inTurns, medians, pairedRatio, type FaultsOf, type Rounds } from './rounds.ts'
import { quantile } from './statistics.ts'
import { figure, tableText } from './table.ts'
import { takeTurn, type Contestant } from './turn.ts'

/** A busy evening at ten desks: two scans a second at each. */
const SCANS_PER_SECOND = 20

interface Delays {
  answerMedian: number
  lastDeskMedian: number
  lastDeskP95: number
}

/** What one turn comes to; the delays in the order of the numbers of desks. */
interface Fanout extends Faults {
  delays: Delays[]
}

interface Measuring {
  contestants: readonly Contestant[]
  rounds: number
  seconds: number
  deskCounts: number[]
  cores: Cores
  say: (progress: string) => void
}

/** How many members one turn lets in. */
export function scansOf({ seconds, deskCounts }: { seconds: number; deskCounts: readonly number[] }): number {
  const each = Math.round(seconds * SCANS_PER_SECOND) + NEXT_WARM_UP.scans
  return FIRST_WARM_UP.scans + deskCounts.length * each
}

/** Measures the time until the last desk has seen a scan, prints a table, and returns the faults of each. */
export async function compareFanout(measuring: Measuring): Promise<FaultsOf[]> {
  const { contestants, rounds, seconds, deskCounts, cores, say } = measuring
  const results = await inTurns(
    contestants,
    rounds,
    (text) => say(`fan-out, ${text}`),
    (contestant) =>
      takeTurn(
        contestant,
        cores,
        ({ ws }): FanoutJob => {
          const { token, scans } = contestant
          return { kind: 'fanout', ws, token, scans, scansPerSecond: SCANS_PER_SECOND, seconds, deskCounts }
        },
        ({ delays, lost, doubled }): Fanout => ({
          lost,
          doubled,
          delays: delays.map(({ answerMs, lastDeskMs }) => ({
            answerMedian: quantile(answerMs, 0.5),
            lastDeskMedian: quantile(lastDeskMs, 0.5),
            lastDeskP95: quantile(lastDeskMs, 0.95),
          })),
        }),
      ),
  )
  console.log(tableOf(contestants, results, measuring))
  return addFaults(contestants, results)
}

function tableOf(
  contestants: readonly Contestant[],
  results: Rounds<Fanout>,
  { deskCounts, rounds }: Measuring,
): string {
  const rows = deskCounts.flatMap((desks, index) => {
    const figures = (label: string, key: keyof Delays) => {
      const of = ({ delays }: Fanout) => delays[index]?.[key] ?? NaN
      const toPlain = pairedRatio(results, 2, of).toFixed(2)
      const cells = [`${label} of ${desks}`, ...medians(results, of).map(figure), toPlain]
      return { cells, toLimit: pairedRatio(results, 1, of) }
    }
    const answer = figures('answer, median', 'answerMedian')
    const lastDesk = figures('last desk, median', 'lastDeskMedian')
    const slowest = figures('last desk, p95', 'lastDeskP95')
    return [
      [...answer.cells, answer.toLimit.toFixed(2)],
      [...lastDesk.cells, ...judged(lastDesk.toLimit, AIMS.delay)],
      [...slowest.cells, slowest.toLimit.toFixed(2)],
    ]
  })
  const names = contestants.map(({ subject }) => subject.name)
  const head = ['milliseconds, desks', ...names, 'to plain', 'to limit', 'aim', '']
  return (
    `\nFan-out: ${SCANS_PER_SECOND} scans a second, from the first desk's send to the last desk's receipt; ` +
    `medians of ${rounds}\n${tableText([head, ...rows])}`
  )
}
