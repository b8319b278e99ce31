// Reads the test report, says which tests were skipped, and prints the closing line. Exit code 1 if anything failed,
// nothing ran, or a test was skipped that only wants a browser: where this runs, one can be installed.
import { readFileSync } from 'node:fs'

const [file, passedSteps, failedSteps] = process.argv.slice(2)

/** Skips that say in their title what only another machine has. */
const EXPECTED_SKIPS = [/only on Electron/, /root may write anywhere/i]

function readTests() {
  try {
    const { testResults } = JSON.parse(readFileSync(file, 'utf8'))
    return testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.map(({ fullName, status }) => ({ name: `${name}: ${fullName}`, status })),
    )
  } catch {
    return []
  }
}

const tests = readTests()
const count = (status) => tests.filter((test) => test.status === status).length
const skipped = tests.filter(({ status }) => !['passed', 'failed'].includes(status))
const unexpected = skipped.filter(({ name }) => !EXPECTED_SKIPS.some((pattern) => pattern.test(name)))
for (const { name } of skipped) console.log(`skipped: ${name}`)
for (const { name } of unexpected) console.log(`must not be skipped here: ${name}`)

const failed = count('failed') + Number(failedSteps) + unexpected.length + (tests.length === 0 ? 1 : 0)
console.log(`${count('passed') + Number(passedSteps)} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
