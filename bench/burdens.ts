import { join } from 'node:path'
import { ensureDesk } from '../scripts/ensure-desk.ts'
import { findRestoreTestRecord } from '../server/backup/restore-test-record.ts'
import { AIMS, judged, type Judgement } from './aims.ts'
import type { Cores } from './cores.ts'
import type { Findings } from './findings.ts'
import { BURDENS, type Burden, type BurdenedJob, type BurdenedReport } from './load/job.ts'
import { scansIn } from './load/neighbours.ts'
import { settled } from './load/timing.ts'
import { quantile } from './statistics.ts'
import { askHub } from './subjects/hub.ts'
import { startSubject } from './subjects/start.ts'
import { figure, tableText } from './table.ts'
import { takeTurn, type Contestant } from './turn.ts'

/** Five scans a second at each of ten desks. */
const DESKS = 10
const SCANS_PER_SECOND = 50

/** Long enough for two exports, and for all strangers to have come back many times. */
const SECONDS = 20
const QUICK_SECONDS = 3

/** What takes longer: a whole import of 200,000 members, and one bomb of each kind. */
const LONGER_SECONDS: Partial<Record<Burden, number>> = { imports: 150, 'sends bombs': 220 }

/** A chain's whole membership on one hub. */
export const BURDENED_MEMBERS = 200_000
const QUICK_MEMBERS = 5_000

/** What the product promises beside any burden. */
const P95_MS = 50
const WORST_MS = 300
const SWITCHED_ON_MS = 2_000
const GROWN_BYTES = 200e6
const KEPT_BYTES = 50e6

/** A new hub looks after a minute whether it has a backup; to take one of so many members and to test it takes half a minute. */
const TESTED_WITHIN_MS = 10 * 60_000

interface Measuring {
  isQuick: boolean
  cores: Cores
  say: (progress: string) => void
}

export function membersBesideBurdens({ isQuick }: Pick<Measuring, 'isQuick'>): number {
  return isQuick ? QUICK_MEMBERS : BURDENED_MEMBERS
}

/** Measures what desks feel beside heavy work and greedy strangers, each by itself, and prints a table. */
export async function compareBurdens(hub: Contestant, { isQuick, cores, say }: Measuring): Promise<Findings> {
  await ensureDesk()
  if (!isQuick) await testFirstBackup(hub, cores)
  const seconds = isQuick ? QUICK_SECONDS : SECONDS
  const managerToken = (await askHub(hub.template, 'token', '--role', 'manager')).trim()
  const findings: Findings = { faults: [], judgements: [] }
  const rows: string[][] = []
  for (const burden of BURDENS) {
    const burdenedSeconds = (isQuick ? undefined : LONGER_SECONDS[burden]) ?? seconds
    say(`hostile: somebody ${burden}, ${burdenedSeconds} s`)
    const load = { desks: DESKS, scansPerSecond: SCANS_PER_SECOND, seconds, burdenedSeconds }
    const scans = hub.scans.slice(0, scansIn(seconds + burdenedSeconds, SCANS_PER_SECOND))
    const jobFor = ({ ws, pid }: { ws: string; pid: number }): BurdenedJob => {
      return { kind: 'burdened', burden, ws, pid, token: hub.token, managerToken, scans, ...load }
    }
    const report = await takeTurn(hub, cores, jobFor, (done) => done)
    const judgements = judgementsOf(burden, report)
    rows.push([`one that ${burden} (${attackText(report)})`], ...rowsOf(report, judgements))
    findings.judgements.push(...judgements)
    findings.faults.push({ name: hub.subject.name, lost: report.lost, doubled: report.doubled })
  }
  const head = ['', 'calm', 'beside it', 'ratio', 'aim', '']
  console.log(
    `\nBeside burdens: ${membersBesideBurdens({ isQuick })} members, ${DESKS} desks, ${SCANS_PER_SECOND} scans a second\n` +
      tableText([head, ...rows]),
  )
  return findings
}

/**
 * Lets a hub restore its first backup to see that it can be. It does so once a week, in a thread that takes 70 MB, and each turn would begin with
 * it: what grows beside a burden is to be the burden's.
 */
async function testFirstBackup({ subject, template }: Contestant, cores: Cores): Promise<void> {
  const running = await startSubject(subject, template, cores.server)
  const isTested = () => findRestoreTestRecord(join(template, 'backups')) !== null
  await settled(isTested, TESTED_WITHIN_MS)
  await running.stop()
  if (!isTested()) throw new Error('The hub has not tested its first backup.')
}

function judgementsOf(
  burden: Burden,
  { calm, burdened, switchedOnMs, residentBytes }: BurdenedReport,
): Judgement[] {
  const p95 = quantile(burdened.answerMs, 0.95)
  const { before, most, after } = residentBytes
  const of = (measure: string, value: number, aim: Judgement['aim']): Judgement => {
    return { measure: `${measure}, beside one that ${burden}`, value, aim }
  }
  return [
    of(`p95 of ${P95_MS} ms`, p95 / P95_MS, AIMS.burdenedP95),
    of('p95 to calm', p95 / quantile(calm.answerMs, 0.95), AIMS.burdenedToCalm),
    of(`worst of ${WORST_MS} ms`, Math.max(...burdened.answerMs) / WORST_MS, AIMS.burdenedWorst),
    of(`switched on, of ${SWITCHED_ON_MS} ms`, Math.max(...switchedOnMs) / SWITCHED_ON_MS, AIMS.switchedOn),
    of('memory grown, of 200 MB', (most - before) / GROWN_BYTES, AIMS.memoryGrown),
    of('memory kept, of 50 MB', (after - before) / KEPT_BYTES, AIMS.memoryKept),
  ]
}

/** The same figures as they were measured, each beside its judgement. */
function rowsOf(report: BurdenedReport, judgements: readonly Judgement[]): string[][] {
  const { calm, burdened, switchedOnMs, residentBytes } = report
  const p95 = [calm, burdened].map(({ answerMs }) => figure(quantile(answerMs, 0.95)))
  const worst = [calm, burdened].map(({ answerMs }) => figure(Math.max(...answerMs)))
  const grown = (bytes: number) => figure((bytes - residentBytes.before) / 1e6)
  const figures = [
    ['  p95 until answered, ms', ...p95],
    ['  the same, to calm', '', ''],
    ['  worst until answered, ms', ...worst],
    [`  slowest of ${switchedOnMs.length} desks switched on, ms`, '', figure(Math.max(...switchedOnMs))],
    ['  memory grown by, MB', '', grown(residentBytes.most)],
    ['  memory kept, MB', '', grown(residentBytes.after)],
  ]
  return figures.map((row, index) => [...row, ...judgedCells(judgements[index])])
}

function judgedCells(judgement: Judgement | undefined): string[] {
  return judgement ? judged(judgement) : []
}

function attackText({ attack }: BurdenedReport): string {
  return Object.entries(attack)
    .map(([name, count]) => `${name} ${figure(count)}`)
    .join(', ')
}
