import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Fault } from '../tests/mutants/fault.ts'
import { FAULTS } from '../tests/mutants/faults/index.ts'
import { ROOT } from './project.ts'

/**
 * Plants small faults, one after the other, in a copy of the checkout, and runs the tests that must catch each: `npm run test:mutants`.
 * Exit code 1 where a fault survives, or does not fit the code any more. `--all` takes the slow ones too, `--only TEXT` those whose
 * name or file contains it.
 */
const { values } = parseArgs({ options: { all: { type: 'boolean' }, only: { type: 'string' } } })
const { only = '' } = values
const chosen = FAULTS.filter(({ name, file, isSlow }) =>
  only === '' ? values.all === true || isSlow !== true : `${name} ${file}`.includes(only),
)

/** A test that a fault makes hang is told after a minute; whatever takes longer has hung besides. */
const LONGEST_RUN_MS = 10 * 60_000

const copy = copyOfCheckout()
const startedAt = performance.now()
let survivors = 0
try {
  for (const fault of chosen) {
    const from = performance.now()
    const verdict = plant(fault)
    if (verdict !== 'caught') survivors += 1
    const seconds = ((performance.now() - from) / 1000).toFixed(1)
    console.log(`${verdict.padEnd(12)} ${seconds.padStart(5)} s  ${fault.file}: ${fault.name}`)
  }
} finally {
  rmSync(copy, { recursive: true, force: true })
}
const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1)
console.log(`${chosen.length} faults planted, ${survivors} not caught, ${minutes} min`)
process.exitCode = survivors === 0 && chosen.length > 0 ? 0 : 1

function plant({ file, was, becomes, caughtBy, title }: Fault): 'caught' | 'survived' | 'does not fit' {
  const path = join(copy, file)
  const source = readFileSync(path, 'utf8')
  if (source.split(was).length !== 2) return 'does not fit'
  writeFileSync(
    path,
    source.replace(was, () => becomes),
  )
  try {
    return failedTests(caughtBy, title) > 0 ? 'caught' : 'survived'
  } finally {
    writeFileSync(path, source)
  }
}

/** How many tests failed of those that ran: a file that cannot be loaded, or a title that nothing has, is no failed test. */
function failedTests(files: readonly string[], title?: string): number {
  const report = join(copy, 'mutant.json')
  rmSync(report, { force: true })
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs')
  const chosenTests = title === undefined ? [] : ['-t', title]
  const options = [
    'run',
    ...files,
    ...chosenTests,
    '--bail',
    '1',
    '--reporter',
    'json',
    '--outputFile',
    report,
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
    return (JSON.parse(readFileSync(report, 'utf8')) as { numFailedTests: number }).numFailedTests
  } catch {
    return 0
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
