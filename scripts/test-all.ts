import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { exitOf } from './child.ts'
import { SEED_VARIABLE, seedOfRun } from '../tests/support/random.ts'
import { ROOT } from './project.ts'

/**
 * The slower suites, one after the other, with one table at the end: `npm run test:all`. Names of suites choose some of them. Exit
 * code 1 if any of them failed.
 */
const SUITES = ['random', 'long', 'postgres-long', 'faults', 'crowds', 'hostile', 'mutants', 'bench'] as const
type Suite = (typeof SUITES)[number]

interface Row {
  suite: string
  tests: string
  failed: string
  seconds: string
  seeds: string
}

/** The everyday tests try the same random cases every day. Here they try thirty times as many, with a seed of their own. */
const NEW_CASES = { TEST_RUNS: '30', [SEED_VARIABLE]: seedOfRun() }

/** What a test that draws something imports. */
const DRAWS = /'fast-check'|support\/random\.ts'/

/** A random test prints its seed so. */
const SEED = /\b[A-Z]+_SEED=\d+/g

const isSuite = (name: string): name is Suite => (SUITES as readonly string[]).includes(name)

async function main(asked: readonly string[]): Promise<void> {
  const unknown = asked.filter((name) => !isSuite(name))
  if (unknown.length > 0) {
    console.error(`There is no suite ${unknown.join(', ')}; there are ${SUITES.join(', ')}.`)
    process.exitCode = 2
    return
  }
  mkdirSync(join(ROOT, 'test-results'), { recursive: true })
  const rows: Row[] = []
  for (const suite of SUITES.filter((name) => asked.length === 0 || asked.includes(name))) {
    const startedAt = performance.now()
    rmSync(reportOf(suite), { force: true })
    const { code, output } = await run(suite)
    if (code !== 0) process.exitCode = 1
    rows.push({
      suite,
      ...countsOf(suite, code),
      seconds: ((performance.now() - startedAt) / 1000).toFixed(0),
      seeds: [...new Set(output.match(SEED))].join(' '),
    })
  }
  console.log(table(rows))
}

/** Runs one suite and shows what it prints while it runs. */
async function run(suite: Suite): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, commandOf(suite), {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...(suite === 'random' ? NEW_CASES : {}) },
  })
  let output = ''
  const take = (stream: NodeJS.WriteStream) => (text: string) => {
    output += text
    stream.write(text)
  }
  child.stdout.setEncoding('utf8').on('data', take(process.stdout))
  child.stderr.setEncoding('utf8').on('data', take(process.stderr))
  return { code: await exitOf(child), output }
}

function commandOf(suite: Suite): string[] {
  if (suite === 'bench') return ['bench/bench.ts']
  if (suite === 'mutants') return ['scripts/mutants.ts', '--all']
  const reports = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportOf(suite)}`]
  const files = suite === 'random' ? randomTests() : []
  return [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    suite === 'random' ? 'quick' : suite,
    ...reports,
    ...files,
  ]
}

/** Files of tests that draw something. */
function randomTests(): string[] {
  return ['server', 'renderer', 'electron', 'tests']
    .flatMap((room) =>
      readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' }).map((file) => join(room, file)),
    )
    .filter((file) => /\.test\.tsx?$/.test(file) && DRAWS.test(readFileSync(join(ROOT, file), 'utf8')))
}

const reportOf = (suite: Suite) => join(ROOT, 'test-results', `${suite}.json`)

/** What vitest counted, where it came to its end; the other two say themselves what they looked at, and end with 0 or not. */
function countsOf(suite: Suite, code: number | null): Pick<Row, 'tests' | 'failed'> {
  if (!existsSync(reportOf(suite))) return { tests: '-', failed: code === 0 ? '0' : 'yes' }
  const report = JSON.parse(readFileSync(reportOf(suite), 'utf8')) as Record<string, number>
  return { tests: String(report['numTotalTests']), failed: String(report['numFailedTests']) }
}

function table(rows: readonly Row[]): string {
  const head: Row = { suite: 'suite', tests: 'tests', failed: 'failed', seconds: 'seconds', seeds: 'seeds' }
  const line = ({ suite, tests, failed, seconds, seeds }: Row) =>
    `| ${[suite, tests, failed, seconds, seeds].join(' | ')} |`
  return [head, ...rows].map(line).join('\n')
}

await main(process.argv.slice(2))
