import { fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createVitest, type Vitest } from 'vitest/node'
import type { Fault } from '../tests/mutants/fault.ts'
import { FAULTS } from '../tests/mutants/faults/index.ts'
import { exitOf } from './child.ts'
import { ROOT } from './project.ts'

/**
 * Plants small faults in copies of the checkout, one at a time in each, and runs the tests that must catch each: `npm run test:mutants`.
 * Exit code 1 where a fault survives, or does not fit the code any more. `--all` takes all, `--only TEXT` those whose name or file
 * contains it; otherwise those of every day. The first two run the tests without the fault before: what fails anyway catches nothing.
 */
const { values } = parseArgs({
  // `--lane` is what this starts itself with.
  options: { all: { type: 'boolean' }, only: { type: 'string' }, lane: { type: 'boolean' } },
})

/** Every day all that catches faults is seen to fail, each by one of its faults: the gate has no time for four hundred. */
const EVERYDAY_FOR_THE_SAME_TESTS = 1

function chosenFaults(): Fault[] {
  const { only } = values
  if (only !== undefined) return FAULTS.filter(({ name, file }) => `${name} ${file}`.includes(only))
  if (values.all === true) return [...FAULTS]
  const bySameTests = Map.groupBy(
    FAULTS.filter(({ isSlow }) => isSlow !== true),
    ({ caughtBy }) => caughtBy.join(),
  )
  return [...bySameTests.values()].flatMap((faults) => faults.slice(0, EVERYDAY_FOR_THE_SAME_TESTS))
}

/** A slow fault runs one file of tests in a browser; one that makes every wait of it run out has been noticed long before. */
const LONGEST_RUN_MS = 10 * 60_000

type Verdict = 'caught' | 'survived' | 'does not fit' | 'fails anyway'

/** What these tests look at is built first, or needs another store or disk: they run as a suite, in a process of its own. */
const RUN_AS_SUITE =
  /^tests\/(e2e|long|faults|hostile|hub\/several)\/|^tests\/hub\/store\/(both-stores|flights|writer)\./

const runsAsSuite = ({ isSlow, caughtBy }: Fault) =>
  isSlow === true && caughtBy.some((file) => RUN_AS_SUITE.test(file))

const secondsSince = (startedAt: number) => ((performance.now() - startedAt) / 1000).toFixed(1)

/** A test is one process that waits for its hub: each core has a copy of its own. */
const LANES = availableParallelism()

/** Hands the faults to the lanes, each its next when it has done one, and counts those that were not caught. */
async function main(): Promise<void> {
  const startedAt = performance.now()
  const chosen = chosenFaults()
  const waiting = [...chosen]
  let caught = 0
  const lane = async (): Promise<void> => {
    const child = fork(fileURLToPath(import.meta.url), ['--lane', ...process.argv.slice(2)], {
      execArgv: process.execArgv,
    })
    const gone = exitOf(child)
    for (let fault = waiting.shift(); fault !== undefined; fault = waiting.shift()) {
      const from = performance.now()
      child.send(fault)
      const verdict = await Promise.race([once(child, 'message'), gone.then(() => null)])
      if (verdict === null) throw new Error('What plants the faults has ended.')
      if (verdict[0] === 'caught') caught += 1
      console.log(
        `${String(verdict[0]).padEnd(12)} ${secondsSince(from).padStart(5)} s  ${fault.file}: ${fault.name}`,
      )
    }
    if (child.connected) child.disconnect()
    await gone
  }
  await Promise.all(Array.from({ length: Math.min(LANES, chosen.length) }, lane))
  const survivors = chosen.length - caught
  console.log(`${chosen.length} faults planted, ${survivors} not caught, in ${secondsSince(startedAt)} s`)
  process.exitCode = survivors === 0 && chosen.length > 0 ? 0 : 1
}

/** Plants what it is given in a copy of its own, until nobody gives it more. */
async function serveLane(): Promise<void> {
  const copy = copyOfCheckout()
  // Tests start the hub's sources from where they are.
  process.chdir(copy)
  const vitest = await createVitest({
    root: copy,
    config: join(copy, 'tests/mutants/vitest.config.ts'),
    watch: false,
    reporters: [{}],
  })
  process.on('message', (fault: Fault) => {
    void plant(fault, copy, vitest).then((verdict) => process.send?.(verdict))
  })
  await once(process, 'disconnect')
  await vitest.close()
  process.chdir(ROOT)
  rmSync(copy, { recursive: true, force: true })
}

async function plant(fault: Fault, copy: string, vitest: Vitest): Promise<Verdict> {
  const path = join(copy, fault.file)
  const source = readFileSync(path, 'utf8')
  if (source.split(fault.was).length !== 2) return 'does not fit'
  if (await failsAnyway(fault, copy, vitest)) return 'fails anyway'
  const change = (text: string): void => {
    writeFileSync(path, text)
    vitest.invalidateFile(path)
  }
  change(source.replace(fault.was, () => fault.becomes))
  try {
    const isCaught = runsAsSuite(fault) ? failsInSuite(fault, copy) : await failsAtOnce(fault, copy, vitest)
    return isCaught ? 'caught' : 'survived'
  } finally {
    change(source)
  }
}

/** What catches a fault passes without it: every day `npm test` has just seen that, and the other suites it by themselves. */
const HAS_CONTROL = values.all === true || values.only !== undefined

/** Tests that passed where no fault was planted. */
const passed = new Set<string>()

async function failsAnyway(fault: Fault, copy: string, vitest: Vitest): Promise<boolean> {
  const tests = [...fault.caughtBy, fault.title].join(' ')
  if (!HAS_CONTROL || runsAsSuite(fault) || passed.has(tests)) return false
  const fails = await failsAtOnce(fault, copy, vitest)
  if (!fails) passed.add(tests)
  return fails
}

/** A test has to have failed, or what is done before those of its file: a file that cannot be loaded, or a title that nothing has, is no failed test. */
async function failsAtOnce(fault: Fault, copy: string, vitest: Vitest): Promise<boolean> {
  vitest.resetGlobalTestNamePattern()
  if (fault.title !== undefined) vitest.setGlobalTestNamePattern(fault.title)
  const files = fault.caughtBy.map((file) => join(copy, file))
  const { testModules } = await vitest.runTestSpecifications(await vitest.globTestSpecifications(files))
  return testModules.some(
    (module) =>
      files.includes(module.moduleId) &&
      module.state() === 'failed' &&
      [...module.children.allTests()].length > 0,
  )
}

/** What vitest's reporter writes of each file. */
interface JsonReport {
  testResults: { status: string; assertionResults: unknown[] }[]
}

/** The same in a process of its own, with what has to be built and a browser. */
function failsInSuite({ caughtBy, title }: Fault, copy: string): boolean {
  const report = join(copy, 'mutant.json')
  rmSync(report, { force: true })
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs')
  const chosenTests = title === undefined ? [] : ['-t', title]
  const options = [
    'run',
    ...caughtBy,
    ...chosenTests,
    '--bail=1',
    '--reporter=json',
    `--outputFile=${report}`,
  ]
  // Without CI, where a test in a browser would have a second try.
  const env = { ...process.env, CI: '' }
  spawnSync(process.execPath, [vitest, ...options], {
    cwd: copy,
    env,
    stdio: 'ignore',
    timeout: LONGEST_RUN_MS,
  })
  try {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as JsonReport
    return testResults.some(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length > 0,
    )
  } catch {
    return false
  }
}

/** All files that git knows or would know, with what is installed and built beside them. */
function copyOfCheckout(): string {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-mutants-'))
  const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  for (const file of listed.stdout.split('\0').filter((name) => name !== '')) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(join(ROOT, file), join(folder, file))
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir')
  cpSync(join(ROOT, 'out'), join(folder, 'out'), { recursive: true })
  return folder
}

await (values.lane === true ? serveLane() : main())
