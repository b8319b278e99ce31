import type { NamedEvent } from '../store/event-log.ts'
import { encodeEvent, encodeHiddenEvent } from './encode.ts'
import { frameBytes } from './frame-bytes.ts'
import type { LiveFrames, Session } from './session.ts'

/** What an event must be for the gateway to tell it: the store's, as the commands hand it over. */
export type Event = NamedEvent

/** From this many events in a turn on, clients that accept it get one `batch` frame: under load, not otherwise. */
const BATCH_FROM_EVENTS = 8

/** The frames of one commit in the forms that sessions get, each made when the first session needs it. */
export class BroadcastFrames {
  readonly #events: readonly Event[]
  /** The last event of the commit. */
  readonly seq: number
  /** By `formOf`. */
  readonly #made: LiveFrames[] = []

  constructor(events: readonly Event[]) {
    this.#events = events
    this.seq = events.at(-1)?.seq ?? 0
  }

  for(session: Session): LiveFrames {
    const sees = Boolean(session.identity?.person)
    const isBatch = session.acceptsBatch && this.#events.length >= BATCH_FROM_EVENTS
    const form = formOf(sees, isBatch)
    return (this.#made[form] ??= this.#make(sees, isBatch))
  }

  #make(sees: boolean, isBatch: boolean): LiveFrames {
    const texts = this.#events.map(sees ? encodeEvent : encodeHiddenEvent)
    const sent = isBatch ? [`{"type":"batch","payload":[${texts.join(',')}]}`] : texts
    return { bytes: frameBytes(sent), seq: this.seq, count: sent.length }
  }
}

/** A number for each form, which two hundred sessions look up for each scan. */
function formOf(sees: boolean, isBatch: boolean): number {
  return (sees ? 1 : 0) + (isBatch ? 2 : 0)
}
