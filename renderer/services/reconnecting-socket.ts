import type { ServerFrame } from '../../server/protocol/server-frames.ts'
import type { ConnectionState } from './connection-state.ts'
import { SignedOut, type Credentials, type CredentialsSource } from './credentials.ts'
import { afterClose, reconnectDelayMs } from './reconnect.ts'
import type { Timers } from './timers.ts'

/** An attempt to connect and sign in that takes longer than this is given up: the other end may be gone. */
const ATTEMPT_PATIENCE_MS = 8_000

interface ReconnectingSocketParts {
  address: string
  createSocket: (address: string) => WebSocket
  timers: Timers
  /** From 0 to 1. */
  random: () => number
  opened: (credentials: Credentials) => void
  received: (frame: ServerFrame) => void
  /** The socket is gone, and with it everything that was going on over it. */
  dropped: () => void
  /** Somebody has to sign in before it can go on. */
  signedOut: () => void
  /** Told how live the line is. */
  changed: (change: Partial<ConnectionState>) => void
}

/** One socket to the hub that comes back by itself, with credentials for each attempt, until the hub says that it must not. */
export class ReconnectingSocket {
  readonly #parts: ReconnectingSocketParts
  #source: CredentialsSource | null = null
  #stoppedSource: CredentialsSource | null = null
  #socket: WebSocket | null = null
  #failures = 0
  /** True where the hub has hung up for no more than another sign-in: it is there. */
  #isSignInAsked = false
  #reconnectTimer: number | null = null
  #attemptTimer: number | null = null
  /** Counts attempts to connect: one that was overtaken while it waited for credentials opens nothing. */
  #attempt = 0

  constructor(parts: ReconnectingSocketParts) {
    this.#parts = parts
  }

  /** Where its credentials come from; null while it does not try. */
  get source(): CredentialsSource | null {
    return this.#source
  }

  /** Where they came from when the hub stopped it. */
  get stoppedSource(): CredentialsSource | null {
    return this.#stoppedSource
  }

  connect(source: CredentialsSource): void {
    this.#source = source
    this.#failures = 0
    void this.#open()
  }

  /** Hangs up and stays so. */
  disconnect(): void {
    this.#source = this.#stoppedSource = null
    this.#drop()
  }

  /** The other end does not answer any more. */
  lost(): void {
    this.#closed(1006, '')
  }

  /** The hub has signed in whoever it is: the attempt has come to its end. */
  signedIn(): void {
    this.#failures = 0
    this.#clearTimers()
  }

  /** False where there is no socket. */
  send(text: string): boolean {
    this.#socket?.send(text)
    return this.#socket !== null
  }

  async #open(): Promise<void> {
    const source = this.#source
    if (!source) return
    const attempt = (this.#attempt += 1)
    const isNear = this.#failures === 0 || (this.#failures === 1 && this.#isSignInAsked)
    this.#parts.changed({ phase: isNear ? 'connecting' : 'offline', nextAttemptAt: null })
    try {
      const credentials = await source.get()
      if (this.#attempt === attempt) this.#openSocket(credentials)
    } catch (error) {
      if (this.#attempt !== attempt) return
      if (error instanceof SignedOut) this.#parts.signedOut()
      else this.#reconnect(null)
    }
  }

  #openSocket(credentials: Credentials): void {
    const { address, createSocket, timers, opened, received } = this.#parts
    const socket = createSocket(address)
    this.#socket = socket
    this.#attemptTimer = timers.setTimeout(() => this.lost(), ATTEMPT_PATIENCE_MS)
    socket.onopen = () => {
      if (socket === this.#socket) opened(credentials)
    }
    socket.onmessage = ({ data }) => {
      if (socket === this.#socket) received(JSON.parse(data as string) as ServerFrame)
    }
    socket.onclose = ({ code, reason }) => {
      if (socket === this.#socket) this.#closed(code, reason)
    }
  }

  #closed(code: number, reason: string): void {
    this.#drop()
    const after = afterClose(code, reason)
    if (after.then === 'stop') {
      this.#stoppedSource = this.#source
      this.#source = null
      this.#parts.changed({ phase: 'stopped', stoppedBecause: after.because })
      return
    }
    this.#isSignInAsked = after.renewToken
    if (after.renewToken) this.#source?.renew()
    else this.#parts.changed({ isLost: true })
    this.#reconnect(after.waitMs)
  }

  #reconnect(waitMs: number | null): void {
    if (!this.#source) return
    const { timers, random, changed } = this.#parts
    const delay = waitMs ?? reconnectDelayMs(this.#failures, random())
    this.#failures += 1
    const phase = this.#failures === 1 ? 'connecting' : 'offline'
    changed({ phase, nextAttemptAt: timers.now() + delay })
    this.#reconnectTimer = timers.setTimeout(() => void this.#open(), delay)
  }

  #drop(): void {
    this.#attempt += 1
    this.#clearTimers()
    const socket = this.#socket
    this.#socket = null
    socket?.close()
    this.#parts.dropped()
  }

  #clearTimers(): void {
    for (const timer of [this.#reconnectTimer, this.#attemptTimer]) {
      if (timer !== null) this.#parts.timers.clearTimeout(timer)
    }
    this.#reconnectTimer = this.#attemptTimer = null
  }
}
