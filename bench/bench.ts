import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../scripts/project.ts'
import { shareCores } from './cores.ts'
import { compareFanout, scansOf } from './fanout.ts'
import type { Faults } from './load/job.ts'
import { readOptions, USAGE, type BenchOptions } from './options.ts'
import { bareSubject } from './subjects/bare.ts'
import { hubSubject } from './subjects/hub.ts'
import { compareThroughput } from './throughput.ts'
import { prepareContestant } from './turn.ts'

/** Members of a large gym. */
const LEAST_MEMBERS = 2_500

/** A tenth of the hub's demo members are refused by its rules, and up to 200 are inside. */
const REFUSED_SHARE = 0.1
const MOST_INSIDE = 200

/** Enough that every scan of the fan-out measurement is another member's. */
function membersFor(options: BenchOptions): number {
  return Math.max(LEAST_MEMBERS, Math.ceil((MOST_INSIDE + scansOf(options)) / (1 - REFUSED_SHARE)))
}

/** Not in the system's temporary folder, which may be memory: a sync has to reach the disk that the hub would use. */
const CACHE = join(ROOT, '.cache')

const say = (progress: string) => process.stderr.write(`${progress}\n`)

/** Compares the hub with the bare limit and returns what was lost or doubled by the hub or by anyone else. */
async function compare(
  { rounds, seconds, deskCounts, measures }: BenchOptions,
  folder: string,
): Promise<Faults[]> {
  const cores = shareCores()
  const subjects = [
    hubSubject(memberCount),
    bareSubject('bare limit', 'limit', memberCount),
    bareSubject('bare plain ws', 'send-each', memberCount),
  ]
  say(`Preparing ${memberCount} members …`)
  const contestants = await Promise.all(
    subjects.map((subject, index) => prepareContestant(subject, join(folder, String(index)))),
  )
  console.log(`Node ${process.versions.node}, ${process.platform} ${process.arch}; ${cores.said}`)
  const measuring = { contestants, rounds, seconds, deskCounts, cores }
  const faults: Faults[] = []
  if (measures.throughput) {
    const said = (progress: string) => say(`throughput, ${progress}`)
    faults.push(...(await compareThroughput({ ...measuring, contestants: contestants.slice(0, 2), said })))
  }
  if (measures.fanout) {
    const said = (progress: string) => say(`fan-out, ${progress}`)
    faults.push(...(await compareFanout({ ...measuring, said })))
  }
  return faults
}

async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    console.log(USAGE)
    return
  }
  const options = readOptions(process.argv.slice(2))
  mkdirSync(CACHE, { recursive: true })
  const folder = mkdtempSync(join(CACHE, 'bench-'))
  try {
    const faults = await compare(options, folder)
    const lost = faults.reduce((total, fault) => total + fault.lost, 0)
    const doubled = faults.reduce((total, fault) => total + fault.doubled, 0)
    console.log(`\nOn every desk and in the database: ${lost} lost, ${doubled} doubled (aim 0 and 0)`)
    process.exitCode = lost + doubled === 0 ? 0 : 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

await main()
