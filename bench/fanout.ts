import { AIMS, judged } from './aims.ts'
import type { Cores } from './cores.ts'
import { FIRST_WARM_UP, NEXT_WARM_UP } from './load/fanout.ts'
import type { FanoutJob, Faults } from './load/job.ts'
import { addFaults, inTurns, medians, pairedRatio, type Rounds } from './rounds.ts'
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
  said: (progress: string) => void
}

/** How many members one turn lets in. */
export function scansOf({ seconds, deskCounts }: { seconds: number; deskCounts: readonly number[] }): number {
  const each = Math.round(seconds * SCANS_PER_SECOND) + NEXT_WARM_UP.scans
  return FIRST_WARM_UP.scans + deskCounts.length * each
}

/** Measures the time until the last desk has seen a scan, prints a table, and returns the faults of each. */
export async function compareFanout(measuring: Measuring): Promise<Faults[]> {
  const { contestants, rounds, seconds, deskCounts, cores, said } = measuring
  const results = await inTurns(contestants, rounds, said, (contestant) =>
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
  return addFaults(results)
}

function tableOf(
  contestants: readonly Contestant[],
  results: Rounds<Fanout>,
  { deskCounts, rounds }: Measuring,
): string {
  const rows = deskCounts.flatMap((desks, index) => {
    const row = (label: string, key: keyof Delays): string[] => {
      const of = ({ delays }: Fanout) => delays[index]?.[key] ?? NaN
      const ratios = [1, 2].map((other) => pairedRatio(results, other, of))
      const [toLimit = NaN, toPlain = NaN] = ratios
      const [ratio = '', ...aim] = judged(toLimit, AIMS.delay)
      return [
        `${desks} desks: ${label}`,
        ...medians(results, of).map(figure),
        ratio,
        toPlain.toFixed(2),
        ...aim,
      ]
    }
    return [
      row('answer, median', 'answerMedian'),
      row('last desk, median', 'lastDeskMedian'),
      row('last desk, p95', 'lastDeskP95'),
    ]
  })
  const names = contestants.map(({ subject }) => subject.name)
  const head = ['milliseconds', ...names, 'to limit', 'to plain', 'aim to limit', '']
  return (
    `\nFan-out: ${SCANS_PER_SECOND} scans a second, from the first desk's send to the last desk's receipt; ` +
    `medians of ${rounds}\n${tableText([head, ...rows])}`
  )
}
