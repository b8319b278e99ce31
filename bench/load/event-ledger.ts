import type { ReadFrame } from './frames.ts'

/** Events whose bytes are kept to compare with; of a desk further behind than this only the numbers are checked. */
const KEPT_EVENTS = 16_384

/** How far one desk has come in the history, and what went wrong on the way. */
export interface Position {
  nextSeq: number
  /** Events that it was not told of, or not as the others were. */
  lost: number
  /** Events that it was told of before. */
  doubled: number
}

interface KeptEvent {
  seq: number
  bytes: Buffer
}

/**
 * Checks that every desk is told every event once, in order and with the same bytes. The first desk to see an event
 * parses it; the others compare theirs with it, which costs 0.15 us instead of 2 and misses nothing.
 */
export class EventLedger {
  /** Visits whose beginning, and whose end, every desk was told of. */
  readonly began = new Set<string>()
  readonly ended = new Set<string>()
  /** Visits that were told of twice, under two numbers. */
  doubledVisits = 0
  readonly #kept = new Array<KeptEvent | undefined>(KEPT_EVENTS)

  /** True where the frame is the very event that this desk has to see next, known from another desk; it is counted. */
  isNext(position: Position, bytes: Buffer, start: number, end: number): boolean {
    const kept = this.#kept[position.nextSeq % KEPT_EVENTS]
    if (kept?.seq !== position.nextSeq || kept.bytes.length !== end - start) return false
    if (bytes.compare(kept.bytes, 0, kept.bytes.length, start, end) !== 0) return false
    position.nextSeq += 1
    return true
  }

  /** Takes an event that is not the one `isNext` knows: a new one, or one that is lost, doubled or altered. */
  take(position: Position, frame: ReadFrame, bytes: Buffer): void {
    const seq = frame.payload?.seq ?? 0
    if (seq < position.nextSeq) {
      position.doubled += 1
      return
    }
    position.lost += seq - position.nextSeq
    position.nextSeq = seq + 1
    const kept = this.#kept[seq % KEPT_EVENTS]
    if (kept?.seq === seq) position.lost += kept.bytes.equals(bytes) ? 0 : 1
    else if (kept === undefined || kept.seq < seq) this.#keep(seq, frame, bytes)
  }

  #keep(seq: number, { type, payload }: ReadFrame, bytes: Buffer): void {
    this.#kept[seq % KEPT_EVENTS] = { seq, bytes: Buffer.from(bytes) }
    if (type === 'member_checked_in') this.#note(this.began, payload?.id)
    if (type === 'member_checked_out') this.#note(this.ended, payload?.id)
  }

  #note(visits: Set<string>, id = ''): void {
    if (visits.has(id)) this.doubledVisits += 1
    visits.add(id)
  }
}
