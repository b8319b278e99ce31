// Reads the test reports of a folder, one a suite, says which tests failed and were skipped, and prints the closing line. Exit code 1 if anything failed,
// nothing ran, or a test was skipped that only wants a browser: where this runs, one can be installed.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const [folder, passedSteps, failedSteps] = process.argv.slice(2)

/** Skips that say in their title what only another machine has. */
const EXPECTED_SKIPS = [/only on Electron/, /root may write anywhere/i]

/** The suites that have to have run, by the names of their reports. */
const SUITES = ['tests.json', 'long.json', 'faults.json', 'hostile.json']

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
for (const { name, failureMessages } of tests.filter(({ status }) => status === 'failed')) {
  console.log(`failed: ${name}\n${failureMessages.join('\n').slice(0, MESSAGE_CHARACTERS)}`)
}
for (const name of missing) console.log(`has not run: ${name}`)
for (const { name } of skipped) console.log(`skipped: ${name}`)
for (const { name } of unexpected) console.log(`must not be skipped here: ${name}`)

const failed = count('failed') + Number(failedSteps) + unexpected.length + missing.length
console.log(`${count('passed') + Number(passedSteps)} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
