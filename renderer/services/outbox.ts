import type { DeskLimits, ServerFrame } from '../../server/protocol/server-frames.ts'
import { HubRefusal } from './hub-refusal.ts'
import { refusalOf, type Refusal } from './refusal-in-frame.ts'
import { SendBudget } from './send-budget.ts'
import type { Timers } from './timers.ts'

/** Where commands are kept until they are answered, so that a reload loses none. */
export interface OutboxStorage {
  load: () => StoredCommand[]
  save: (commands: StoredCommand[]) => void
}

export interface StoredCommand {
  requestId: string
  text: string
}

/** A command from before the page was loaded again, and what the hub answers to it. */
export interface StoredAnswer {
  type: string
  payload: Readonly<Record<string, unknown>>
  answer: Promise<unknown>
}

interface Command {
  requestId: string
  text: string
  persistence: Persistence
  isSent: boolean
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

/**
 * Commands between being asked and being answered. One that was not answered when the connection was lost is sent
 * again as it was, under its requestId, so that the hub does it once; in order, and no faster than the hub allows.
 */
export class Outbox {
  readonly #timers: Timers
  readonly #send: (text: string) => boolean
  readonly #changed: () => void
  readonly #held: () => void
  readonly #refused: (error: HubRefusal) => void
  readonly #outbox: OutboxStorage | null
  readonly #budget: SendBudget
  readonly #waiting = new Map<string, Command>()
  /** In the order in which they were asked. */
  readonly storedAnswers: readonly StoredAnswer[]
  #timer: number | null = null

  /**
   * `send` returns false where nothing can be sent now; `changed` is told when the number of waiting commands is, and
   * `held` when the hub could not carry one out, which is kept and sent again.
   */
  constructor(parts: {
    timers: Timers
    send: (text: string) => boolean
    changed: () => void
    held: () => void
    /** Told of each command that the hub refused, whoever waits for it or does not any more. */
    refused?: (error: HubRefusal) => void
    outbox?: OutboxStorage | undefined
  }) {
    this.#timers = parts.timers
    this.#budget = new SendBudget(() => parts.timers.now())
    this.#send = parts.send
    this.#changed = parts.changed
    this.#held = parts.held
    this.#refused = parts.refused ?? (() => undefined)
    this.#outbox = parts.outbox ?? null
    this.storedAnswers = (this.#outbox?.load() ?? []).map((kept) => this.#takeUp(kept))
  }

  /** Commands that are kept until they are answered. */
  get count(): number {
    return [...this.#waiting.values()].filter(({ persistence }) => persistence.isKept).length
  }

  ask(requestId: string, frame: object, persistence: Persistence): Promise<unknown> {
    const answer = this.#wait(requestId, JSON.stringify(frame), persistence)
    if (persistence.isKept) this.#save()
    this.#changed()
    this.pump()
    return answer
  }

  #wait(requestId: string, text: string, persistence: Persistence): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(requestId, { requestId, text, persistence, isSent: false, resolve, reject })
    })
  }

  #takeUp({ requestId, text }: StoredCommand): StoredAnswer {
    const { type, payload } = JSON.parse(text) as Pick<StoredAnswer, 'type' | 'payload'>
    const answer = this.#wait(requestId, text, KEPT)
    // Whoever shows it hears of a refusal; where nobody does, it is no fault of the page.
    answer.catch(() => undefined)
    return { type, payload, answer }
  }

  /** Sends what has not been sent yet, as fast as the hub allows. */
  pump(): void {
    if (this.#timer !== null) return
    for (const command of this.#waiting.values()) {
      if (command.isSent) continue
      const waitMs = this.#budget.take()
      if (waitMs > 0) {
        this.#later(waitMs)
        return
      }
      if (!this.#send(command.text)) return
      command.isSent = true
    }
  }

  /** The hub is well again: sends at once what it could not carry out. */
  sendHeld(): void {
    if (this.#timer !== null) this.#timers.clearTimeout(this.#timer)
    this.#timer = null
    this.pump()
  }

  /** The connection was lost: what was sent has to be sent again, and what is not kept is given up. */
  lost(): void {
    for (const command of [...this.#waiting.values()]) {
      command.isSent = false
      if (command.persistence.isKept) continue
      this.#waiting.delete(command.requestId)
      command.reject(new HubRefusal('hub_unreachable', ''))
    }
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
    this.#waiting.delete(command.requestId)
    if (command.persistence.isKept) this.#save()
    this.#changed()
    if (refusal && command.persistence.isKept) this.#refused(refusal.error)
    if (refusal) command.reject(refusal.error)
    else command.resolve(frame.payload)
    return true
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
    if (isTrouble) this.#held()
    // After an ended sign-in the hub closes the socket, and the next one sends it.
    if (!isOfEndedSignIn) this.#later(retryAfterMs ?? TROUBLE_AGAIN_MS)
    return true
  }

  #save(): void {
    const kept = [...this.#waiting.values()].filter(({ persistence }) => persistence.isKept)
    this.#outbox?.save(kept.map(({ requestId, text }) => ({ requestId, text })))
  }

  #later(ms: number): void {
    if (this.#timer !== null) return
    this.#timer = this.#timers.setTimeout(() => {
      this.#timer = null
      this.pump()
    }, ms)
  }
}
