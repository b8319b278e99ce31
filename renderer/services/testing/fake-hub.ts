import type { ServerFrame } from '../../../server/protocol/server-frames.ts'
import type { OutboxStorage } from '../outbox-entry.ts'
import type { Timers } from '../timers.ts'
import { HubConnection } from '../connection.ts'

type RefusalCode = 'storage_unavailable' | 'forbidden' | 'rate_limited' | 'token_expired'

export interface SentFrame {
  type: string
  requestId?: string
  payload?: Record<string, unknown>
}

/** The other end of a socket. Signs in and answers heartbeats by itself; everything else the test says. */
export class FakeSocket {
  readonly sent: SentFrame[] = []
  onopen: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: ((event: { code: number; reason: string }) => void) | null = null
  isOpen = false
  isClosed = false
  /** True where the line is dead and nobody has noticed: nothing comes any more, not even that it was closed. */
  isDead = false
  /** Told with each heartbeat. */
  seq = 0

  open(): void {
    this.isOpen = true
    this.onopen?.()
  }

  close(): void {
    this.isClosed = true
    this.isOpen = false
  }

  send(text: string): void {
    if (!this.isOpen) throw new Error('InvalidStateError')
    const frame = JSON.parse(text) as SentFrame
    this.sent.push(frame)
    if (this.isDead) return
    if (frame.type === 'heartbeat') this.say({ type: 'heartbeat_ack', timestamp: '', seq: this.seq })
    if (frame.type === 'authenticate') this.say(welcome(frame.requestId ?? ''))
  }

  say(frame: ServerFrame): void {
    this.onmessage?.({ data: JSON.stringify(frame) })
  }

  refuse(frame: SentFrame | undefined, code: RefusalCode): void {
    const payload = { code, message: '', retryable: code !== 'forbidden' }
    this.say({ type: 'error', requestId: frame?.requestId ?? '', message: '', payload })
  }

  ofType(type: string): SentFrame[] {
    return this.sent.filter((frame) => frame.type === type)
  }

  resumes(): SentFrame[] {
    return this.ofType('authenticate').filter(({ payload }) => payload?.['resume'] !== undefined)
  }
}

function welcome(requestId: string): ServerFrame {
  return {
    type: 'authentication_success',
    requestId,
    message: '',
    payload: {
      role: 'receptionist',
      name: 'Maria K.',
      deskId: 'desk-1',
      deskName: 'Desk 1',
      serverTime: '',
      protocol: 1,
      limits: { framesPerSecond: 20, burstFrames: 60, maxFrameBytes: 65_536 },
      gym: { name: 'AV Gym', timeZone: 'UTC' },
    },
  }
}

/** A snapshot of an empty building. */
export function emptySnapshot(frame: SentFrame | undefined, seq: number): ServerFrame {
  const numbers = { currentlyIn: 0, todayTotal: 0, averageStayMinutes: 0, capacity: null }
  const stats = { ...numbers, timestamp: '', businessDay: '2026-11-23', epoch: 'e', seq }
  const payload = { present: [], stats, epoch: 'e', seq }
  return { type: 'snapshot', requestId: frame?.requestId ?? '', payload }
}

/** Lets everything run that waits for nothing but promises. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

/** A clock that goes when it is told to. */
export class FakeClock implements Timers {
  #now = Date.parse('2026-11-23T08:30:00.000Z')
  #lastTimer = 0
  readonly #timers = new Map<number, { at: number; callback: () => void }>()

  now = (): number => this.#now

  setTimeout = (callback: () => void, ms: number): number => {
    this.#timers.set((this.#lastTimer += 1), { at: this.#now + ms, callback })
    return this.#lastTimer
  }

  clearTimeout = (timer: number): void => void this.#timers.delete(timer)

  async run(ms: number): Promise<void> {
    const end = this.#now + ms
    for (;;) {
      await settled()
      const due = [...this.#timers].filter(([, { at }]) => at <= end)
      const [first] = due.sort(([, one], [, other]) => one.at - other.at)
      if (!first) break
      this.#timers.delete(first[0])
      this.#now = first[1].at
      first[1].callback()
    }
    this.#now = end
  }
}

/** A desk's line to a hub that the test plays. */
export function fakeLine(outbox?: OutboxStorage, signInId?: () => string | null) {
  const clock = new FakeClock()
  const sockets: FakeSocket[] = []
  const service = new HubConnection({
    address: 'ws://hub/ws/checkins/',
    timers: clock,
    random: () => 0.5,
    ...(outbox && { outbox }),
    ...(signInId && { signInId }),
    createSocket: () => {
      const socket = new FakeSocket()
      sockets.push(socket)
      return socket as unknown as WebSocket
    },
  })
  return { clock, sockets, service, socket: () => sockets.at(-1) ?? new FakeSocket() }
}

/** The same, signed in. */
export async function liveLine(outbox?: OutboxStorage, signInId?: () => string | null) {
  const line = fakeLine(outbox, signInId)
  void line.service.connect('token')
  await settled()
  const socket = line.socket()
  socket.open()
  return { ...line, hub: socket }
}
