// Reads the report of the tests, says which failed, were skipped or passed only at the second try, and prints the closing line.
// Exit code 1 if anything failed, nothing ran, a test was skipped that only wants a browser (where this runs, one can be installed), or
// more than a few needed their second try.
import { readFileSync } from 'node:fs'

const [report, passedSteps, failedSteps] = process.argv.slice(2)

/** Skips that say in their title what only another machine has. */
const EXPECTED_SKIPS = [/only on Electron/, /root may write anywhere/i]

/** Only tests in a browser have a second try (vitest.config.ts). More of them than this is not the machine. */
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

const tests = readTests(report)
const withStatus = (status) => tests.filter((test) => test.status === status)
const failed = withStatus('failed')
const skipped = tests.filter(({ status }) => !['passed', 'failed'].includes(status))
const unexpected = skipped.filter(({ name }) => !EXPECTED_SKIPS.some((pattern) => pattern.test(name)))
const atSecond = withStatus('passed').filter(({ failureMessages }) => failureMessages.length > 0)
const unsteady = atSecond.slice(SECOND_TRIES)
const tell = (what, { name, failureMessages }) =>
  console.log(`${what}: ${name}\n${failureMessages.join('\n').slice(0, MESSAGE_CHARACTERS)}`)
for (const test of atSecond) tell('passed only at the second try', test)
for (const test of failed) tell('failed', test)
for (const { name } of skipped) console.log(`skipped: ${name}`)
for (const { name } of unsteady) console.log(`must pass at the first try: ${name}`)
for (const { name } of unexpected) console.log(`must not be skipped here: ${name}`)
if (tests.length === 0) console.log('no test has run')

const failures =
  failed.length + Number(failedSteps) + unexpected.length + unsteady.length + Number(tests.length === 0)
const passed = withStatus('passed').length - unsteady.length + Number(passedSteps)
console.log(`${passed} passed, ${failures} failed`)
process.exit(failures === 0 ? 0 : 1)
