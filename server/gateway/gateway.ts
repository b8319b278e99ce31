import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import type { Feed } from '../channel-layer/feed.ts'
import { clientAddress, networkOf } from '../auth/client-address.ts'
import type { KnownAddresses } from '../auth/known-addresses.ts'
import { Newcomers } from '../auth/newcomers.ts'
import type { ConnectRules } from '../auth/origin-policy.ts'
import type { HubLimits } from '../settings/limits.ts'
import type { Logger } from '../observe/logger.ts'
import type { Metrics } from '../observe/metrics.ts'
import { CLOSE } from '../protocol/close-codes.ts'
import { refusalOf, refuseUpgrade } from './admission.ts'
import { Authenticator } from './authenticator.ts'
import { DeskPresences } from './desk-presences.ts'
import type { NoticeFrame } from '../protocol/server-frames.ts'
import { encode } from './encode.ts'
import type { HubPort } from './hub-port.ts'
import { BroadcastFrames, type Event } from './broadcast-frames.ts'
import { Router } from './router.ts'
import { Session, type RequestedInAll } from './session.ts'
import { sweep } from './sweep.ts'

interface GatewayParts {
  hub: HubPort
  /** All that becomes history, whichever hub has written it. */
  feed: Pick<Feed<Event>, 'subscribe'>
  limits: HubLimits
  connectRules: ConnectRules
  known: KnownAddresses
  log: Logger
  metrics: Metrics
  now: () => number
  /** The clock by which sign-ins end. */
  trustedNow: () => number
  steadyNow: () => number
  newId: () => string
  setImmediate: (callback: () => void) => unknown
  setTimeout: (callback: () => void, ms: number) => unknown
  /** Starts a repeated call and returns how to stop it. */
  every: (ms: number, callback: () => void) => () => void
}

/** How often sessions are looked at for time-outs: every promise of the protocol is in whole seconds. */
const SWEEP_MS = 1_000

/** A sweep that comes later than this after the last one says nothing about the others. */
const MAX_SWEEP_GAP_MS = 4_000

const GOING_AWAY = 'the hub is going away'

/** The sockets of all desks: admits them, takes frames in, sends frames out. */
export class Gateway {
  readonly #parts: GatewayParts
  readonly #server: WebSocketServer
  readonly #sessions = new Set<Session>()
  readonly #newcomers: Newcomers<Session>
  readonly #dirty = new Set<Session>()
  readonly #requestedInAll: RequestedInAll = { bytes: 0 }
  readonly #router: Router
  readonly #authenticator: Authenticator
  readonly #presences: DeskPresences
  readonly #stops: (() => void)[]
  #flushScheduled = false
  #isDraining = false
  #sweptAt: number

  constructor(parts: GatewayParts) {
    this.#parts = parts
    const { limits, known } = parts
    this.#newcomers = new Newcomers(({ identity, address }) => identity === null && !known.isKnown(address))
    this.#server = new WebSocketServer({
      noServer: true,
      maxPayload: limits.maxFrameBytes,
      maxFragments: limits.maxFragments,
      maxBufferedChunks: limits.maxBufferedChunks,
      perMessageDeflate: false,
      autoPong: false,
      clientTracking: false,
    })
    this.#presences = new DeskPresences(parts)
    this.#authenticator = new Authenticator({
      ...parts,
      sessions: this.#sessions,
      presences: this.#presences,
    })
    this.#router = new Router({
      ...parts,
      authenticate: (session, frame) => this.#signIn(session, frame),
    })
    this.#sweptAt = parts.steadyNow()
    this.#stops = [
      parts.feed.subscribe((events) => this.#deliver(events)),
      parts.every(SWEEP_MS, () => this.#sweep()),
      parts.every(limits.pingIntervalMs, () => {
        for (const session of this.#sessions) session.ping()
      }),
    ]
  }

  /** Sessions that have signed in. */
  get liveCount(): number {
    return [...this.#sessions].filter((session) => session.identity !== null).length
  }

  /** Sockets by where they are. */
  get connections(): { before_sign_in: number; live: number } {
    const live = this.liveCount
    return { before_sign_in: this.#sessions.size - live, live }
  }

  /** Bytes that clients have not taken yet: of all together and of the slowest one. */
  get waitingBytes(): { sum: number; max: number } {
    const waiting = [...this.#sessions].map((session) => session.waitingBytes)
    return { sum: waiting.reduce((sum, bytes) => sum + bytes, 0), max: Math.max(0, ...waiting) }
  }

  /** Takes an upgrade request of the HTTP server: refuses it with a status, or makes it a session. */
  upgrade(request: IncomingMessage, connection: Duplex, head: Buffer): void {
    const refusal = refusalOf(request, {
      ...this.#parts,
      ...{ sessions: this.#sessions, newcomers: this.#newcomers, isDraining: this.#isDraining },
    })
    if (refusal) {
      refuseUpgrade(connection, refusal)
      return
    }
    this.#server.handleUpgrade(request, connection, head, (socket) =>
      this.#admit(socket, connection, request),
    )
  }

  /** Sends a notice without a sequence number to every live session, or only to those of some desks. */
  notify(frame: NoticeFrame, deskIds?: ReadonlySet<string>): void {
    const text = encode(frame)
    for (const session of this.#sessions) {
      const { identity } = session
      if (!identity?.person || deskIds?.has(identity.desk.id) === false) continue
      session.reply(text)
    }
  }

  /** A desk of ours came or went at another hub. Where it came, an older socket that it had here is no desk any more. */
  deskElsewhere(
    change: 'began' | 'ended',
    desk: { id: string; name: string; session: string; rank: number },
  ): void {
    if (change === 'began') this.#authenticator.takeOver(desk.id, { id: desk.session, rank: desk.rank })
    this.#authenticator.announce(change === 'began' ? 'desk_connected' : 'desk_disconnected', desk)
  }

  /** Takes no more sockets, and closes those that there are with 1001, one after the other over so long. */
  async drain(spreadMs: number): Promise<void> {
    this.#isDraining = true
    const leaving = [...this.#sessions]
    for (const session of leaving) {
      session.close(CLOSE.goingAway, GOING_AWAY)
      await new Promise<void>((resolve) => this.#parts.setTimeout(resolve, spreadMs / leaving.length))
    }
  }

  /** Closes every socket with 1001 and takes no more. */
  close(): void {
    for (const stop of this.#stops) stop()
    for (const session of this.#sessions) session.close(CLOSE.goingAway, GOING_AWAY)
  }

  /**
   * Looks at all sessions, but not after a pause of ours, such as a PC that slept: then nobody fell silent. Who was about to sign in has
   * gone to another hub meanwhile, and must not be taken for newer than they are there; or comes again.
   */
  #sweep(): void {
    const { limits, steadyNow, trustedNow } = this.#parts
    const at = steadyNow()
    const isLate = at - this.#sweptAt > MAX_SWEEP_GAP_MS
    this.#sweptAt = at
    if (isLate)
      for (const session of this.#sessions) {
        if (session.state.state === 'awaiting_token') session.close(CLOSE.goingAway, 'the hub was paused')
        else session.startWatchAnew(at)
      }
    else {
      sweep(this.#sessions, {
        limits,
        at,
        now: trustedNow(),
        sessionStatusOf: this.#parts.hub.sessionStatusOf,
      })
    }
  }

  #admit(socket: WebSocket, connection: Duplex, request: IncomingMessage): void {
    const { limits, log, newId, steadyNow, connectRules, metrics } = this.#parts
    const address = clientAddress(request, connectRules.proxies)
    const session = new Session({
      id: newId(),
      address,
      socket,
      connection,
      limits,
      metrics,
      requestedInAll: this.#requestedInAll,
      hasReplies: (replying) => this.#touch(replying),
      at: steadyNow(),
    })
    this.#sessions.add(session)
    this.#newcomers.add(networkOf(address), session)
    log.debug({ session: session.id, address }, 'socket opened')
    socket.on('message', (data, isBinary) => this.#receive(session, data, isBinary))
    socket.on('ping', (content: Buffer) => this.#router.receiveControl(session) && session.pong(content))
    socket.on('pong', () => this.#router.receiveControl(session))
    socket.on('error', (error) => {
      log.debug({ session: session.id, reason: error.message }, 'socket failed')
      session.fail()
    })
    socket.on('close', (code) => this.#forget(session, code))
    const token = new URL(request.url ?? '/', 'http://hub').searchParams.get('token')
    if (token !== null) this.#hold(session, this.#authenticator.signInByAddress(session, token))
  }

  #receive(session: Session, data: RawData, isBinary: boolean): void {
    if (isBinary) session.close(CLOSE.unsupportedData, 'text frames only')
    else this.#router.receive(session, (data as Buffer).toString('utf8'))
  }

  #signIn(session: Session, frame: Parameters<Authenticator['signIn']>[1]): void {
    this.#hold(session, this.#authenticator.signIn(session, frame))
  }

  /** What comes before a sign-in is settled waits for it: most of it unread, at the client's end. */
  #hold(session: Session, signIn: Promise<void>): void {
    session.inbox = []
    session.pauseReading()
    void signIn.finally(() => {
      const waiting = session.inbox ?? []
      session.inbox = null
      for (const text of waiting) this.#router.receive(session, text)
      session.resumeReading()
    })
  }

  #forget(session: Session, code: number): void {
    const identity = session.identity ?? session.closedAs
    session.state = { state: 'closed' }
    this.#sessions.delete(session)
    this.#newcomers.delete(networkOf(session.address), session)
    this.#dirty.delete(session)
    this.#parts.metrics.closes.add(String(session.closedWith ?? code))
    this.#parts.log.debug({ session: session.id, code }, 'socket closed')
    if (!identity?.desk.isOurs || session.closedWith === CLOSE.replaced) return
    this.#presences.end(identity.desk.id, session)
    this.#parts.hub.deskEnded(identity.desk.id, session.id)
    this.#authenticator.announce('desk_disconnected', identity.desk)
  }

  #touch(session: Session): void {
    this.#dirty.add(session)
    if (this.#flushScheduled) return
    this.#flushScheduled = true
    this.#parts.setImmediate(() => this.#flush())
  }

  #flush(): void {
    this.#flushScheduled = false
    for (const session of this.#dirty) session.flush(null)
    this.#dirty.clear()
  }

  /** Tells every live session of a commit: its own replies first, then the events, in one write. */
  #deliver(events: readonly Event[]): void {
    if (events.length === 0) {
      this.#flush()
      return
    }
    const frames = new BroadcastFrames(events)
    // Who asked hears first: an answer does not wait until two hundred others have been written to.
    for (const session of this.#dirty) if (session.identity) session.flush(frames.for(session))
    let notified = 0
    for (const session of this.#sessions) {
      if (!session.identity) continue
      session.flush(frames.for(session))
      this.#dirty.delete(session)
      notified += 1
    }
    this.#parts.metrics.timeline.notified(events[0]?.seq ?? 0, frames.seq, notified)
  }
}
