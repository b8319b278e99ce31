import type { Socket } from 'node:net'
import { newTimeOrderedId } from '../../server/platform/uuid-v7.ts'
import { FrameReader, OPCODE } from '../load/frame-reader.ts'
import { clientFrames } from '../load/frame-writer.ts'
import { loopbackAddress } from '../load/loopback.ts'
import { openSocket } from '../load/open-socket.ts'
import type { AttackTally } from '../load/job.ts'
import type { AttackJob } from './attack.ts'

/** Frames of one write: as many as a turn of the hub reads. */
const FRAMES_AT_ONCE = 200

/** Before the next attempt where the hub let nobody in. */
const AGAIN_MS = 10

/** Signs in, sends frames as fast as they are taken, and comes back at once when it is thrown out. */
export function flood({ ws, token }: AttackJob): AttackTally {
  const tally = { sockets: 0, frames: 0, turnedAway: 0 }
  const again = (): void => {
    const reader = new FrameReader((opcode) => {
      if (opcode === OPCODE.close) socket?.destroy()
    })
    let socket: Socket | null = null
    openSocket(ws, { token, localAddress: loopbackAddress(1) }, (bytes) => reader.push(bytes)).then(
      (opened) => {
        socket = opened
        tally.sockets += 1
        opened.on('close', again)
        pour(opened, tally)
      },
      () => {
        tally.turnedAway += 1
        setTimeout(again, AGAIN_MS)
      },
    )
  }
  again()
  return tally
}

function pour(socket: Socket, tally: { frames: number }): void {
  if (socket.destroyed) return
  tally.frames += FRAMES_AT_ONCE
  const isTaken = socket.write(clientFrames(Array.from({ length: FRAMES_AT_ONCE }, hostileFrame)))
  if (isTaken) setImmediate(() => pour(socket, tally))
  else socket.once('drain', () => pour(socket, tally))
}

/** In turn cheap ones and such as make the hub look and write. */
function hostileFrame(_: unknown, index: number): string {
  return index % 2 === 0
    ? '{"type":"heartbeat"}'
    : `{"type":"scan","requestId":"${newTimeOrderedId()}","payload":{"code":"NOBODY-${index}"}}`
}
