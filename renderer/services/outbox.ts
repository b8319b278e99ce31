import type { DeskLimits, ServerFrame } from '../../server/protocol/server-frames.ts'
import { FIRST_TERM, type Term } from '../../server/protocol/term.ts'
import { HubRefusal, isDecision } from './hub-refusal.ts'
import { OutboxList } from './outbox-list.ts'
import {
  outcomeOf,
  type Acknowledged,
  type OutboxEntry,
  type OutboxStorage,
  type Outcome,
} from './outbox-entry.ts'
import { refusalOf, type Refusal } from './refusal-in-frame.ts'
import { SendBudget } from './send-budget.ts'
import type { Timers } from './timers.ts'

/** A command from before the page was loaded again, or of another window, and what the hub answers to it. */
export interface StoredAnswer {
  type: string
  payload: Readonly<Record<string, unknown>>
  answer: Promise<unknown>
}

interface Command {
  entry: OutboxEntry
  persistence: Persistence
  isSent: boolean
  /** True of one that was not answered at once: nobody waits before the stage for it any more. */
  hasWaited: boolean
  resolve: (payload: unknown) => void
  reject: (refusal: HubRefusal) => void
}

/** What becomes of a command that was not answered. */
export interface Persistence {
  /** It is sent again after a loss and a reload, until it is answered: it changes something and is worth it later too. */
  isKept: boolean
  /** It is sent again where it came too soon. */
  waitsItsTurn: boolean
}

/** What was done at this desk: it reaches the hub, once, however long that takes. */
export const KEPT: Persistence = { isKept: true, waitsItsTurn: true }
/** What the desk itself needs: worth nothing after a loss, since it is asked for anew then. */
export const REPEATED: Persistence = { isKept: false, waitsItsTurn: true }
/** What somebody waits for who can be told why not. */
export const ONCE: Persistence = { isKept: false, waitsItsTurn: false }

/** Between two tries of a command that the hub could not write: nobody makes room on a disk faster. */
const TROUBLE_AGAIN_MS = 5_000

interface OutboxParts {
  timers: Timers
  /** False while what is asked is saved instead: the hub is away, or there and unable to write. */
  isDeciding: () => boolean
  /** False where nothing can be sent now. */
  send: (text: string) => boolean
  /** Told when the number of waiting commands is another, or what is listed of them. */
  changed: () => void
  /** Told when the hub could not carry one out, which is kept and sent again. */
  held: () => void
  /** Told of each command that the hub refused, whoever waits for it or does not any more. */
  refused?: (error: HubRefusal) => void
  /** Told what became of each command that had to wait. */
  late?: (outcome: Outcome) => void
  /** Told of each command that was kept by another page. */
  takenUp?: (stored: StoredAnswer) => void
  outbox?: OutboxStorage | undefined
}

/**
 * Commands between being asked and being answered. One that was not answered when the connection was lost is sent
 * again as it was, under its requestId, so that the hub does it once; in order, and no faster than the hub allows.
 */
export class Outbox {
  readonly #parts: OutboxParts
  readonly #budget: SendBudget
  readonly #list: OutboxList
  readonly #waiting = new Map<string, Command>()
  /** False while it is not known what was asked before: that goes first. */
  #isLoaded = true
  #timer: number | null = null
  /** Of the hub that answers now. */
  #term: Term = FIRST_TERM
  /** Up to which event a copy of it is kept elsewhere; null where none is. */
  #copiedSeq: number | null = null

  constructor(parts: OutboxParts) {
    this.#parts = parts
    this.#budget = new SendBudget(() => parts.timers.now())
    this.#list = new OutboxList(parts)
    void this.takeUp()
  }

  /** Commands that are kept until they are answered. */
  get count(): number {
    return [...this.#waiting.values()].filter(({ persistence }) => persistence.isKept).length
  }

  /** What waits, and what became of what has waited or was refused, until somebody has cleared that; the oldest first. */
  get entries(): readonly OutboxEntry[] {
    const waiting = [...this.#waiting.values()].filter(
      ({ persistence, hasWaited }) => persistence.isKept && hasWaited,
    )
    const all = [...this.#list.settled, ...waiting.map(({ entry }) => entry)]
    return all.sort((one, other) => (one.requestId < other.requestId ? -1 : 1))
  }

  /** Resolves soon with whether everything that was asked so far and still waits would be there after a reload. */
  whenKept(): Promise<boolean> {
    return this.#list.whenKept()
  }

  /** Forgets what became of commands; those that wait stay. */
  clearSettled(): void {
    this.#list.clear()
    this.#parts.changed()
  }

  /** `name` is whom it is about: it stays here, for the list of what was saved. */
  ask(requestId: string, frame: object, persistence: Persistence, name?: string): Promise<unknown> {
    const entry = { requestId, text: JSON.stringify(frame), name }
    const answer = this.#wait(entry, persistence, !this.#parts.isDeciding())
    if (persistence.isKept) this.#list.keep(entry)
    this.pump()
    this.#parts.changed()
    return answer
  }

  #wait(entry: OutboxEntry, persistence: Persistence, hasWaited: boolean): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const command = { entry, persistence, hasWaited, isSent: false, resolve, reject }
      this.#waiting.set(entry.requestId, command)
    })
  }

  /** Takes up what is kept and not known here: of the page before this one, or of another window, which is the desk no longer. */
  async takeUp(): Promise<void> {
    this.#isLoaded = !this.#list.isLasting
    this.#takeUp(await this.#list.load((late) => this.#takeUp(late)))
  }

  #takeUp(waiting: readonly OutboxEntry[]): void {
    for (const entry of waiting) {
      if (this.#waiting.has(entry.requestId)) continue
      const { type, payload } = JSON.parse(entry.text) as Pick<StoredAnswer, 'type' | 'payload'>
      const answer = this.#wait(entry, KEPT, true)
      // Whoever shows it hears of a refusal; where nobody does, it is no fault of the page.
      answer.catch(() => undefined)
      this.#parts.takenUp?.({ type, payload, answer })
    }
    this.#sendAgain()
    this.#isLoaded = true
    this.#parts.changed()
    this.pump()
  }

  /** The hub that answers now holds this term. What one before it has answered is sent again by the next `takeUp`. */
  metHub(term: Term): void {
    this.#term = term
    this.#copiedSeq = null
  }

  /** How far the copy goes that another PC keeps of the hub; null where none does. */
  copied(seq: number | null): void {
    this.#copiedSeq = seq
    this.#list.copied(this.#term, seq)
  }

  /** Where the next hub holds a command already it answers as it did; nobody has to look at it again. */
  #sendAgain(): void {
    for (const entry of this.#list.acknowledgedBefore(this.#term)) {
      if (!this.#waiting.has(entry.requestId)) this.#wait(entry, KEPT, true).catch(() => undefined)
    }
  }

  /** Sends what has not been sent yet, as fast as the hub allows, what was asked first before the rest. */
  pump(): void {
    if (this.#timer !== null) return
    for (const command of this.#inOrder()) {
      if (command.isSent || (command.persistence.isKept && !this.#isLoaded)) continue
      const waitMs = this.#budget.take()
      if (waitMs > 0) {
        this.#later(waitMs)
        return
      }
      if (!this.#parts.send(command.entry.text)) return
      command.isSent = true
    }
  }

  /** What another page asked before this one comes before it: ids are ordered by time. */
  #inOrder(): Command[] {
    return [...this.#waiting.values()].sort(({ entry: one }, { entry: other }) =>
      one.requestId < other.requestId ? -1 : 1,
    )
  }

  /** The hub is well again: sends at once what it could not carry out. */
  sendHeld(): void {
    if (this.#timer !== null) this.#parts.timers.clearTimeout(this.#timer)
    this.#timer = null
    this.pump()
  }

  /** The connection was lost: what was sent has to be sent again, and what is not kept is given up. */
  lost(): void {
    for (const command of [...this.#waiting.values()]) {
      command.isSent = false
      command.hasWaited = true
      if (command.persistence.isKept) continue
      this.#waiting.delete(command.entry.requestId)
      command.reject(new HubRefusal('hub_unreachable', ''))
    }
    this.#parts.changed()
  }

  /** The hub said what it allows; a new connection starts with a full burst. */
  setLimits(limits: DeskLimits): void {
    this.#budget.setLimits(limits)
  }

  /** Settles the command that a frame answers; false where it answers none. */
  answered(frame: ServerFrame): boolean {
    const requestId = 'requestId' in frame ? frame.requestId : undefined
    const command = requestId === undefined ? undefined : this.#waiting.get(requestId)
    if (!command || !('payload' in frame)) return false
    const refusal = refusalOf(frame)
    if (refusal && this.#isKept(command, refusal)) return true
    this.#waiting.delete(command.entry.requestId)
    if (command.persistence.isKept) this.#settle(command, frame, refusal?.error ?? null)
    this.#parts.changed()
    if (refusal) command.reject(refusal.error)
    else command.resolve(frame.payload)
    return true
  }

  /** Nothing is deleted on a refusal: somebody has to see it first. What had to wait nobody saw answered. */
  #settle({ entry, hasWaited }: Command, frame: { payload: unknown }, refusal: HubRefusal | null): void {
    const { refused, late } = this.#parts
    const { acknowledged: before, ...asked } = entry
    if (refusal) refused?.(refusal)
    const outcome = outcomeOf(frame, refusal)
    const isNews = hasWaited && before?.verdict !== outcome.verdict
    if (isNews) late?.(outcome)
    const isToBeSeen = isNews || (refusal !== null && !isDecision(refusal))
    const acknowledged = refusal === null ? this.#acknowledgedBy(frame, outcome) : null
    this.#list.settle({ ...asked, ...(isToBeSeen && { outcome }), ...(acknowledged && { acknowledged }) })
  }

  /** What is to be known of an answered command for the next hub; null where a copy holds it, none is kept, or nothing was recorded. */
  #acknowledgedBy({ payload }: { payload: unknown }, { verdict }: Outcome): Acknowledged | null {
    const { seq } = payload as { seq?: number }
    if (this.#copiedSeq === null || seq === undefined || seq <= this.#copiedSeq) return null
    return { seq, verdict, term: this.#term, at: this.#parts.timers.now() }
  }

  /** Keeps a command that was not decided: too soon, by a hub that cannot write, or as somebody who was signed out. */
  #isKept(command: Command, { error, retryAfterMs }: Refusal): boolean {
    const { code } = error
    const { isKept, waitsItsTurn } = command.persistence
    const isTooSoon = retryAfterMs !== undefined && waitsItsTurn
    const isTrouble = code === 'storage_unavailable' && isKept
    const isOfEndedSignIn = code === 'token_expired' && isKept
    if (!isTooSoon && !isTrouble && !isOfEndedSignIn) return false
    command.isSent = false
    command.hasWaited ||= !isTooSoon
    if (isTrouble) this.#parts.held()
    // After an ended sign-in the hub closes the socket, and the next one sends it.
    if (!isOfEndedSignIn) this.#later(retryAfterMs ?? TROUBLE_AGAIN_MS)
    return true
  }

  #later(ms: number): void {
    if (this.#timer !== null) return
    this.#timer = this.#parts.timers.setTimeout(() => {
      this.#timer = null
      this.pump()
    }, ms)
  }
}
