import type { FoundMember, SearchMembersReply } from '../../server/protocol/methods.ts'
import type { Reason, Verdict } from '../../server/protocol/scan.ts'
import type { ScanResultPayload, VisitPayload } from '../../server/protocol/server-frames.ts'
import type { KeptAnswer } from './commands.ts'
import type { Read } from './scanner/decode-keys.ts'
import { HubRefusal } from './hub-refusal.ts'
import { answerOfVisit, type ShownAnswer, type ShownResult } from './shown-result.ts'
import type { Timers } from './timers.ts'
import type { WebSocketService } from './websocket.ts'

/** An answer that comes sooner than this needs no "checking": the eye would only see a flicker. */
const ASKING_AFTER_MS = 150

/** A result that needs a look stays at least this long before the next one replaces it. */
const LOOK_MS = 1_500

/** With more results than this waiting, those that let somebody in without a word give way to those that need a look. */
const MAX_RESULTS_WAITING = 3

interface Shown {
  shown: ShownResult | null
  /** Results that wait for their turn on the stage. */
  waiting: number
}

/**
 * What the stage shows: every scan and every check-in by hand is sent, answered, and shown in turn. One that asks for
 * a look is not wiped away by the next. An external store for React.
 */
export class Scans {
  readonly #service: WebSocketService
  readonly #timers: Timers
  readonly #observers = new Set<() => void>()
  readonly #open = new Map<number, { scannedAt: number; code: string | null }>()
  #queue: ShownResult[] = []
  #state: Shown = { shown: null, waiting: 0 }
  #shownAt = 0
  #isTimed = false
  #lastKey = 0

  constructor(service: WebSocketService, timers: Timers) {
    this.#service = service
    this.#timers = timers
    let wasDeciding = this.#isHubDeciding
    service.subscribe(() => {
      if (wasDeciding && !this.#isHubDeciding) this.#showWaiting()
      wasDeciding = this.#isHubDeciding
    })
    for (const kept of service.keptAnswers) void this.#runKept(kept)
  }

  /** False while what is scanned is kept instead: the hub is away, or there and unable to write. */
  get #isHubDeciding(): boolean {
    const { isConnected, connection, desk } = this.#service
    return isConnected && !connection.isHeld && desk.hubTrouble === null
  }

  get state(): Shown {
    return this.#state
  }

  subscribe = (observer: () => void): (() => void) => {
    this.#observers.add(observer)
    return () => this.#observers.delete(observer)
  }

  /** Takes what a scanner typed: a code is sent, two readers' mixture is answered here and never asked about. */
  read(read: Read): void {
    if (read.is === 'code') void this.scan(read.code)
    else this.#showAmbiguous()
  }

  /** Sends a scanned code to the hub; the stage shows its answer. Never rejects. */
  async scan(code: string, acknowledge = false): Promise<void> {
    await this.#run(code, () => this.#service.scan(code, acknowledge ? { acknowledge } : {}))
  }

  checkIn(memberId: string, location?: string, notes?: string): Promise<VisitPayload> {
    return this.#runVisit(() => this.#service.checkIn(memberId, location, notes))
  }

  checkOut(checkInId: string, notes?: string): Promise<VisitPayload> {
    return this.#runVisit(() => this.#service.checkOut(checkInId, notes))
  }

  undo(checkInId: string): Promise<VisitPayload> {
    return this.#runVisit(() => this.#service.undo(checkInId), true)
  }

  async searchMembers(query: string): Promise<FoundMember[]> {
    const { members } = await this.#service.request<SearchMembersReply>('members.search', { query })
    return members
  }

  /** The note on the stage was read: scans its card again, saying so. */
  acknowledge(): void {
    const code = this.#state.shown?.code
    if (code) void this.scan(code, true)
  }

  /** Takes back what the stage shows. */
  undoShown(): void {
    const visit = this.#state.shown?.result?.visit
    if (visit) void this.undo(visit.id).catch(() => undefined)
  }

  dismiss(): void {
    this.#publish({ shown: null, waiting: this.#queue.length })
  }

  /** Shows what becomes of a command that was asked before the page was loaded again. */
  #runKept({ type, payload, answer }: KeptAnswer): Promise<void> {
    const { code, occurredAt } = payload
    const scannedAt = typeof occurredAt === 'string' ? Date.parse(occurredAt) : this.#timers.now()
    if (type === 'scan' && typeof code === 'string') {
      return this.#run(code, () => answer as Promise<ScanResultPayload>, scannedAt)
    }
    const visit = answer as Promise<VisitPayload>
    return this.#run(null, async () => answerOfVisit(await visit, type === 'undo'), scannedAt)
  }

  async #runVisit(ask: () => Promise<VisitPayload>, isUndo = false): Promise<VisitPayload> {
    const asked = ask()
    await this.#run(null, async () => answerOfVisit(await asked, isUndo))
    return asked
  }

  async #run(
    code: string | null,
    ask: () => Promise<ScanResultPayload | ShownAnswer>,
    scannedAt = this.#timers.now(),
  ): Promise<void> {
    const key = (this.#lastKey += 1)
    this.#open.set(key, { scannedAt, code })
    const asking = this.#timers.setTimeout(() => this.#showAsking(key, scannedAt, code), ASKING_AFTER_MS)
    if (!this.#isHubDeciding) this.#showWaiting()
    const result = await ask().catch((error: unknown) => answerOfRefusal(error))
    this.#timers.clearTimeout(asking)
    this.#open.delete(key)
    this.#show({ key, scannedAt, code, state: 'answered', result })
  }

  #showAmbiguous(): void {
    const key = (this.#lastKey += 1)
    const result = failure('error', 'ambiguous')
    this.#show({ key, scannedAt: this.#timers.now(), code: null, state: 'answered', result })
  }

  #showAsking(key: number, scannedAt: number, code: string | null): void {
    if (this.#open.has(key) && this.#isHubDeciding && this.#queue.length === 0 && !this.#isHeld()) {
      this.#put({ key, scannedAt, code, state: 'asking', result: null })
    }
  }

  /** Nothing is decided now: says of the newest unanswered scan that it is kept. */
  #showWaiting(): void {
    const newest = [...this.#open].at(-1)
    if (!newest) return
    const [key, { scannedAt, code }] = newest
    this.#put({ key, scannedAt, code, state: 'waiting', result: failure('error', 'hub_unreachable') })
  }

  #show(result: ShownResult): void {
    this.#queue.push(result)
    if (this.#queue.length > MAX_RESULTS_WAITING) this.#queue = withoutPlainGrants(this.#queue)
    this.#next()
  }

  #next(): void {
    const heldMs = this.#shownAt + LOOK_MS - this.#timers.now()
    if (this.#isHeld() && heldMs > 0) {
      this.#publish({ ...this.#state, waiting: this.#queue.length })
      if (this.#isTimed) return
      this.#isTimed = true
      this.#timers.setTimeout(() => {
        this.#isTimed = false
        this.#next()
      }, heldMs)
      return
    }
    const next = this.#queue.shift()
    if (!next) return
    this.#put(next)
    if (this.#queue.length > 0) this.#next()
  }

  /** True while the stage shows something of another scan that needs a look: refused, or with a warning. */
  #isHeld(): boolean {
    const { shown } = this.#state
    const isOfSameCard = shown?.code !== null && shown?.code === this.#queue[0]?.code
    return shown?.state === 'answered' && shown.result?.verdict !== 'granted' && !isOfSameCard
  }

  #put(shown: ShownResult): void {
    this.#shownAt = this.#timers.now()
    this.#publish({ shown, waiting: this.#queue.length })
  }

  #publish(state: Shown): void {
    this.#state = state
    for (const observer of this.#observers) observer()
  }
}

/** The newest, and every one before it that needs a look. */
function withoutPlainGrants(queue: readonly ShownResult[]): ShownResult[] {
  return queue.filter(({ result }, index) => index === queue.length - 1 || result?.verdict !== 'granted')
}

function answerOfRefusal(error: unknown): ShownAnswer {
  if (!(error instanceof HubRefusal)) return failure('error', 'hub_unreachable')
  if (error.reason) return failure('denied', error.reason)
  return failure('error', error.code === 'rate_limited' ? 'rate_limited' : 'hub_unreachable', error.message)
}

function failure(verdict: Verdict, reason: Reason, message = ''): ShownAnswer {
  return { verdict, reason, flags: [], message, member: null, visit: null, actions: [] }
}
