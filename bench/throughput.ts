import { AIMS, judged } from './aims.ts'
import type { Cores } from './cores.ts'
import type { Faults, ThroughputJob, ThroughputReport } from './load/job.ts'
import { addFaults, inTurns, medians, pairedRatio, type FaultsOf, type Rounds } from './rounds.ts'
import { compareWithStore } from './stored-visits.ts'
import { figure, tableText } from './table.ts'
import { takeTurn, type Contestant } from './turn.ts'

/** A large gym's desks, and scans as fast as eight people hold out their cards at each of them. */
const DESKS = 10
const OUTSTANDING = 8

/** What one turn comes to. */
interface Throughput extends Faults {
  perSecond: number
  /** NaN where the system does not tell. */
  serverCpuUs: number
  /** Share of one core that the load used: near 1 it would be the limit. */
  loadShare: number
}

interface Measuring {
  contestants: readonly Contestant[]
  rounds: number
  seconds: number
  cores: Cores
  say: (progress: string) => void
}

/** Measures acknowledged operations a second and what each costs, prints a table, and returns the faults of each. */
export async function compareThroughput(measuring: Measuring): Promise<FaultsOf[]> {
  const { contestants, rounds, seconds, cores, say } = measuring
  const results = await inTurns(
    contestants,
    rounds,
    (text) => say(`throughput, ${text}`),
    (contestant) =>
      takeTurn(
        contestant,
        cores,
        ({ ws, pid }): ThroughputJob => {
          const { token, members } = contestant
          const load = { desks: DESKS, outstanding: OUTSTANDING, seconds }
          return { kind: 'throughput', ws, pid, token, members, ...load }
        },
        (report, file): Throughput => {
          const stored = compareWithStore(file, contestant.visitsBefore, report.acknowledged)
          return throughputOf(report, stored)
        },
      ),
  )
  console.log(tableOf(contestants, results, rounds))
  return addFaults(contestants, results)
}

function throughputOf(report: ThroughputReport, stored: Faults): Throughput {
  const { operations, seconds, serverCpuMs, loadCpuMs } = report
  return {
    perSecond: operations / seconds,
    serverCpuUs: ((serverCpuMs ?? NaN) * 1000) / operations,
    loadShare: loadCpuMs / 1000 / seconds,
    lost: report.lost + stored.lost,
    doubled: report.doubled + stored.doubled,
  }
}

function tableOf(contestants: readonly Contestant[], results: Rounds<Throughput>, rounds: number): string {
  const cells = (of: (result: Throughput) => number) => medians(results, of).map(figure)
  const perSecond = ({ perSecond }: Throughput) => perSecond
  const serverCpuUs = ({ serverCpuUs }: Throughput) => serverCpuUs
  const names = contestants.map(({ subject }) => subject.name)
  const table = tableText([
    ['', ...names, 'ratio', 'aim', ''],
    ['acknowledged a second', ...cells(perSecond), ...judged(pairedRatio(results, 1, perSecond), AIMS.rate)],
    [
      'server CPU of each, us',
      ...cells(serverCpuUs),
      ...judged(pairedRatio(results, 1, serverCpuUs), AIMS.cpu),
    ],
    ["load's share of its core", ...cells(({ loadShare }) => loadShare)],
  ])
  return (
    `\nThroughput: ${DESKS} desks with ${OUTSTANDING} outstanding each, check-ins and check-outs in turn, ` +
    `all desks told of each; medians of ${rounds}\n${table}`
  )
}
