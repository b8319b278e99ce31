import { PassThrough } from 'node:stream'

/**
 * The hub in a utility process: an entry that makes the built hub's plain Node program at home in there. Such a
 * process never ends by itself when its work is done, only warns of a rejection that nobody caught, has nobody who types, and on
 * Windows gets no signals.
 */
const CRASHED = 1

process.on('unhandledRejection', (error) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exit(CRASHED)
})

/** What is typed comes by messages: a secret is neither on the command line nor in a file. */
const typed = new PassThrough()
Object.defineProperty(process, 'stdin', { value: typed })

process.parentPort.on('message', ({ data }) => {
  const { type, text } = (data ?? {}) as { type?: unknown; text?: unknown }
  if (type === 'stop') process.emit('SIGTERM')
  if (type === 'line') typed.write(`${String(text)}\n`)
})

await import(new URL('./hub.js', import.meta.url).href)

// The command line has come to its end: it serves, and listens for the signal to stop, or its work is done.
const isServing = process.listenerCount('SIGTERM') > 0
if (!isServing) process.exit()
