// The child's side of a utility process: `process.parentPort`, and Electron's rules for its life.
import { EventEmitter } from 'node:events'

const port = new EventEmitter()
port.postMessage = (message) => process.send?.(message)
process.parentPort = port

// What comes before anybody listens is kept, as Electron does.
const waiting = []
let isHeard = false
port.on('newListener', (name) => {
  if (name !== 'message' || isHeard) return
  isHeard = true
  queueMicrotask(() => waiting.forEach((event) => port.emit('message', event)))
})

// Listening keeps the process alive when its work is done, as a utility process stays alive.
process.on('message', (event) => (isHeard ? port.emit('message', event) : waiting.push(event)))
// And it does not outlive the process that made it, however that one ended.
process.on('disconnect', () => process.exit(0))
