import { AIMS, judged, type Judgement } from './aims.ts'
import type { Cores } from './cores.ts'
import type { Findings } from './findings.ts'
import { FIRST_WARM_UP, NEXT_WARM_UP } from './load/fanout.ts'
import type { FanoutJob, Faults } from './load/job.ts'
import { addFaults, inTurns, medians, pairedRatio, type Rounds } from './rounds.ts'
import { median, quantile } from './statistics.ts'
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

/** Each has sixty scans at each number of desks. */
const MOST_ROUNDS = 3

/** The aim is for gyms of this many desks and more; one desk by itself has nobody to tell. */
const JUDGED_FROM_DESKS = 10

/** Measures the time until the last desk has seen a scan, and prints a table. */
export async function compareFanout(measuring: Measuring): Promise<Findings> {
  const { contestants, seconds, deskCounts, cores, say } = measuring
  const rounds = Math.min(measuring.rounds, MOST_ROUNDS)
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
  const last = deskCounts.map((desks, index) => lastDeskJudgement(results, desks, index))
  const judgements = [...last.filter((judgement) => judgement !== null), answerJudgement(results, deskCounts)]
  console.log(tableOf(results, last, { ...measuring, rounds }))
  return { faults: addFaults(contestants, results), judgements }
}

/** Against plain `ws`, which is the third contestant. */
function lastDeskJudgement(results: Rounds<Fanout>, desks: number, index: number): Judgement | null {
  if (desks < JUDGED_FROM_DESKS) return null
  const value = pairedRatio(results, 2, ({ delays }) => delays[index]?.lastDeskMedian ?? NaN)
  return { measure: `last of ${desks} desks, to plain ws`, value, aim: AIMS.lastDesk }
}

/** The hub with all desks against itself with the fewest. */
function answerJudgement([own = []]: Rounds<Fanout>, deskCounts: readonly number[]): Judgement {
  const ratios = own.map(({ delays }) => {
    return (delays.at(-1)?.answerMedian ?? NaN) / (delays[0]?.answerMedian ?? NaN)
  })
  const [fewest, most] = [deskCounts[0], deskCounts.at(-1)]
  return {
    measure: `answer at ${most} desks, to that at ${fewest}`,
    value: median(ratios),
    aim: AIMS.answerAmongMany,
  }
}

function tableOf(
  results: Rounds<Fanout>,
  judgements: readonly (Judgement | null)[],
  { contestants, deskCounts, rounds }: Measuring,
): string {
  const rows = deskCounts.flatMap((desks, index) => {
    const cells = (label: string, key: keyof Delays) => {
      const of = ({ delays }: Fanout) => delays[index]?.[key] ?? NaN
      const ratios = [1, 2].map((other) => pairedRatio(results, other, of).toFixed(2))
      return [`${label} of ${desks}`, ...medians(results, of).map(figure), ...ratios]
    }
    const judgement = judgements[index]
    return [
      cells('answer, median', 'answerMedian'),
      [...cells('last desk, median', 'lastDeskMedian'), ...(judgement ? judged(judgement).slice(1) : [])],
      cells('last desk, p95', 'lastDeskP95'),
    ]
  })
  const names = contestants.map(({ subject }) => subject.name)
  const head = ['milliseconds, desks', ...names, 'to limit', 'to plain', 'aim', '']
  return (
    `\nFan-out: ${SCANS_PER_SECOND} scans a second, from the sender's write to the last desk's receipt; ` +
    `medians of ${rounds}\n${tableText([head, ...rows])}`
  )
}
