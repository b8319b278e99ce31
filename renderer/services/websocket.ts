import type { Insisting } from './shown-result.ts'
import { v7 as uuidv7 } from 'uuid'
import { COMMAND_FRAMES } from '../../server/protocol/command-frames.ts'
import type { ScanPayload } from '../../server/protocol/client-frames.ts'
import type { CalledName, ResultOf, SentParamsOf } from '../../server/protocol/operations.ts'
import type {
  ComingInWords,
  ScanResultPayload,
  ServerFrame,
  VisitPayload,
} from '../../server/protocol/server-frames.ts'
import { applyFrame, isEvent, placeOf } from './apply-frame.ts'
import { Resync } from './resync.ts'
import { KEPT, ONCE, Outbox, REPEATED, type StoredAnswer, type OutboxStorage } from './outbox.ts'
import type { ConnectionState } from './connection-state.ts'
import { SignedOut, type Credentials, type CredentialsSource } from './credentials.ts'
import type { DeskState } from './desk-state.ts'
import { FrameEvents, type Listener } from './frame-events.ts'
import { Heartbeat } from './heartbeat.ts'
import { hubAheadMs } from './hub-clock.ts'
import { HubRefusal } from './hub-refusal.ts'
import type { StoredBuilding } from './stored-building.ts'
import { ConnectionStore, type ConnectionStoreState } from './connection-store.ts'
import { afterClose, reconnectDelayMs } from './reconnect.ts'
import type { Readable } from './store.ts'
import { browserTimers, type Timers } from './timers.ts'

export interface WebSocketServiceParts {
  /** `ws://…/ws/checkins/`. */
  address: string
  createSocket?: (address: string) => WebSocket
  timers?: Timers
  /** From 0 to 1. */
  random?: () => number
  /** Keeps what is not answered over a reload; without it that is lost with the page. */
  outbox?: OutboxStorage
  /** What the page before this one knew of the building. */
  kept?: StoredBuilding | null
}

/** An attempt to connect and sign in that takes longer than this is given up: the other end may be gone. */
const ATTEMPT_PATIENCE_MS = 8_000

/**
 * This desk's line to the hub: signs in, keeps alive, comes back by itself, knows the building, and gets every command
 * answered once.
 */
export class WebSocketService extends FrameEvents {
  readonly #address: string
  readonly #createSocket: (address: string) => WebSocket
  readonly #timers: Timers
  readonly #random: () => number
  readonly #commands: Outbox
  readonly #heartbeat: Heartbeat
  readonly #resync: Resync
  readonly #state: ConnectionStore
  readonly #refusals = new Set<Listener<HubRefusal>>()
  #source: CredentialsSource | null = null
  #socket: WebSocket | null = null
  #failures = 0
  #reconnectTimer: number | null = null
  #attemptTimer: number | null = null
  #stoppedSource: CredentialsSource | null = null
  #signInId: string | null = null
  /** Counts attempts to connect: one that was overtaken while it waited for credentials opens nothing. */
  #attempt = 0

  constructor({ address, createSocket, timers, random, outbox, kept = null }: WebSocketServiceParts) {
    super()
    this.#address = address
    this.#createSocket = createSocket ?? ((to) => new WebSocket(to))
    this.#timers = timers ?? browserTimers
    this.#random = random ?? Math.random
    this.#state = new ConnectionStore(kept)
    this.#commands = new Outbox({
      timers: this.#timers,
      send: (text) => this.#sendLive(text),
      outbox,
      changed: () => this.#countWaiting(),
      held: () => this.#state.setConnection({ isHeld: true }),
      refused: (error) => this.#refusals.forEach((listener) => listener(error)),
    })
    this.#heartbeat = new Heartbeat({
      timers: this.#timers,
      send: (text) => this.#socket?.send(text),
      lost: () => this.#closed(1006, ''),
      answered: (roundTripMs) => this.#state.setConnection({ roundTripMs }),
    })
    this.#resync = new Resync({
      timers: this.#timers,
      position: () => this.#state.desk.position,
      isConnected: () => this.isConnected,
      send: (text) => this.#socket?.send(text),
      askSnapshot: () => this.#ask('snapshot', {}, REPEATED),
      current: (isCurrent) => this.#state.setCurrent(isCurrent),
    })
    this.#state.setConnection({ waiting: this.#commands.count })
  }

  /** How live this desk is and what it knows of the building. */
  get store(): Readable<ConnectionStoreState> {
    return this.#state.store
  }

  get connection(): ConnectionState {
    return this.#state.connection
  }

  get desk(): DeskState {
    return this.#state.desk
  }

  get isConnected(): boolean {
    return this.#state.connection.phase === 'live'
  }

  /** What the desk had asked before the page was loaded again, and what becomes of it. */
  get storedAnswers(): readonly StoredAnswer[] {
    return this.#commands.storedAnswers
  }

  /** Connects with a token, or with a source of them; resolves when the desk is live for the first time. */
  connect(credentials: string | CredentialsSource): Promise<void> {
    this.disconnect()
    this.#source =
      typeof credentials === 'string'
        ? { get: () => Promise.resolve({ token: credentials }), renew: () => undefined }
        : credentials
    this.#failures = 0
    const live = this.#whenLive()
    void this.#open()
    return live
  }

  /** After another socket of this desk took over: makes this one the desk again. What waits is kept. */
  comeBack(): void {
    if (this.#stoppedSource) void this.connect(this.#stoppedSource)
  }

  /** Another person signed in: goes on as them, over the same socket where there is one. */
  changePerson(): void {
    const source = this.#source ?? this.#stoppedSource
    if (this.isConnected) void this.#signInAgain()
    else if (source) void this.connect(source)
  }

  /** Hangs up and stays so. What was not answered is kept for the next connection. */
  disconnect(): void {
    this.#source = null
    this.#drop()
    this.#state.signedOut(this.#commands.count)
  }

  checkIn(
    memberId: string,
    location?: string,
    notes?: string,
    insisting: Insisting = {},
  ): Promise<VisitPayload & ComingInWords> {
    return this.#ask(COMMAND_FRAMES['visits.checkIn'], {
      memberId,
      location,
      notes,
      ...insisting,
      occurredAt: this.#time(),
    })
  }

  checkOut(checkInId: string, notes?: string): Promise<VisitPayload> {
    return this.#ask(COMMAND_FRAMES['visits.checkOut'], { checkInId, notes, occurredAt: this.#time() })
  }

  scan(
    code: string,
    options: Partial<Pick<ScanPayload, 'mode' | 'location'>> & Insisting = {},
  ): Promise<ScanResultPayload> {
    return this.#ask(COMMAND_FRAMES['visits.scan'], { code, ...options, occurredAt: this.#time() })
  }

  undo(checkInId: string): Promise<VisitPayload> {
    return this.#ask(COMMAND_FRAMES['visits.undo'], { checkInId })
  }

  /** Asks the hub by the name of an operation. Rejects with a HubRefusal where the hub is away, or refuses. */
  call<Name extends CalledName>(name: Name, params: SentParamsOf<Name>): Promise<ResultOf<Name>> {
    if (!this.isConnected) return Promise.reject(new HubRefusal('hub_unreachable', ''))
    return this.#ask('request', { method: name, params }, ONCE)
  }

  /**
   * Tells the hub something that is worth nothing later, such as a headcount. Rejects where the hub is away; whether it
   * was heard is then not known.
   */
  tell<Name extends 'occupancy.correct' | 'closings.review'>(
    name: Name,
    params: SentParamsOf<Name>,
  ): Promise<ResultOf<Name>> {
    if (!this.isConnected) return Promise.reject(new HubRefusal('hub_unreachable', ''))
    return this.#ask(COMMAND_FRAMES[name], { ...params, occurredAt: this.#time() }, ONCE)
  }

  /** Told of each command that the hub refused. */
  onCommandRefused = (listener: Listener<HubRefusal>): (() => void) => {
    this.#refusals.add(listener)
    return () => this.#refusals.delete(listener)
  }

  #ask<Answer>(type: string, payload: object, persistence = KEPT): Promise<Answer> {
    const requestId = uuidv7()
    return this.#commands.ask(requestId, { type, payload, requestId }, persistence) as Promise<Answer>
  }

  /** The present by the hub's clock, as far as it is known here. */
  #time(): string {
    return new Date(this.#timers.now() + this.#state.connection.hubAheadMs).toISOString()
  }

  #whenLive(): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.store.subscribe(() => {
        if (!this.isConnected) return
        stop()
        resolve()
      })
    })
  }

  async #open(): Promise<void> {
    const source = this.#source
    if (!source) return
    const attempt = (this.#attempt += 1)
    this.#state.setConnection({ phase: this.#failures === 0 ? 'connecting' : 'offline', nextAttemptAt: null })
    try {
      const credentials = await source.get()
      if (this.#attempt === attempt) this.#openSocket(credentials)
    } catch (error) {
      if (this.#attempt !== attempt) return
      if (error instanceof SignedOut) this.disconnect()
      else this.#reconnect(null)
    }
  }

  #openSocket(credentials: Credentials): void {
    const socket = this.#createSocket(this.#address)
    this.#socket = socket
    this.#attemptTimer = this.#timers.setTimeout(() => this.#closed(1006, ''), ATTEMPT_PATIENCE_MS)
    socket.onopen = () => {
      if (socket === this.#socket) this.#authenticate(credentials, true)
    }
    socket.onmessage = ({ data }) => {
      if (socket === this.#socket) this.#receive(JSON.parse(data as string) as ServerFrame)
    }
    socket.onclose = ({ code, reason }) => {
      if (socket === this.#socket) this.#closed(code, reason)
    }
  }

  #authenticate(credentials: Partial<Credentials>, isFirst: boolean): void {
    const { position } = this.#state.desk
    const resume = position && { resume: { epoch: position.epoch, seq: position.seq } }
    const requestId = uuidv7()
    if (isFirst) this.#signInId = requestId
    if (isFirst && resume) this.#resync.askedBy(requestId)
    const payload = { ...credentials, accept: ['batch'], ...(isFirst && resume) }
    this.#socket?.send(JSON.stringify({ type: 'authenticate', payload, requestId }))
  }

  #receive(frame: ServerFrame): void {
    this.#state.heard(this.#timers.now())
    if (frame.type === 'batch') {
      for (const inner of frame.payload) this.#take(inner)
    } else this.#take(frame)
  }

  #take(frame: ServerFrame): void {
    if (isEvent(frame) && placeOf(this.#state.desk, frame) === 'gap') {
      this.#resync.resume()
      return
    }
    this.#state.setDesk(applyFrame(this.#state.desk, frame))
    this.#commands.answered(frame)
    this.#react(frame)
    this.tellOf(frame)
  }

  #react(frame: ServerFrame): void {
    switch (frame.type) {
      case 'authentication_success':
        this.#hearTime(frame.payload.serverTime)
        this.#commands.setLimits(frame.payload.limits)
        if (frame.requestId === this.#signInId) this.#live()
        break
      case 'heartbeat_ack':
        this.#heartbeat.heard()
        this.#hearTime(frame.timestamp)
        this.#noticeLostEvent(frame.seq)
        break
      case 'check_in_stats':
        this.#hearTime(frame.payload.timestamp)
        break
      case 'snapshot':
      case 'resumed':
        this.#resync.done()
        break
      case 'error':
        this.#resync.heardError(frame)
        break
      case 'hub_status':
        if (frame.payload.state === 'ok') this.#commands.sendHeld()
        break
      case 'token_expiring':
        void this.#renewToken()
        break
      default:
    }
  }

  #hearTime(hubTime: string): void {
    const known = this.#state.connection.hubAheadMs
    const ahead = hubAheadMs(known, hubTime, this.#timers.now())
    if (ahead !== known) this.#state.setConnection({ hubAheadMs: ahead })
  }

  /** Signed in: the desk is live, asks for what it does not know, and sends what waited. */
  #live(): void {
    this.#signInId = null
    this.#failures = 0
    this.#clearTimers()
    this.#state.setConnection({ phase: 'live', stoppedBecause: null, nextAttemptAt: null })
    this.#resync.start()
    this.#heartbeat.beat()
    this.#commands.pump()
  }

  async #renewToken(): Promise<void> {
    this.#source?.renew()
    await this.#signInAgain()
  }

  /** Signs in anew over the live socket, with what the source gives now. */
  async #signInAgain(): Promise<void> {
    try {
      const credentials = await this.#source?.get()
      if (credentials && this.isConnected) this.#authenticate({ token: credentials.token }, false)
    } catch {
      // The hub closes with 4001 when the token ends, and the desk goes on from there.
    }
  }

  /** The last event may have been lost with nothing after it to show the gap. */
  #noticeLostEvent(seq: number | undefined): void {
    if (seq !== undefined && this.#state.desk.position && seq > this.#state.desk.position.seq)
      this.#resync.resume()
  }

  #closed(code: number, reason: string): void {
    this.#drop()
    const after = afterClose(code, reason)
    if (after.then === 'stop') {
      this.#stoppedSource = this.#source
      this.#source = null
      this.#state.setConnection({ phase: 'stopped', stoppedBecause: after.because })
      return
    }
    if (after.renewToken) this.#source?.renew()
    this.#reconnect(after.waitMs)
  }

  #reconnect(waitMs: number | null): void {
    if (!this.#source) return
    const delay = waitMs ?? reconnectDelayMs(this.#failures, this.#random())
    this.#failures += 1
    const phase = this.#failures === 1 ? 'connecting' : 'offline'
    this.#state.setConnection({ phase, nextAttemptAt: this.#timers.now() + delay })
    this.#reconnectTimer = this.#timers.setTimeout(() => void this.#open(), delay)
  }

  /** Forgets the socket and everything that was going on over it. */
  #drop(): void {
    this.#attempt += 1
    this.#clearTimers()
    this.#resync.stop()
    this.#heartbeat.stop()
    const socket = this.#socket
    this.#socket = null
    socket?.close()
    // What is wrong with the hub it says again when it is there again.
    this.#state.setDesk({ ...this.#state.desk, hubProblem: null, hubWarnings: [] })
    this.#state.setConnection({ isHeld: false })
    this.#commands.lost()
  }

  #clearTimers(): void {
    const timers = [this.#reconnectTimer, this.#attemptTimer]
    for (const timer of timers) {
      if (timer !== null) this.#timers.clearTimeout(timer)
    }
    this.#reconnectTimer = this.#attemptTimer = null
  }

  #sendLive(text: string): boolean {
    if (!this.isConnected || !this.#socket) return false
    this.#socket.send(text)
    return true
  }

  #countWaiting(): void {
    const waiting = this.#commands.count
    this.#state.setConnection({ waiting, isHeld: this.#state.connection.isHeld && waiting > 0 })
  }
}
