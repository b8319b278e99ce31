import { v7 as uuidv7 } from 'uuid'
import { WebSocket, type ClientOptions } from 'ws'
import { atEnd } from '../for-whole-file.ts'
import { patience } from '../patience.ts'

/** A frame as it came, loosely typed: tests look at what is on the wire. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Frame = { type: string; requestId?: string; message?: string; payload: any } & Record<
  string,
  unknown
>

/** A raw client of the hub: sends what it is told, keeps every frame in order. */
export interface TestDesk {
  socket: WebSocket
  frames: Frame[]
  send: (frame: object | string) => void
  /** The next frame that matches, after those that were taken before; waits for it. */
  next: (match: string | ((frame: Frame) => boolean)) => Promise<Frame>
  /** Sends a command with a fresh requestId and resolves with its reply. */
  ask: (type: string, payload?: object, requestId?: string) => Promise<Frame>
  /** Resolves when the socket has closed. */
  closed: Promise<{ code: number; reason: string }>
}

/** How long a test waits for a frame before it fails with what came instead. */
const PATIENCE_MS = patience(20_000)

export async function openSocket(address: string, options: ClientOptions = {}): Promise<TestDesk> {
  const socket = new WebSocket(address, options)
  const frames: Frame[] = []
  const listeners = new Set<() => void>()
  let taken = 0
  socket.on('message', (data) => {
    frames.push(JSON.parse((data as Buffer).toString()) as Frame)
    for (const listener of listeners) listener()
  })
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() })),
  )
  atEnd(() => socket.terminate())
  const send = (frame: object | string) =>
    socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
  const next: TestDesk['next'] = (match) => {
    const matches = typeof match === 'string' ? (frame: Frame) => frame.type === match : match
    return new Promise((resolve, reject) => {
      let seen = taken
      const look = (): void => {
        for (seen = Math.max(seen, taken); seen < frames.length; seen += 1) {
          const frame = frames[seen]!
          if (!matches(frame)) continue
          taken = seen + 1
          done()
          resolve(frame)
          return
        }
      }
      const timer = setTimeout(() => {
        done()
        reject(new Error(`No ${String(match)} came, but: ${JSON.stringify(frames.slice(taken))}`))
      }, PATIENCE_MS)
      const done = (): void => {
        clearTimeout(timer)
        listeners.delete(look)
      }
      listeners.add(look)
      look()
    })
  }
  const ask: TestDesk['ask'] = (type, payload, requestId = uuidv7()) => {
    const from = frames.length
    send({ type, payload, requestId })
    return next((frame) => frame.requestId === requestId && frames.indexOf(frame) >= from)
  }
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve())
    socket.once('error', reject)
  })
  return { socket, frames, send, next, ask, closed }
}

/** A signed-in client, past its `initial_stats`. */
export async function openDesk(
  hub: { ws: string; token: (role?: 'viewer' | 'receptionist' | 'manager') => Promise<string> },
  options: { role?: 'viewer' | 'receptionist' | 'manager'; authenticate?: object } = {},
): Promise<TestDesk> {
  const desk = await openSocket(hub.ws)
  const token = await hub.token(options.role)
  desk.send({ type: 'authenticate', payload: { token, ...options.authenticate } })
  await desk.next('initial_stats')
  return desk
}

/** How the hub has closed a socket; what it answers to a ping where it has not. */
export function goodbye(desk: TestDesk): Promise<{ code: number; reason: string } | Frame> {
  return Promise.race([desk.closed, desk.ask('ping')])
}
