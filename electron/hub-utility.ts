/**
 * The hub in a utility process: an entry that makes the built hub's plain Node program at home in there. Such a
 * process never ends by itself when its work is done, only warns of a rejection that nobody caught, and on Windows
 * gets no signals.
 */
const CRASHED = 1

process.on('unhandledRejection', (error) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exit(CRASHED)
})

process.parentPort.on('message', ({ data }) => {
  if ((data as { type?: unknown } | null)?.type === 'stop') process.emit('SIGTERM')
})

await import(new URL('./hub.js', import.meta.url).href)

// The command line has come to its end: it serves, and listens for the signal to stop, or its work is done.
const isServing = process.listenerCount('SIGTERM') > 0
if (!isServing) process.exit()
