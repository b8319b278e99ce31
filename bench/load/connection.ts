import type { Socket } from 'node:net'
import { FrameReader, OPCODE } from './frame-reader.ts'
import { clientFrames, pongFrame } from './frame-writer.ts'
import { openSocket } from './open-socket.ts'

/** A text frame lies in `bytes` from `start` to `end`; the bytes are used again afterwards. */
export type TextSeen = (bytes: Buffer, start: number, end: number) => void

/** One desk's end of a socket. */
export interface Connection {
  /** Queues a text frame; all that is queued in a turn leaves in one write. */
  send: (text: string) => void
  close: () => void
}

/**
 * Opens one desk's socket. It speaks WebSocket by itself: the library would cost more for each frame than the servers
 * that are measured, and the load would be the limit. A socket that the server closes ends the whole run, because no
 * figure would be worth anything.
 */
export async function openConnection(address: string, token: string, seen: TextSeen): Promise<Connection> {
  let socket: Socket | null = null
  let waiting: string[] = []
  let isClosing = false
  const reader = new FrameReader((opcode, bytes, start, end) => {
    if (opcode === OPCODE.text) seen(bytes, start, end)
    else if (opcode === OPCODE.ping) socket?.write(pongFrame(bytes.subarray(start, end)))
    else if (opcode === OPCODE.close) throw new Error(`A desk was closed: ${closing(bytes, start, end)}.`)
  })
  const flush = () => {
    const texts = waiting
    waiting = []
    socket?.write(clientFrames(texts))
  }
  socket = await openSocket(address, { token }, (bytes) => reader.push(bytes))
  socket.on('close', () => {
    if (!isClosing) throw new Error('A desk lost its connection.')
  })
  return {
    send(text) {
      if (waiting.push(text) === 1) setImmediate(flush)
    },
    close() {
      isClosing = true
      socket.destroy()
    },
  }
}

function closing(bytes: Buffer, start: number, end: number): string {
  return end - start < 2
    ? 'without a code'
    : `${bytes.readUInt16BE(start)} ${bytes.toString('utf8', start + 2, end)}`
}
