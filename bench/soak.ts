import { join } from 'node:path'
import type { Cores } from './cores.ts'
import type { Findings } from './findings.ts'
import type { SoakJob, SoakReport, SoakSample } from './load/job.ts'
import { prepareContestant, takeTurn } from './turn.ts'
import { hubSubject } from './subjects/hub.ts'
import { leastOfEach, slope } from './statistics.ts'
import { figure, tableText } from './table.ts'

/** Two busy hours a day, all day: twenty desks, each with one scan a second. */
const DESKS = 20
const SCANS_PER_SECOND = 20

/** Members of a large gym: each comes and goes every few minutes. */
const MEMBERS = 2_500

/** Memory is lowest right after a collection: of each such stretch the least counts. */
const STRETCH_SECONDS = 60

const MIB = 1024 * 1024
const SECONDS_OF_AN_HOUR = 3_600

interface Measuring {
  seconds: number
  folder: string
  cores: Cores
  say: (progress: string) => void
}

/** A steady load for a long time; prints what becomes of the hub's memory, handles and write-ahead log. */
export async function soak({ seconds, folder, cores, say }: Measuring): Promise<Findings> {
  const hub = await prepareContestant(hubSubject(MEMBERS, 'lifted'), join(folder, 'soak'))
  say(`soak: ${seconds} s after a warm-up`)
  const jobFor = ({ ws, pid }: { ws: string; pid: number }): SoakJob => {
    const load = { desks: DESKS, scansPerSecond: SCANS_PER_SECOND, seconds }
    return { kind: 'soak', ws, pid, token: hub.token, scans: hub.scans, ...load }
  }
  const report = await takeTurn(hub, { ...cores, patienceMs: (seconds + 600) * 1000 }, jobFor, (done) => done)
  console.log(textOf(report, seconds))
  const { lost, doubled } = report
  return { faults: [{ name: hub.subject.name, lost, doubled }], judgements: [] }
}

function textOf({ samples, operations }: SoakReport, seconds: number): string {
  const row = (name: string, of: (sample: SoakSample) => number, unit: number): string[] => {
    const points = leastOfEach(
      STRETCH_SECONDS,
      samples.map((sample) => [sample.atS, of(sample) / unit] as const),
    )
    const values = points.map(([, value]) => value)
    const [first = NaN, last = NaN] = [values[0], values.at(-1)]
    const most = Math.max(...samples.map(of)) / unit
    return [name, ...[first, last, most, slope(points) * SECONDS_OF_AN_HOUR].map(figure)]
  }
  const rows = [
    row('resident memory, MiB', ({ residentBytes }) => residentBytes, MIB),
    row('heap in use, MiB', ({ heapBytes }) => heapBytes, MIB),
    row('open handles', ({ handles }) => handles, 1),
    row('write-ahead log, MiB', ({ walBytes }) => walBytes, MIB),
  ]
  return (
    `\nSoak: ${DESKS} desks, ${SCANS_PER_SECOND} scans a second for ${seconds} s, ${operations} scans; of each ` +
    `${STRETCH_SECONDS} s the least\n${tableText([['', 'first', 'last', 'most', 'a hour'], ...rows])}`
  )
}
