import { AIMS, judged, type Judgement } from './aims.ts'
import type { Cores } from './cores.ts'
import type { Findings } from './findings.ts'
import type { Faults, ThroughputJob, ThroughputReport } from './load/job.ts'
import { addFaults, inTurns, medians, pairedRatio, type Rounds } from './rounds.ts'
import { compareWithStore } from './stored-visits.ts'
import { figure, tableText } from './table.ts'
import { takeTurn, type Contestant } from './turn.ts'

/** A large gym's desks, and scans as fast as eight people hold out their cards at each of them. */
const DESKS = 10
const OUTSTANDING = 8

/** What one turn comes to. */
export interface Throughput extends Faults {
  perSecond: number
  /** NaN where the system does not tell. */
  serverCpuUs: number
  /** Share of one core that the load used: near 1 it would be the limit. */
  loadShare: number
}

export interface Measuring {
  contestants: readonly Contestant[]
  rounds: number
  seconds: number
  cores: Cores
  say: (progress: string) => void
}

/** Measures acknowledged operations a second and what each costs beside the bare limit, and prints a table. */
export async function compareThroughput(measuring: Measuring): Promise<Findings> {
  const { contestants, rounds, say } = measuring
  const results = await inTurns(
    contestants,
    rounds,
    (text) => say(`throughput, ${text}`),
    (contestant) => measureTurn(contestant, measuring),
  )
  const judgements: Judgement[] = [
    { measure: 'throughput, of the bare limit', value: pairedRatio(results, 1, perSecondOf), aim: AIMS.rate },
    { measure: 'CPU a check-in, to the bare limit', value: pairedRatio(results, 1, cpuOf), aim: AIMS.cpu },
  ]
  console.log(tableOf(contestants, results, judgements, rounds))
  return { faults: addFaults(contestants, results), judgements }
}

/** One turn of one server, with every desk kept busy. */
export function measureTurn(
  contestant: Contestant,
  { seconds, cores }: Pick<Measuring, 'seconds' | 'cores'>,
): Promise<Throughput> {
  return takeTurn(
    contestant,
    cores,
    ({ ws, pid }): ThroughputJob => {
      const { token, members } = contestant
      const load = { desks: DESKS, outstanding: OUTSTANDING, seconds }
      return { kind: 'throughput', ws, pid, token, members, ...load }
    },
    (report, file) =>
      throughputOf(report, compareWithStore(file, contestant.visitsBefore, report.acknowledged)),
  )
}

export const perSecondOf = ({ perSecond }: Throughput): number => perSecond
export const cpuOf = ({ serverCpuUs }: Throughput): number => serverCpuUs

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

function tableOf(
  contestants: readonly Contestant[],
  results: Rounds<Throughput>,
  judgements: readonly Judgement[],
  rounds: number,
): string {
  const cells = (of: (result: Throughput) => number) => medians(results, of).map(figure)
  const [rate = [], cpu = []] = judgements.map(judged)
  const names = contestants.map(({ subject }) => subject.name)
  const table = tableText([
    ['', ...names, 'ratio', 'aim', ''],
    ['acknowledged a second', ...cells(perSecondOf), ...rate],
    ['server CPU of each, us', ...cells(cpuOf), ...cpu],
    ["load's share of its core", ...cells(({ loadShare }) => loadShare)],
  ])
  return (
    `\nThroughput: ${DESKS} desks with ${OUTSTANDING} outstanding each, check-ins and check-outs in turn, ` +
    `all desks told of each; medians of ${rounds}\n${table}`
  )
}
