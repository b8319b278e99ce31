// Reads the test reports of a folder, one a suite, says which tests failed, were skipped or passed only at the second try, and prints the closing line.
// Exit code 1 if anything failed, nothing ran, a test was skipped that only wants a browser (where this runs, one can be installed), or a second try was
// needed where none is given.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const [folder, passedSteps, failedSteps] = process.argv.slice(2)

/** Skips that say in their title what only another machine has. */
const EXPECTED_SKIPS = [/only on Electron/, /root may write anywhere/i]

/** The suites that have to have run, by the names of their reports. */
const SUITES = ['tests.json', 'long.json', 'faults.json', 'hostile.json']

/** Browsers on a shared machine: a test of theirs may fail once for what the machine did. All others, and these if they are many, are held to the first. */
const MAY_TRY_AGAIN = /\/tests\/(e2e|long)\//
const SECOND_TRIES = 3

/** As much of a failure as tells what was expected, where a log keeps only its end. */
const MESSAGE_CHARACTERS = 1500

function readTests(file) {
  try {
    const { testResults } = JSON.parse(readFileSync(file, 'utf8'))
    return testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.map(({ fullName, status, failureMessages }) => ({
        name: `${name}: ${fullName}`,
        status,
        failureMessages,
      })),
    )
  } catch {
    return []
  }
}

const reports = readdirSync(folder).filter((name) => name.endsWith('.json'))
const tests = reports.flatMap((name) => readTests(join(folder, name)))
const missing = SUITES.filter((name) => !reports.includes(name))
const count = (status) => tests.filter((test) => test.status === status).length
const skipped = tests.filter(({ status }) => !['passed', 'failed'].includes(status))
const unexpected = skipped.filter(({ name }) => !EXPECTED_SKIPS.some((pattern) => pattern.test(name)))
const atSecond = tests.filter(
  ({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0,
)
const forgiven = atSecond.filter(({ name }) => MAY_TRY_AGAIN.test(name)).slice(0, SECOND_TRIES)
const unsteady = atSecond.filter((test) => !forgiven.includes(test))
const tell = (what, { name, failureMessages }) =>
  console.log(`${what}: ${name}\n${failureMessages.join('\n').slice(0, MESSAGE_CHARACTERS)}`)
for (const test of atSecond) tell('passed only at the second try', test)
for (const test of tests.filter(({ status }) => status === 'failed')) tell('failed', test)
for (const name of missing) console.log(`has not run: ${name}`)
for (const { name } of skipped) console.log(`skipped: ${name}`)
for (const { name } of unsteady) console.log(`must pass at the first try: ${name}`)
for (const { name } of unexpected) console.log(`must not be skipped here: ${name}`)

const failed = count('failed') + Number(failedSteps) + unexpected.length + missing.length + unsteady.length
console.log(`${count('passed') - unsteady.length + Number(passedSteps)} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
