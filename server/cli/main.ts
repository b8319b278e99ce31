import { runCommandLine } from './run-command-line.ts'

// What the hub writes is about people: for this user only, whatever the folder allows.
process.umask(0o077)
// Whoever reads our output may stop early, as `head` does; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  process.stderr.write(`The output could not be written: ${error.message}\n`)
  process.exit(2)
})
process.exitCode = await runCommandLine(process.argv.slice(2), {
  env: process.env,
  get input() {
    return process.stdin
  },
  out: process.stdout,
  err: process.stderr,
})
