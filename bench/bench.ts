import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../scripts/project.ts'
import { compareBurdens, membersBesideBurdens } from './burdens.ts'
import { shareCores, type Cores } from './cores.ts'
import { compareFanout, scansOf } from './fanout.ts'
import { measureDesk } from './desk.ts'
import { findingsText, hasFailed, joinFindings, type Findings } from './findings.ts'
import { compareHistories } from './history.ts'
import { compareNeighbours, scansBesideHostile } from './hostile.ts'
import { measureLists } from './lists.ts'
import { measureImport } from './import.ts'
import { readOptions, USAGE, type BenchOptions, type Measure } from './options.ts'
import { measureSearch } from './search.ts'
import { measureScale } from './scale.ts'
import { soak } from './soak.ts'
import { checkStorm, scansOfStorm } from './storm.ts'
import { bareSubject } from './subjects/bare.ts'
import { hubSubject } from './subjects/hub.ts'
import { compareThroughput } from './throughput.ts'
import { prepareContestant, type Contestant } from './turn.ts'

/** Members of a large gym. */
const LEAST_MEMBERS = 2_500

/** A tenth of the hub's demo members are refused by its rules, and up to 200 are inside. */
const REFUSED_SHARE = 0.1
const MOST_INSIDE = 200

/** Not the system's temporary folder, which may be memory: a sync has to reach a disk such as the hub would use. */
const CACHE = join(ROOT, '.cache')

const say = (progress: string) => process.stderr.write(`${progress}\n`)

interface Run extends BenchOptions {
  folder: string
  cores: Cores
  say: typeof say
}

/** Measures what was asked for, one after the other; each prints its table. */
async function measureAll(run: Run): Promise<Findings[]> {
  const of = (...measures: Measure[]) => run.measures.some((measure) => measures.includes(measure))
  const findings: Findings[] = []
  if (of('throughput', 'fanout', 'history')) findings.push(...(await compareWithLimit(run)))
  if (of('hostile')) {
    const hub = await prepareHub('hostile', scansBesideHostile(run), run)
    findings.push(await compareNeighbours(hub, run))
    const members = membersBesideBurdens(run)
    say(`hostile: preparing ${members} members`)
    const chain = await prepareContestant(hubSubject(members, 'limited'), join(run.folder, 'burdens'))
    findings.push(await compareBurdens(chain, run))
  }
  if (of('storm')) findings.push(await checkStorm(await prepareHub('storm', scansOfStorm(run), run), run))
  if (of('search')) findings.push(await measureSearch(run))
  if (of('lists')) findings.push(await measureLists(run))
  if (of('import')) findings.push(await measureImport(run))
  if (of('desk')) findings.push(await measureDesk(run))
  if (of('scale')) findings.push(await measureScale(run))
  return findings
}

/** Compares the hub with the bare limit and with itself. */
async function compareWithLimit(run: Run): Promise<Findings[]> {
  const { measures, folder } = run
  const members = membersFor(scansOf(run))
  const subjects = [
    hubSubject(members, 'lifted'),
    bareSubject('bare limit', 'limit', members),
    bareSubject('plain ws', 'send-each', members),
  ]
  say(`preparing ${members} members`)
  const all = await Promise.all(
    subjects.map((subject, index) => prepareContestant(subject, join(folder, String(index)))),
  )
  const findings: Findings[] = []
  if (measures.includes('throughput')) {
    findings.push(await compareThroughput({ ...run, contestants: all.slice(0, 2) }))
  }
  if (measures.includes('fanout')) findings.push(await compareFanout({ ...run, contestants: all }))
  const [hub] = all
  if (measures.includes('history') && hub) {
    findings.push(await compareHistories(hub, run))
  }
  return findings
}

/** A hub with the limits that it has in a gym, and enough members for so many scans. */
function prepareHub(name: string, scans: number, { folder }: Run): Promise<Contestant> {
  const members = membersFor(scans)
  say(`${name}: preparing ${members} members`)
  return prepareContestant(hubSubject(members, 'limited'), join(folder, name))
}

/** Enough that every scan is another member's. */
function membersFor(scans: number): number {
  return Math.max(LEAST_MEMBERS, Math.ceil((MOST_INSIDE + scans) / (1 - REFUSED_SHARE)))
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

/** How busy the machine is, beside us or with us: figures of a busy one mean less. */
function loadText(): string {
  return loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')
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
  const cores = shareCores()
  console.log(`Node ${process.versions.node}, ${process.platform} ${process.arch}; ${cores.said}`)
  console.log(`Load average before: ${loadText()}`)
  const run = { ...options, folder, cores, say }
  const seconds = options.soakSeconds
  const findings = joinFindings(seconds === null ? await measureAll(run) : [await soak({ ...run, seconds })])
  console.log(findingsText(findings, options.isQuick))
  console.log(`Load average after: ${loadText()}`)
  process.exitCode = hasFailed(findings, options.isQuick) ? 1 : 0
}

await main()
