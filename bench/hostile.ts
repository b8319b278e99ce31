import { AIMS, judged, type Judgement } from './aims.ts'
import type { Cores } from './cores.ts'
import type { Findings } from './findings.ts'
import {
  HOSTILE_ATTACKS,
  type HostileAttack,
  type NeighboursJob,
  type NeighboursReport,
  type Stretch,
} from './load/job.ts'
import { scansOfNeighbours } from './load/neighbours.ts'
import { median, quantile, sum } from './statistics.ts'
import { figure, tableText } from './table.ts'
import { takeTurn, type Contestant } from './turn.ts'

/** Five scans a second at each of ten desks: enough of them in a short stretch, and within every rate. */
const DESKS = 10
const SCANS_PER_SECOND = 50

interface Measuring {
  pairs: number
  seconds: number
  cores: Cores
  say: (progress: string) => void
}

/** How many members one turn lets in. */
export function scansBesideHostile(measuring: Pick<Measuring, 'pairs' | 'seconds'>): number {
  return scansOfNeighbours({ ...measuring, scansPerSecond: SCANS_PER_SECOND })
}

/** Measures what a well-behaved desk feels of hostile ones, for each kind of them, and prints a table. */
export async function compareNeighbours(hub: Contestant, measuring: Measuring): Promise<Findings> {
  const { pairs, seconds, cores, say } = measuring
  const rows: string[][] = []
  const findings: Findings = { faults: [], judgements: [] }
  for (const attack of HOSTILE_ATTACKS) {
    say(`hostile: somebody ${attack}, ${pairs} pairs`)
    const jobFor = ({ ws, pid }: { ws: string; pid: number }): NeighboursJob => {
      const load = { desks: DESKS, scansPerSecond: SCANS_PER_SECOND, seconds, pairs }
      return { kind: 'neighbours', attack, ws, pid, token: hub.token, scans: hub.scans, ...load }
    }
    const report = await takeTurn(hub, cores, jobFor, (done) => done)
    const judgements = judgementsOf(attack, report)
    rows.push(...rowsOf(attack, report, judgements))
    findings.judgements.push(...judgements)
    findings.faults.push({ name: hub.subject.name, lost: report.lost, doubled: report.doubled })
  }
  const head = ['until answered', 'calm', 'hostile', 'ratio', 'aim', '']
  console.log(
    `\nBeside hostile clients: ${DESKS} desks, ${SCANS_PER_SECOND} scans a second, the hub's own limits; ` +
      `medians of ${pairs} pairs\n${tableText([head, ...rows])}`,
  )
  return findings
}

const SHARES = [
  { name: 'median', share: 0.5, aim: AIMS.neighbourMedian },
  { name: 'p95', share: 0.95, aim: AIMS.neighbourP95 },
] as const

function judgementsOf(attack: HostileAttack, { pairs }: NeighboursReport): Judgement[] {
  return SHARES.map(({ name, share, aim }) => {
    const ratios = pairs.map(({ calm, hostile }) => atShare(hostile, share) / atShare(calm, share))
    return { measure: `${name} beside one that ${attack}, to calm`, value: median(ratios), aim }
  })
}

function rowsOf(
  attack: HostileAttack,
  report: NeighboursReport,
  judgements: readonly Judgement[],
): string[][] {
  const { pairs, attacks } = report
  const names = Object.keys(attacks[0] ?? {})
  const did = names.map((name) => `${name} ${sum(attacks.map((tally) => tally[name] ?? 0))}`)
  const row = (name: string, of: (stretch: Stretch) => number) => {
    const medians = (['calm', 'hostile'] as const).map((which) =>
      median(pairs.map((pair) => of(pair[which]))),
    )
    return [`  ${name}`, ...medians.map(figure)]
  }
  const figures = SHARES.map(({ name, share }, index) => {
    const judgement = judgements[index]
    return [
      ...row(`${name}, ms`, (stretch) => atShare(stretch, share)),
      ...(judgement ? judged(judgement) : []),
    ]
  })
  const share = row("hub's share of its core", ({ serverShare }) => serverShare ?? NaN)
  return [[`one that ${attack} (${did.join(', ')})`], ...figures, share]
}

function atShare({ answerMs }: Stretch, share: number): number {
  return quantile(answerMs, share)
}
