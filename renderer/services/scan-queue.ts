import { createStore } from 'zustand/vanilla'
import type { FailedRule } from '../../server/protocol/rules.ts'
import type { Action, Reason, Verdict } from '../../server/protocol/scan.ts'
import type { ComingInWords, ScanResultPayload, VisitPayload } from '../../server/protocol/server-frames.ts'
import type { StoredAnswer } from './outbox.ts'
import type { Read } from './scanner/decode-keys.ts'
import { ANYWHERE, type DeskPosition } from './desk-position.ts'
import { HubRefusal } from './hub-refusal.ts'
import {
  answerOfVisit,
  type Insisting,
  type MadeRenewal,
  type ShownAnswer,
  type ShownMember,
  type ShownResult,
} from './shown-result.ts'
import type { Readable } from './store.ts'
import type { Timers } from './timers.ts'
import type { HubConnection } from './connection.ts'
import { askWhoThisIs } from './who-is-this.ts'

/** An answer that comes sooner than this needs no "checking": the eye would only see a flicker. */
const ASKING_AFTER_MS = 150

/** A result that needs a look stays at least this long before the next one replaces it. */
const LOOK_MS = 1_500

/**
 * A key that goes down this soon after a result took another's place was meant for the other: nobody reads and presses
 * faster.
 */
export const MEANT_BEFORE_MS = 300

/** With more results than this waiting, those that let somebody in without a word give way to those that need a look. */
const MAX_RESULTS_WAITING = 3

/** What was asked: a code that was scanned, or a member by hand. */
type Asked = Pick<ShownResult, 'code' | 'memberId' | 'renewal'>

/** Something that was asked and is not answered. */
interface Open {
  scannedAt: number
  asked: Asked
  /** True where nobody waits before the stage any more. */
  hasWaited: boolean
}

/** What goes with a check-in by hand: what is insisted on, whom it is about, and the renewal that was made just before. */
type ByHand = Insisting & { name?: string | undefined; renewal?: MadeRenewal }

const BY_HAND: Asked = { code: null, memberId: null }

interface Shown {
  shown: ShownResult | null
  /** Results that wait for their turn on the stage. */
  waiting: number
  /** The member who was deleted last, for whoever still shows something of them. */
  forgotten?: string
}

/**
 * What the stage shows: every scan and every check-in by hand is sent, answered, and shown in turn. One that asks for
 * a look is not wiped away by the next.
 */
export class ScanQueue {
  readonly #service: HubConnection
  readonly #timers: Timers
  readonly #deskPosition: (code?: string) => DeskPosition
  readonly #store = createStore<Shown>(() => ({ shown: null, waiting: 0 }))
  readonly #open = new Map<number, Open>()
  #queue: ShownResult[] = []
  #shownAt = 0
  /** What the stage showed before, and since when that has been gone. */
  #before: ShownResult | null = null
  #replacedAt = 0
  #isTimed = false
  #lastKey = 0

  /** `post` says what a scan here means, of a code or of any; without it, in or out at the hub's default place. */
  constructor(
    service: HubConnection,
    timers: Timers,
    deskPosition: (code?: string) => DeskPosition = () => ANYWHERE,
  ) {
    this.#service = service
    this.#deskPosition = deskPosition
    this.#timers = timers
    let wasDeciding = this.#service.isHubDeciding
    service.store.subscribe(() => {
      if (wasDeciding && !this.#service.isHubDeciding) void this.#showWaiting()
      wasDeciding = this.#service.isHubDeciding
    })
    service.onTakenUp((kept) => void this.#runKept(kept))
    service.onMemberChanged(({ member }) => member.full_name === '' && this.#forget(member.id))
  }

  get store(): Readable<Shown> {
    return this.#store
  }

  get #shown(): ShownResult | null {
    return this.#store.getState().shown
  }

  /** Takes what a scanner typed: a code is sent, two readers' mixture is answered here and never asked about. */
  read(read: Read): void {
    if (read.is === 'code') void this.scan(read.code)
    else this.#showAmbiguous()
  }

  /** Sends a scanned code to the hub; the stage shows its answer. Never rejects. */
  async scan(code: string, insisting: Insisting = {}, renewal?: MadeRenewal): Promise<void> {
    const { mode, location } = this.#deskPosition(code)
    const where = location === '' ? { mode } : { mode, location }
    await this.#run({ code, memberId: null, ...(renewal && { renewal }) }, () =>
      this.#service.scan(code, { ...where, ...insisting }),
    )
  }

  /** Asks the hub who this is; the stage shows its answer. Never rejects, changes nothing. */
  async preview(code: string): Promise<void> {
    await this.#run({ code, memberId: null }, () =>
      askWhoThisIs(this.#service, code, this.#deskPosition(code)),
    )
  }

  async checkIn(
    memberId: string,
    location = this.#deskPosition().location || undefined,
    notes?: string,
    { renewal, ...more }: ByHand = {},
  ): Promise<VisitPayload> {
    const asked = this.#service.checkIn(memberId, location, notes, more)
    await this.#run({ code: null, memberId, ...(renewal && { renewal }) }, async () => {
      try {
        return answerOfVisit(await asked)
      } catch (error) {
        return answerOfRefusal(error, await this.#memberOf(error, memberId))
      }
    })
    return asked
  }

  /** Shows somebody who was let in by another way than a check-in. */
  came(visit: VisitPayload & ComingInWords, renewal?: MadeRenewal): void {
    const key = (this.#lastKey += 1)
    const asked = { code: null, memberId: visit.member.id, ...(renewal && { renewal }) }
    this.#show({
      ...{ key, scannedAt: this.#timers.now(), ...asked },
      ...{ state: 'answered', result: answerOfVisit(visit) },
    })
  }

  checkOut(checkInId: string, notes?: string, name?: string): Promise<VisitPayload> {
    return this.#runVisit(() => this.#service.checkOut(checkInId, notes, name))
  }

  undo(checkInId: string, name?: string): Promise<VisitPayload> {
    return this.#runVisit(() => this.#service.undo(checkInId, name), true)
  }

  /** Asks for what a result shows once more, insisting on it or after a renewal; the stage shows the answer. */
  again({ code, memberId, result }: ShownResult, insisting: Insisting, renewal?: MadeRenewal): void {
    if (code !== null && result?.isPreview === true) void this.preview(code)
    else if (code !== null) void this.scan(code, insisting, renewal)
    else if (memberId !== null) {
      const byHand = { ...insisting, name: result?.member?.full_name, ...(renewal && { renewal }) }
      void this.checkIn(memberId, undefined, undefined, byHand).catch(ignore)
    }
  }

  /** Checks a member in by hand, who has bought something just before where there is a renewal; the stage shows the answer. */
  letIn({ id, full_name: name }: Pick<ShownMember, 'id' | 'full_name'>, renewal?: MadeRenewal): void {
    const byHand = { name, ...(renewal && { renewal }) }
    void this.checkIn(id, undefined, undefined, byHand).catch(ignore)
  }

  /**
   * The result that a key is meant for that went down so many milliseconds ago: a busy page hears of it late. One that had taken
   * another's place just before was not read yet.
   */
  meant(agoMs = 0): ShownResult | null {
    const goneMs = this.#timers.now() - this.#replacedAt
    // Less than nothing, where the clock was set back since: it was read long ago.
    const isUnread = goneMs >= 0 && goneMs - agoMs < MEANT_BEFORE_MS
    return isUnread ? (this.#before ?? this.#shown) : this.#shown
  }

  /** Takes what is shown off the stage, unless it came so lately that whoever dismissed it `agoMs` ago had not read it yet. */
  dismiss(agoMs = 0): void {
    if (this.meant(agoMs) !== this.#shown) return
    this.#store.setState({ shown: null, waiting: this.#queue.length })
  }

  /** Takes everything off the stage, read or not, with what waits for its turn. */
  clear(): void {
    this.#queue = []
    this.#before = null
    this.#store.setState({ shown: null, waiting: 0 })
  }

  /** Takes a member who was deleted off the stage. */
  #forget(memberId: string): void {
    const isOfOthers = (shown: ShownResult | null): boolean => shown?.result?.member?.id !== memberId
    this.#queue = this.#queue.filter(isOfOthers)
    if (!isOfOthers(this.#before)) this.#before = null
    const shown = isOfOthers(this.#shown) ? this.#shown : null
    this.#store.setState({ shown, waiting: this.#queue.length, forgotten: memberId })
  }

  /** Shows what becomes of a command that was asked before the page was loaded again. */
  #runKept({ type, payload, answer }: StoredAnswer): Promise<void> {
    const { code, occurredAt } = payload
    const scannedAt = typeof occurredAt === 'string' ? Date.parse(occurredAt) : this.#timers.now()
    if (type === 'scan' && typeof code === 'string') {
      return this.#run({ code, memberId: null }, () => answer as Promise<ScanResultPayload>, scannedAt, true)
    }
    const visit = answer as Promise<VisitPayload>
    return this.#run(BY_HAND, async () => answerOfVisit(await visit, type === 'undo'), scannedAt, true)
  }

  async #runVisit(ask: () => Promise<VisitPayload>, isUndo = false): Promise<VisitPayload> {
    const asked = ask()
    await this.#run(BY_HAND, async () => answerOfVisit(await asked, isUndo))
    return asked
  }

  /** Whom the rules refused by hand: the refusal itself names nobody. */
  async #memberOf(error: unknown, memberId: string): Promise<ShownMember | null> {
    if (!(error instanceof HubRefusal) || error.reason === null) return null
    return this.#service.call('members.get', { memberId }).catch(() => null)
  }

  async #run(
    asked: Asked,
    ask: () => Promise<ScanResultPayload | ShownAnswer>,
    scannedAt = this.#timers.now(),
    isLate = false,
  ): Promise<void> {
    const key = (this.#lastKey += 1)
    const open: Open = { scannedAt, asked, hasWaited: isLate }
    this.#open.set(key, open)
    const asking = this.#timers.setTimeout(() => this.#showAsking(key, scannedAt, asked), ASKING_AFTER_MS)
    const answer = ask()
    if (!this.#service.isHubDeciding) void this.#showWaiting()
    const result = await answer.catch((error: unknown) => answerOfRefusal(error))
    this.#timers.clearTimeout(asking)
    this.#open.delete(key)
    // What became of the others is in the list of what was saved: the stage is for who is there.
    if (open.hasWaited && this.#shown?.key !== key) return
    this.#show({ key, scannedAt, ...asked, state: 'answered', result })
  }

  #showAmbiguous(): void {
    const key = (this.#lastKey += 1)
    const result = failure('error', 'ambiguous')
    this.#show({ key, scannedAt: this.#timers.now(), ...BY_HAND, state: 'answered', result })
  }

  #showAsking(key: number, scannedAt: number, asked: Asked): void {
    if (this.#open.has(key) && this.#service.isHubDeciding && this.#queue.length === 0 && !this.#isHeld()) {
      this.#put({ key, scannedAt, ...asked, state: 'asking', result: null })
    }
  }

  /** Nothing is decided now: says of the newest unanswered scan that it is saved, once it is, or that it could not be. */
  async #showWaiting(): Promise<void> {
    const newest = [...this.#open].at(-1)
    const isUnsaved = !(await this.#service.whenKept())
    // Of a newer one it is said as soon as that is saved.
    if (!newest || newest[0] !== [...this.#open.keys()].at(-1) || this.#service.isHubDeciding) return
    for (const open of this.#open.values()) open.hasWaited = true
    const [key, { scannedAt, asked }] = newest
    const result = failure('error', 'hub_unreachable')
    this.#put({ key, scannedAt, ...asked, state: 'waiting', isUnsaved, result })
  }

  #show(result: ShownResult): void {
    // A member at the desk does not wait for unknown cards, which the list of what happened has all the same. It has none that
    // could not be read: the stage is where those are seen.
    if (isOfMember(result)) this.#queue = this.#queue.filter((waiting) => !isOfUnknownCard(waiting))
    this.#queue.push(result)
    if (this.#queue.length > MAX_RESULTS_WAITING) this.#queue = withoutPlainGrants(this.#queue)
    this.#next()
  }

  #next(): void {
    const heldMs = Math.min(this.#shownAt + LOOK_MS - this.#timers.now(), LOOK_MS)
    if (this.#isHeld() && heldMs > 0) {
      this.#store.setState({ waiting: this.#queue.length })
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
    const shown = this.#shown
    const [next] = this.#queue
    if (shown?.state !== 'answered' || shown.result?.verdict === 'granted') return false
    if (next === undefined) return true
    return !isAboutSame(shown, next) && !(isOfUnknownCard(shown) && this.#queue.some(isOfMember))
  }

  #put(shown: ShownResult): void {
    const before = this.#shown
    // What somebody did here by hand surprises nobody.
    const isSurprise = shown.code !== null && before !== null && !isAboutSame(before, shown)
    this.#shownAt = this.#timers.now()
    // An answer in the place of its own question takes nothing away: that has been gone since it was asked.
    if (before?.key !== shown.key) {
      this.#before = isSurprise ? before : null
      this.#replacedAt = this.#shownAt
    }
    this.#store.setState({ shown, waiting: this.#queue.length })
  }
}

/** True for an answer about somebody whom the gym knows, which an unknown card, or one that was not read, is not. */
function isOfMember({ result }: ShownResult): boolean {
  return result !== null && result.member !== null
}

function isOfUnknownCard({ result }: ShownResult): boolean {
  return result?.reason === 'unknown_credential'
}

/** True for two answers about one card, one visit, or one member by hand. */
function isAboutSame(one: ShownResult, other: ShownResult): boolean {
  const visit = one.result?.visit?.id
  if (visit !== undefined && visit === other.result?.visit?.id) return true
  if (one.code !== null) return one.code === other.code
  return one.memberId !== null && one.memberId === other.memberId
}

/** The newest, and every one before it that needs a look. */
function withoutPlainGrants(queue: readonly ShownResult[]): ShownResult[] {
  return queue.filter(({ result }, index) => index === queue.length - 1 || result?.verdict !== 'granted')
}

function answerOfRefusal(error: unknown, member: ShownMember | null = null): ShownAnswer {
  if (!(error instanceof HubRefusal)) return failure('error', 'hub_unreachable')
  if (error.reason) return { ...failure('denied', error.reason), member, ...nextIn(error) }
  const reason = error.code === 'rate_limited' ? 'rate_limited' : 'hub_unreachable'
  return { ...failure('error', reason), failedBy: error.code }
}

/** What the hub said may be done about a refusal by hand, and the rule that it named. */
function nextIn({ details }: HubRefusal): Pick<ShownAnswer, 'actions' | 'rule'> {
  const { actions, rule } = details as { actions?: Action[]; rule?: FailedRule }
  return { actions: actions ?? [], ...(rule && { rule }) }
}

function ignore(): void {
  // The stage shows what went wrong.
}

function failure(verdict: Verdict, reason: Reason): ShownAnswer {
  return { verdict, reason, flags: [], message: '', member: null, visit: null, actions: [] }
}
