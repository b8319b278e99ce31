import { connect, type Socket } from 'node:net'
import type { Random } from '../../support/random.ts'
import { volley, type Volley } from './fuzz.ts'
import type { KnownIds } from './nonsense.ts'
import { FrameReader, NO_MASK, OPCODE, rawFrame } from './raw-frames.ts'
import { upgradeRequest } from './raw-socket.ts'

interface AttackerParts {
  hub: { http: string }
  /** An address of the loopback network to come from. */
  from: string
  random: Random
  known: KnownIds
  /** The first frame on each new socket, or none for a stranger. */
  authenticate: (() => string) | null
}

/** How long the hub may take over one volley before the test fails. */
const ANSWER_PATIENCE_MS = 20_000

/** Sends `frames` frames, on a new socket whenever the hub closed the last one; resolves with how many sockets it took. */
export async function attack(parts: AttackerParts, frames: number): Promise<{ sockets: number }> {
  let sent = 0
  let sockets = 0
  while (sent < frames) {
    const socket = await open(parts)
    sockets += 1
    while (sent < frames && !socket.isOver()) {
      const next = volley(parts.random, parts.known)
      sent += next.frames
      await socket.send(next)
    }
    socket.connection.destroy()
  }
  return { sockets }
}

interface AttackSocket {
  connection: Socket
  isOver: () => boolean
  /** Writes bytes; resolves when the hub has looked at them all, or closed the socket over them. */
  send: (volley: Volley) => Promise<void>
}

function open({ hub, from, authenticate }: AttackerParts): Promise<AttackSocket> {
  const { hostname, port } = new URL(hub.http)
  const connection = connect({ host: hostname, port: Number(port), localAddress: from })
  const watch = watchFrames(connection)
  connection.write(upgradeRequest(hub.http, {}))
  if (authenticate) connection.write(rawFrame({ payload: authenticate(), mask: NO_MASK }))
  let marks = 0
  const send = ({ bytes, isLast }: Volley): Promise<void> => {
    const mark = `mark ${(marks += 1)}`
    const looked = watch.until(mark)
    connection.write(bytes)
    if (isLast) connection.end()
    else connection.write(rawFrame({ opcode: OPCODE.ping, payload: mark, mask: NO_MASK }))
    return looked
  }
  return new Promise((resolve) => {
    const opened = (): void => resolve({ connection, isOver: watch.isOver, send })
    connection.once('data', opened)
    connection.once('close', opened)
  })
}

/** Reads what comes, hangs up at the hub's goodbye, and tells when the pong of a mark came or nothing will any more. */
function watchFrames(connection: Socket): { isOver: () => boolean; until: (mark: string) => Promise<void> } {
  const reader = new FrameReader()
  let isUpgraded = false
  let isOver = false
  let awaited = { mark: '', done: (): void => undefined }
  const end = (): void => {
    isOver = true
    connection.destroy()
    awaited.done()
  }
  connection.on('error', end)
  connection.once('close', end)
  connection.on('data', (data: Buffer) => {
    const start = isUpgraded ? 0 : data.indexOf('\r\n\r\n') + 4
    isUpgraded = true
    for (const { opcode, payload } of reader.read(data.subarray(start))) {
      if (opcode === OPCODE.close) end()
      if (opcode === OPCODE.pong && payload.toString() === awaited.mark) awaited.done()
    }
  })
  const until = (mark: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const complain = () => reject(new Error('The hub neither answered nor closed a socket.'))
      const timer = setTimeout(complain, ANSWER_PATIENCE_MS)
      const done = (): void => {
        clearTimeout(timer)
        resolve()
      }
      awaited = { mark, done }
      if (isOver) done()
    })
  return { isOver: () => isOver, until }
}
