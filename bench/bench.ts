import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../scripts/project.ts'
import { shareCores } from './cores.ts'
import { compareFanout, scansOf } from './fanout.ts'
import { readOptions, USAGE, type BenchOptions } from './options.ts'
import { faultsText, type FaultsOf } from './rounds.ts'
import { bareSubject } from './subjects/bare.ts'
import { hubSubject } from './subjects/hub.ts'
import { compareThroughput } from './throughput.ts'
import { prepareContestant } from './turn.ts'

/** Members of a large gym. */
const LEAST_MEMBERS = 2_500

/** A tenth of the hub's demo members are refused by its rules, and up to 200 are inside. */
const REFUSED_SHARE = 0.1
const MOST_INSIDE = 200

/** Not the system's temporary folder, which may be memory: a sync has to reach a disk such as the hub would use. */
const CACHE = join(ROOT, '.cache')

const say = (progress: string) => process.stderr.write(`${progress}\n`)

/** Compares the hub with the bare limit, prints the tables, and returns what each lost or doubled. */
async function compare(options: BenchOptions, folder: string): Promise<FaultsOf[]> {
  const members = membersFor(options)
  const subjects = [
    hubSubject(members),
    bareSubject('bare limit', 'limit', members),
    bareSubject('plain ws', 'send-each', members),
  ]
  say(`preparing ${members} members`)
  const all = await Promise.all(
    subjects.map((subject, index) => prepareContestant(subject, join(folder, String(index)))),
  )
  const cores = shareCores()
  console.log(`Node ${process.versions.node}, ${process.platform} ${process.arch}; ${cores.said}`)
  const { measures, ...measuring } = { ...options, cores, say }
  const faults: FaultsOf[] = []
  if (measures.throughput) {
    faults.push(...(await compareThroughput({ ...measuring, contestants: all.slice(0, 2) })))
  }
  if (measures.fanout) faults.push(...(await compareFanout({ ...measuring, contestants: all })))
  return faults
}

/** Enough that every scan of the fan-out measurement is another member's. */
function membersFor(options: BenchOptions): number {
  return Math.max(LEAST_MEMBERS, Math.ceil((MOST_INSIDE + scansOf(options)) / (1 - REFUSED_SHARE)))
}

/** Null after one sentence about what was not understood, with exit code 2. */
function optionsOf(args: readonly string[]): BenchOptions | null {
  try {
    return readOptions(args)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 2
    return null
  }
}

async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    console.log(USAGE)
    return
  }
  const options = optionsOf(process.argv.slice(2))
  if (!options) return
  mkdirSync(CACHE, { recursive: true })
  const folder = mkdtempSync(join(CACHE, 'bench-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const faults = await compare(options, folder)
  console.log(`\nOn every desk, and acknowledged against the database: ${faultsText(faults)}`)
  process.exitCode = faults.every(({ lost, doubled }) => lost + doubled === 0) ? 0 : 1
}

await main()
