import type { DeskListener } from './desk.ts'
import type { ReadFrame } from './frames.ts'

interface Sent {
  atMs: number
  memberId: string
  /** Desks that were told. */
  seenBy: number
}

/** Follows each scan from the moment it is sent to its answer and to the last desk that is told, by one clock. */
export class ScanWatch implements DeskListener {
  #desks = 0
  readonly #byRequest = new Map<string, Sent>()
  readonly #byMember = new Map<string, Sent>()
  readonly #bySeq = new Map<number, Sent>()
  #answerMs: number[] = []
  #lastDeskMs: number[] = []
  #unseen = 0
  #missing = 0

  /** Begins a measurement with so many desks. */
  begin(desks: number): void {
    this.#missing += this.#unseen
    this.#unseen = 0
    this.#desks = desks
    this.#answerMs = []
    this.#lastDeskMs = []
    this.#bySeq.clear()
  }

  /** Scans that were not answered, and those that some desk was not told of, over all measurements. */
  get missing(): number {
    return this.#missing + this.#unseen + this.#byRequest.size
  }

  get isComplete(): boolean {
    return this.#unseen === 0 && this.#byRequest.size === 0
  }

  get delays() {
    return { answerMs: this.#answerMs, lastDeskMs: this.#lastDeskMs }
  }

  /** Each member is scanned once. */
  sent(requestId: string, memberId: string): void {
    const sent = { atMs: performance.now(), memberId, seenBy: 0 }
    this.#byRequest.set(requestId, sent)
    this.#byMember.set(memberId, sent)
    this.#unseen += 1
  }

  readonly answered = ({ requestId = '' }: ReadFrame): void => {
    const sent = this.#byRequest.get(requestId)
    if (!sent) return
    this.#byRequest.delete(requestId)
    this.#answerMs.push(performance.now() - sent.atMs)
  }

  readonly told = (seq: number, frame: ReadFrame | null): void => {
    const sent = this.#bySeq.get(seq) ?? this.#byMember.get(frame?.payload?.member?.id ?? '')
    if (!sent) return
    this.#bySeq.set(seq, sent)
    sent.seenBy += 1
    if (sent.seenBy !== this.#desks) return
    this.#lastDeskMs.push(performance.now() - sent.atMs)
    this.#unseen -= 1
  }
}
