import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { Person } from '../auth/tokens.ts'
import type { DeskPresence } from '../domain/back-dating.ts'
import type { RequestRecord } from '../observe/request-timeline.ts'
import type { Metrics } from '../observe/metrics.ts'
import { CLOSE, type CloseCode } from '../protocol/close-codes.ts'
import type { Role } from '../protocol/roles.ts'
import type { HubLimits } from '../settings/limits.ts'
import { frameBytes } from './frame-bytes.ts'
import { TokenBucket, WindowLimit } from './rates.ts'

/** Who is at the other end: a person, a desk of ours, or a person at one. */
export interface Identity {
  person: Person | null
  desk: { id: string; name: string; isOurs: boolean }
}

/** A session is one of these, each with only what it has. */
export type SessionState =
  { state: 'awaiting_token'; openedAt: number } | { state: 'live'; identity: Identity } | { state: 'closed' }

/** Live frames of one turn, shared by all sessions that see the same. */
export interface LiveFrames {
  bytes: Buffer
  /** The last event in it. */
  seq: number
  /** How many frames it is. */
  count: number
}

/** Bytes that clients asked for themselves and have not taken, of all sessions. */
export interface RequestedInAll {
  bytes: number
}

/** After a close frame that cannot get through, the connection is cut. */
const CLOSE_GRACE_MS = 2_000

/** A socket closed for abuse keeps its place among its address's for so long, so that it is no way to a new rate. */
const ABUSE_GRACE_MS = 10_000

/**
 * One socket. Replies are gathered over a turn of the event loop and leave in one write, replies before live frames.
 * The bytes go straight to the connection: every frame is whole, unmasked and uncompressed, as `ws` itself writes it.
 */
export class Session {
  readonly id: string
  readonly address: string
  /** Where what happens here is counted. */
  readonly metrics: Metrics
  readonly bucket: TokenBucket
  readonly excess: WindowLimit
  readonly malformed: WindowLimit
  readonly snapshots: TokenBucket
  readonly resumes: TokenBucket
  state: SessionState
  lastHeardAt: number
  acceptsBatch = false
  hasWarnedOfExpiry = false
  /** When its desk was connected; null for a program that is no desk of ours. */
  presence: DeskPresence | null = null
  /** Of two sockets of one desk the higher one is newer, at whichever hubs they are. */
  rank = 0
  /** Who it was when the hub closed it, so that the others can be told. */
  closedAs: Identity | null = null
  /** The code that the hub chose; the other end may never have answered it. */
  closedWith: CloseCode | null = null
  /** Frames that wait while a sign-in is looked up; null while nothing is. */
  inbox: string[] | null = null

  readonly #socket: WebSocket
  readonly #connection: Duplex
  #replies: string[] = []
  /** Operations whose replies are among them. */
  #answering: RequestRecord[] = []
  /** Live frames that wait while missed ones are sent; null while live. */
  #behindResume: LiveFrames[] | null = null
  /** Bytes that the client asked for itself and has not taken: not its fault if they are many. */
  #requestedBytes = 0
  readonly #requestedInAll: RequestedInAll
  readonly #hasReplies: (session: Session) => void
  #whenRequestedTaken: (() => void)[] = []
  /** The last event that this client has been sent, or was told of when it signed in. */
  #sentSeq = 0
  #takenAt: number
  #taken = 0
  #written = 0

  constructor(parts: {
    id: string
    address: string
    socket: WebSocket
    connection: Duplex
    limits: HubLimits
    metrics: Metrics
    requestedInAll: RequestedInAll
    /** Called where replies wait for `flush`. */
    hasReplies: (session: Session) => void
    /** Milliseconds of the clock that is never set, as all times of a session are. */
    at: number
  }) {
    const { limits, at } = parts
    this.id = parts.id
    this.address = parts.address
    this.metrics = parts.metrics
    this.#socket = parts.socket
    this.#connection = parts.connection
    this.#requestedInAll = parts.requestedInAll
    this.#hasReplies = parts.hasReplies
    this.bucket = new TokenBucket(limits.framesPerSecond, limits.burstFrames, at)
    this.snapshots = perMinute(limits.snapshotsPerMinute, at)
    this.resumes = perMinute(limits.resumesPerMinute, at)
    this.excess = new WindowLimit(limits.excessFrames, limits.abuseWindowMs)
    this.malformed = new WindowLimit(limits.malformedFrames, limits.abuseWindowMs)
    this.state = { state: 'awaiting_token', openedAt: at }
    this.lastHeardAt = at
    this.#takenAt = at
  }

  get identity(): Identity | null {
    return this.state.state === 'live' ? this.state.identity : null
  }

  get role(): Role | null {
    return this.identity?.person?.role ?? null
  }

  get isOpen(): boolean {
    return this.state.state !== 'closed' && this.#socket.readyState === this.#socket.OPEN
  }

  /** Live frames that wait for the client to take them, in bytes; those too that wait behind a resume. */
  get waitingLiveBytes(): number {
    const behind = this.#behindResume?.reduce((sum, { bytes }) => sum + bytes.length, 0) ?? 0
    return this.#connection.writableLength - this.#requestedBytes + behind
  }

  /** True for a client that has to read first what it asked for: much of it, or any where all clients together have left too much. */
  hasToReadFirst({ maxRequestedBytes, maxRequestedBytesInAll }: HubLimits): boolean {
    if (this.#requestedBytes === 0) return false
    return this.#requestedBytes > maxRequestedBytes || this.#requestedInAll.bytes > maxRequestedBytesInAll
  }

  /** Resolves when the client has taken all that it asked for, or is gone. */
  async requestedTaken(): Promise<void> {
    if (this.#requestedBytes === 0) return
    await new Promise<void>((resolve) => this.#whenRequestedTaken.push(resolve))
  }

  /** Bytes that the client has not taken. */
  get waitingBytes(): number {
    return this.#connection.writableLength
  }

  /** Queues a reply for the end of this turn; `operation` is what it answers. */
  reply(text: string, operation?: RequestRecord): void {
    this.#replies.push(text)
    if (operation) this.#answering.push(operation)
    this.#hasReplies(this)
  }

  /** Sends what the client asked for and what may be large, after the replies queued so far. */
  sendRequested(texts: readonly string[]): void {
    this.#sendRequested([frameBytes(texts)], texts.length)
  }

  /** The same for one frame in pieces, which it may share with others. */
  sendShared(pieces: readonly Buffer[]): void {
    this.#sendRequested(pieces, 1)
  }

  #sendRequested(pieces: readonly Buffer[], frames: number): void {
    this.flush(null)
    if (!this.isOpen) return
    this.metrics.framesOut.add('requested', frames)
    this.#connection.cork()
    for (const piece of pieces) {
      this.#countRequested(piece.length)
      this.#write(piece, () => this.#countRequested(-piece.length))
    }
    this.#connection.uncork()
  }

  #countRequested(bytes: number): void {
    this.#requestedBytes += bytes
    this.#requestedInAll.bytes += bytes
    if (this.#requestedBytes > 0) return
    for (const resolve of this.#whenRequestedTaken.splice(0)) resolve()
  }

  /** Sends the replies of this turn and then the live frames, in one go. */
  flush(live: LiveFrames | null): void {
    const replies = this.#replies
    if (replies.length > 0) this.#replies = []
    const now = live && this.#isNews(live) ? live : null
    if (!this.isOpen || (replies.length === 0 && !now)) return
    if (replies.length > 0 && now) this.#connection.cork()
    if (replies.length > 0) this.#write(frameBytes(replies))
    if (now) this.#write(now.bytes)
    if (replies.length > 0 && now) this.#connection.uncork()
    this.#countSent(replies.length, now?.count ?? 0)
  }

  #countSent(replies: number, live: number): void {
    const { framesOut, timeline } = this.metrics
    if (replies > 0) framesOut.add('reply', replies)
    if (live > 0) framesOut.add('live', live)
    if (this.#answering.length === 0) return
    for (const operation of this.#answering) timeline.answered(operation)
    this.#answering = []
  }

  /** Live frames wait from here on, until `endResume`. */
  beginResume(): void {
    this.#behindResume ??= []
  }

  /** Goes on from `seq`: sends the live frames that waited and are news beyond it. */
  continueFrom(seq: number): void {
    const waiting = this.#behindResume ?? []
    this.#behindResume = null
    this.#sentSeq = seq
    for (const live of waiting) this.flush(live)
  }

  get isResuming(): boolean {
    return this.#behindResume !== null
  }

  /** As if the session had just been heard: for after a pause of ours. */
  startWatchAnew(at: number): void {
    this.lastHeardAt = at
    this.#takenAt = at
  }

  ping(): void {
    if (this.isOpen) this.#socket.ping()
  }

  pong(content: Buffer): void {
    if (this.isOpen) this.#socket.pong(content)
  }

  /** Reads no more from the connection until `resumeReading`: what comes meanwhile waits at the client's end. */
  pauseReading(): void {
    this.#socket.pause()
  }

  resumeReading(): void {
    this.#socket.resume()
  }

  /** True where bytes wait and the client has read none of them for `stalledMs`. */
  isStalled(at: number, stalledMs: number): boolean {
    const taken = this.#written - this.#connection.writableLength
    if (this.#connection.writableLength === 0 || taken > this.#taken) {
      this.#taken = taken
      this.#takenAt = at
    }
    return at - this.#takenAt > stalledMs
  }

  /** Sends what is queued and says goodbye; cuts the connection where the goodbye is not taken. */
  close(code: CloseCode, reason: string): void {
    if (this.state.state === 'closed') return
    this.flush(null)
    this.closedAs = this.identity
    this.closedWith = code
    this.state = { state: 'closed' }
    this.#socket.close(code, reason)
    const isAbuse = code === CLOSE.flooding || code === CLOSE.malformed
    if (isAbuse) this.#readNoMore()
    this.#cutAfter(isAbuse ? ABUSE_GRACE_MS : CLOSE_GRACE_MS)
  }

  /** Leaves unread what else was sent: taking it apart would cost the others their time. */
  #readNoMore(): void {
    this.#socket.pause()
    this.#connection.end()
  }

  /** After a breach of the WebSocket protocol, which `ws` has said goodbye for. */
  fail(): void {
    if (this.state.state === 'closed') return
    this.closedAs = this.identity
    this.state = { state: 'closed' }
    this.#cutAfter(CLOSE_GRACE_MS)
  }

  #cutAfter(ms: number): void {
    setTimeout(() => this.#socket.terminate(), ms).unref()
  }

  terminate(): void {
    this.closedAs = this.identity
    this.state = { state: 'closed' }
    this.#socket.terminate()
  }

  /** False for live frames that wait behind a resume or that the client has already. */
  #isNews(live: LiveFrames): boolean {
    if (this.#behindResume) {
      this.#behindResume.push(live)
      return false
    }
    if (live.seq <= this.#sentSeq) return false
    this.#sentSeq = live.seq
    return true
  }

  #write(bytes: Buffer, taken?: () => void): void {
    if (!this.isOpen) return
    this.#written += bytes.length
    this.#connection.write(bytes, taken)
  }
}

/** Allows `count` a minute, and as many at once. */
function perMinute(count: number, at: number): TokenBucket {
  return new TokenBucket(count / 60, Math.max(count, 1), at)
}
