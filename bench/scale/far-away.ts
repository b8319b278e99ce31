import { createServer, connect, type AddressInfo, type Socket } from 'node:net'

/** A network in between: what goes through arrives so much later, each way. A process of its own; the only word is where the server is. */
const DELAY_MS = 0.5

/** A timer of Node is too coarse for half a millisecond: while something is on its way it is looked again and again, in steps of this. */
const STEP_MS = 0.05

interface OnItsWay {
  arrivesAt: number
  arrive: () => void
}

const [target = ''] = process.argv.slice(2)
const onItsWay: OnItsWay[] = []
const nobody = new Int32Array(new SharedArrayBuffer(4))

/** What was sent first arrives first, as all of it takes equally long. */
function deliver(): void {
  while (onItsWay[0] && onItsWay[0].arrivesAt <= performance.now()) onItsWay.shift()?.arrive()
  if (onItsWay.length === 0) return
  Atomics.wait(nobody, 0, 0, STEP_MS)
  setImmediate(deliver)
}

function later(arrive: () => void): void {
  if (onItsWay.push({ arrivesAt: performance.now() + DELAY_MS, arrive }) === 1) setImmediate(deliver)
}

function carry(from: Socket, to: Socket): void {
  from.on('data', (bytes) => later(() => to.write(bytes)))
  from.on('close', () => later(() => to.destroy()))
  from.on('error', () => undefined)
}

process.once('disconnect', () => process.exit())

const server = createServer({ noDelay: true }, (near) => {
  const far = connect(target)
  carry(near, far)
  carry(far, near)
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
