import type { DeskListener } from './desk.ts'
import type { ReadFrame } from './frames.ts'

interface Sent {
  hub: number
  atMs: number
  answeredAtMs: number | null
  /** Desks of other hubs that are not told yet, and when the last one was. */
  untold: number
  toldAtMs: number
}

/** Follows each scan at one of several hubs to its answer, and from there to the last desk of another hub; by one clock. */
export class ChainWatch {
  readonly answerMs: number[] = []
  readonly elsewhereMs: number[] = []
  /** The last event that any desk was told. */
  lastSeq = 0
  readonly #hubs: number
  readonly #desksAHub: number
  readonly #byRequest = new Map<string, Sent>()
  readonly #byMember = new Map<string, Sent>()
  readonly #bySeq = new Map<number, Sent>()
  #incomplete = 0

  constructor(hubs: number, desksAHub: number) {
    this.#hubs = hubs
    this.#desksAHub = desksAHub
  }

  /** Scans that are not answered, or that some desk of another hub is not told of. */
  get missing(): number {
    return this.#incomplete
  }

  /** What was measured so far was a warm-up. */
  begin(): void {
    this.answerMs.length = 0
    this.elsewhereMs.length = 0
  }

  /** Each member is scanned once; the desks stand at the hubs in turn. */
  sent(requestId: string, memberId: string, desk: number): void {
    const untold = (this.#hubs - 1) * this.#desksAHub
    const sent = { hub: desk % this.#hubs, atMs: performance.now(), answeredAtMs: null, untold, toldAtMs: 0 }
    this.#byRequest.set(requestId, sent)
    this.#byMember.set(memberId, sent)
    this.#incomplete += 1
  }

  listenerAt(hub: number): DeskListener {
    return {
      answered: ({ requestId = '' }) => this.#answered(requestId),
      told: (seq, frame) => this.#told(hub, seq, frame),
    }
  }

  #answered(requestId: string): void {
    const sent = this.#byRequest.get(requestId)
    if (!sent) return
    this.#byRequest.delete(requestId)
    sent.answeredAtMs = performance.now()
    this.answerMs.push(sent.answeredAtMs - sent.atMs)
    this.#complete(sent)
  }

  #told(hub: number, seq: number, frame: ReadFrame | null): void {
    this.lastSeq = Math.max(this.lastSeq, seq)
    const sent = this.#bySeq.get(seq) ?? this.#byMember.get(frame?.payload?.member?.id ?? '')
    if (!sent) return
    this.#bySeq.set(seq, sent)
    if (sent.hub === hub) return
    sent.untold -= 1
    sent.toldAtMs = performance.now()
    this.#complete(sent)
  }

  #complete({ answeredAtMs, untold, toldAtMs }: Sent): void {
    if (answeredAtMs === null || untold > 0) return
    this.#incomplete -= 1
    // Another hub may be sooner than the answer.
    this.elsewhereMs.push(Math.max(toldAtMs - answeredAtMs, 0))
  }
}
