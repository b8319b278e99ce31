import type { Socket } from 'node:net'
import { clientFrames } from '../load/frame-writer.ts'
import { loopbackAddress } from '../load/loopback.ts'
import { openSocket } from '../load/open-socket.ts'
import type { AttackTally } from '../load/job.ts'
import type { AttackJob } from './attack.ts'

/** One would do no more than fill the system's own buffers in so short a time. */
const SOCKETS = 5

/** Asked for at once and never read: all that a session may ask for in a minute. */
const SNAPSHOTS = 6

/** Goes on asking, within its rate, for what it does not read either. */
const HEARTBEAT_EVERY_MS = 100

const AGAIN_MS = 100

/** Signs in, asks for all it can get, and reads nothing. */
export function stopReading({ ws, token }: AttackJob): AttackTally {
  const tally = { sockets: 0, closed: 0 }
  for (let number = 0; number < SOCKETS; number += 1) void deafen(ws, token, tally)
  return tally
}

async function deafen(ws: string, token: string, tally: { sockets: number; closed: number }): Promise<void> {
  const again = () => setTimeout(() => void deafen(ws, token, tally), AGAIN_MS)
  let socket: Socket
  try {
    socket = await openSocket(ws, { token, localAddress: loopbackAddress(1) }, () => undefined)
  } catch {
    again()
    return
  }
  tally.sockets += 1
  socket.pause()
  socket.write(clientFrames(Array.from({ length: SNAPSHOTS }, () => '{"type":"snapshot"}')))
  const timer = setInterval(() => socket.write(clientFrames(['{"type":"heartbeat"}'])), HEARTBEAT_EVERY_MS)
  socket.once('close', () => {
    tally.closed += 1
    clearInterval(timer)
    again()
  })
}
