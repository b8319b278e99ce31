// The child's side of a utility process: `process.parentPort`, and Electron's rules for its life.
import { EventEmitter } from 'node:events'

const port = new EventEmitter()
port.postMessage = (message) => process.send?.(message)
process.parentPort = port

// Listening keeps the process alive when its work is done, as a utility process stays alive.
process.on('message', (event) => port.emit('message', event))
// And it does not outlive the process that made it, however that one ended.
process.on('disconnect', () => process.exit(0))
