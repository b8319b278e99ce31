import { v7 as uuidv7 } from 'uuid'
import type { ScanPayload } from '../../server/protocol/client-frames.ts'
import { COMMAND_FRAMES } from '../../server/protocol/command-frames.ts'
import type { CalledName, ResultOf, SentParamsOf } from '../../server/protocol/operations.ts'
import type { ComingInWords, ScanResultPayload, VisitPayload } from '../../server/protocol/server-frames.ts'
import { Authentication } from './authentication.ts'
import { isTurnedAway, type ConnectionState } from './connection-state.ts'
import { ConnectionStore, type ConnectionStoreState } from './connection-store.ts'
import type { CredentialsSource } from './credentials.ts'
import type { DeskState } from './desk-state.ts'
import { FrameEvents, type Listener } from './frame-events.ts'
import { FrameReceiver } from './frame-receiver.ts'
import { Heartbeat } from './heartbeat.ts'
import { HubRefusal } from './hub-refusal.ts'
import { KEPT, ONCE, Outbox, REPEATED, type Persistence, type StoredAnswer } from './outbox.ts'
import type { Outcome, OutboxStorage } from './outbox-entry.ts'
import { ReconnectingSocket } from './reconnecting-socket.ts'
import { Resync } from './resync.ts'
import type { Insisting } from './shown-result.ts'
import type { Readable } from './store.ts'
import type { StoredBuilding } from './stored-building.ts'
import { browserTimers, type Timers } from './timers.ts'

export interface HubConnectionParts {
  /** `ws://…/ws/checkins/`. */
  address: string
  createSocket?: (address: string) => WebSocket
  timers?: Timers
  /** From 0 to 1. */
  random?: () => number
  /** Keeps what is not answered over a reload; without it that is lost with the page. */
  outbox?: OutboxStorage
  /** The sign-in of whoever is at the desk, which goes with all that is kept; null where it is not known. Without it nobody is named. */
  signInId?: () => string | null
  /** What the page before this one knew of the building. */
  kept?: StoredBuilding | null
}

/**
 * This desk's line to the hub: signs in, keeps alive, comes back by itself, knows the building, and gets every command
 * answered once.
 */
export class HubConnection extends FrameEvents {
  readonly #timers: Timers
  readonly #known: ConnectionStore
  readonly #outbox: Outbox
  readonly #heartbeat: Heartbeat
  readonly #resync: Resync
  readonly #authentication: Authentication
  readonly #socket: ReconnectingSocket
  readonly #signInId: (() => string | null) | null
  readonly #refusals = new Set<Listener<HubRefusal>>()
  readonly #late = new Set<Listener<Outcome>>()
  readonly #takenUp = new Set<Listener<StoredAnswer>>()

  constructor({ timers = browserTimers, outbox, kept = null, signInId, ...socket }: HubConnectionParts) {
    super()
    this.#signInId = signInId ?? null
    this.#timers = timers
    this.#known = new ConnectionStore(kept)
    this.#outbox = this.#createOutbox(outbox)
    this.#heartbeat = new Heartbeat({
      timers,
      send: (text) => this.#socket.send(text),
      lost: () => this.#socket.lost(),
    })
    this.#resync = new Resync({
      timers,
      position: () => this.desk.position,
      isConnected: () => this.isConnected,
      send: (text) => this.#socket.send(text),
      askSnapshot: () => this.#ask('snapshot', {}, REPEATED),
      current: (isCurrent) => this.#known.setCurrent(isCurrent),
    })
    this.#authentication = new Authentication({
      send: (text) => this.#socket.send(text),
      source: () => this.#socket.source,
      isConnected: () => this.isConnected,
      position: () => this.desk.position,
      resumes: (requestId) => this.#resync.askedBy(requestId),
    })
    this.#socket = this.#createSocket(socket)
    this.#countWaiting()
  }

  /** How live this desk is and what it knows of the building. */
  get store(): Readable<ConnectionStoreState> {
    return this.#known.store
  }

  get connection(): ConnectionState {
    return this.#known.connection
  }

  get desk(): DeskState {
    return this.#known.desk
  }

  get isConnected(): boolean {
    return this.connection.phase === 'live'
  }

  /** False while what is done here is saved instead: the hub is away, or there and unable to write. */
  get isHubDeciding(): boolean {
    return this.isConnected && !this.connection.isHeld && this.desk.hubProblem === null
  }

  /** Resolves soon with whether all that was asked so far and still waits would be there after a reload. */
  whenKept(): Promise<boolean> {
    return this.#outbox.whenKept()
  }

  /** Forgets what became of what had to wait, or was refused. */
  clearSettled(): void {
    this.#outbox.clearSettled()
  }

  /** Connects with a token, or with a source of them; resolves when the desk is live for the first time. */
  connect(credentials: string | CredentialsSource): Promise<void> {
    this.disconnect()
    const live = this.#whenLive()
    this.#socket.connect(typeof credentials === 'string' ? sourceOf(credentials) : credentials)
    return live
  }

  /** After another socket of this desk took over: makes this one the desk again. What waits is kept. */
  comeBack(): void {
    const { stoppedSource } = this.#socket
    if (stoppedSource) void this.connect(stoppedSource)
  }

  /** Another person signed in: goes on as them, over the same socket where there is one. */
  changePerson(): void {
    const source = this.#socket.source ?? this.#socket.stoppedSource
    if (this.isConnected) void this.#authentication.again()
    else if (source) void this.connect(source)
  }

  /** Hangs up and stays so. What was not answered is kept for the next connection. */
  disconnect(): void {
    this.#socket.disconnect()
    this.#known.signedOut(this.#outbox.count)
  }

  /** `name` is whom it is about, for the list of what was saved; so below. */
  checkIn(
    memberId: string,
    location?: string,
    notes?: string,
    { name, ...insisting }: Insisting & { name?: string | undefined } = {},
  ): Promise<VisitPayload & ComingInWords> {
    return this.#record(COMMAND_FRAMES['visits.checkIn'], { memberId, location, notes, ...insisting }, name)
  }

  checkOut(checkInId: string, notes?: string, name?: string): Promise<VisitPayload> {
    return this.#record(COMMAND_FRAMES['visits.checkOut'], { checkInId, notes }, name)
  }

  scan(
    code: string,
    options: Partial<Pick<ScanPayload, 'mode' | 'location'>> & Insisting = {},
  ): Promise<ScanResultPayload> {
    return this.#record(COMMAND_FRAMES['visits.scan'], { code, ...options })
  }

  undo(checkInId: string, name?: string): Promise<VisitPayload> {
    return this.#record(COMMAND_FRAMES['visits.undo'], { checkInId }, name)
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

  /** Told what became of each command that had to wait. */
  onLateOutcome = (listener: Listener<Outcome>): (() => void) => {
    this.#late.add(listener)
    return () => this.#late.delete(listener)
  }

  /** Told of what the desk had asked before the page was loaded again, and what becomes of it. */
  onTakenUp = (listener: Listener<StoredAnswer>): (() => void) => {
    this.#takenUp.add(listener)
    return () => this.#takenUp.delete(listener)
  }

  #createOutbox(storage: OutboxStorage | undefined): Outbox {
    return new Outbox({
      timers: this.#timers,
      isDeciding: () => this.isHubDeciding,
      send: (text) => this.isConnected && this.#socket.send(text),
      outbox: storage,
      changed: () => this.#countWaiting(),
      held: () => this.#known.setConnection({ isHeld: true }),
      refused: (error) => this.#refusals.forEach((listener) => listener(error)),
      late: (outcome) => this.#late.forEach((listener) => listener(outcome)),
      takenUp: (stored) => this.#takenUp.forEach((listener) => listener(stored)),
    })
  }

  #createSocket({
    address,
    createSocket,
    random,
  }: Pick<HubConnectionParts, 'address' | 'createSocket' | 'random'>): ReconnectingSocket {
    const receiver = new FrameReceiver({
      timers: this.#timers,
      store: this.#known,
      outbox: this.#outbox,
      heartbeat: this.#heartbeat,
      resync: this.#resync,
      authentication: this.#authentication,
      live: () => this.#live(),
      taken: (frame) => this.tellOf(frame),
    })
    return new ReconnectingSocket({
      address,
      createSocket: createSocket ?? ((to) => new WebSocket(to)),
      timers: this.#timers,
      random: random ?? Math.random,
      opened: (credentials) => this.#authentication.begin(credentials),
      received: (frame) => receiver.receive(frame),
      dropped: () => this.#dropped(),
      signedOut: () => this.disconnect(),
      changed: (change) => this.#changed(change),
    })
  }

  /** Asks for what is done at the desk now, by whoever is signed in: it is sent as theirs, whoever is signed in by then. */
  #record<Answer>(type: string, payload: object, name?: string): Promise<Answer> {
    const signInId = this.#signInId?.()
    const recordedBy = signInId === undefined ? {} : { recordedBy: signInId === null ? {} : { signInId } }
    return this.#ask(type, { ...payload, occurredAt: this.#time(), ...recordedBy }, KEPT, name)
  }

  #ask<Answer>(type: string, payload: object, persistence: Persistence, name?: string): Promise<Answer> {
    const requestId = uuidv7()
    return this.#outbox.ask(requestId, { type, payload, requestId }, persistence, name) as Promise<Answer>
  }

  /** The present by the hub's clock, as far as it is known here. */
  #time(): string {
    return new Date(this.#timers.now() + this.connection.hubAheadMs).toISOString()
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

  /** Signed in: the desk is live, asks for what it does not know, and sends what waited. */
  #live(): void {
    this.#socket.signedIn()
    this.#known.setConnection({ phase: 'live', stoppedBecause: null, isLost: false, nextAttemptAt: null })
    // What another page asked before goes before what this one asks now.
    void this.#outbox.takeUp()
    this.#resync.start()
    this.#heartbeat.beat()
    this.#outbox.pump()
  }

  #changed(change: Partial<ConnectionState>): void {
    this.#known.setConnection(change)
    if (isTurnedAway(this.connection)) this.#known.turnedAway()
  }

  /** Forgets everything that was going on over the socket. */
  #dropped(): void {
    this.#resync.stop()
    this.#heartbeat.stop()
    // What is wrong with the hub it says again when it is there again.
    this.#known.setDesk({ ...this.desk, hubProblem: null, hubWarnings: [] })
    this.#known.setConnection({ isHeld: false })
    this.#outbox.lost()
  }

  #countWaiting(): void {
    const waiting = this.#outbox.count
    this.#known.setConnection({ waiting, isHeld: this.connection.isHeld && waiting > 0 })
    this.#known.setSaved(this.#outbox.entries)
  }
}

/** The same token each time. */
function sourceOf(token: string): CredentialsSource {
  return { get: () => Promise.resolve({ token }), renew: () => undefined }
}
