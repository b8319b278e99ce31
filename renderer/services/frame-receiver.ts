import type { ServerFrame } from '../../server/protocol/server-frames.ts'
import { FIRST_TERM } from '../../server/protocol/term.ts'
import { applyFrame, isEvent, placeOf } from './apply-frame.ts'
import type { Authentication } from './authentication.ts'
import type { ConnectionStore } from './connection-store.ts'
import type { Heartbeat } from './heartbeat.ts'
import { hubAheadMs } from './hub-clock.ts'
import type { Outbox } from './outbox.ts'
import type { Resync } from './resync.ts'
import type { Timers } from './timers.ts'

interface FrameReceiverParts {
  timers: Timers
  store: ConnectionStore
  outbox: Outbox
  heartbeat: Heartbeat
  resync: Resync
  authentication: Authentication
  /** The hub has taken the first sign-in over a socket. */
  live: () => void
  /** Told of each frame after the desk has taken it in. */
  taken: (frame: ServerFrame) => void
}

/** What becomes of each frame of the hub: the building is told, a command is answered, and the line goes on by it. */
export class FrameReceiver {
  readonly #parts: FrameReceiverParts

  constructor(parts: FrameReceiverParts) {
    this.#parts = parts
  }

  receive(frame: ServerFrame): void {
    this.#parts.store.heard(this.#parts.timers.now())
    if (frame.type === 'batch') {
      for (const inner of frame.payload) this.#take(inner)
    } else this.#take(frame)
  }

  #take(frame: ServerFrame): void {
    const { store, outbox, resync, taken } = this.#parts
    if (isEvent(frame) && placeOf(store.desk, frame) === 'gap') {
      resync.resume()
      return
    }
    store.setDesk(applyFrame(store.desk, frame))
    outbox.answered(frame)
    this.#react(frame)
    taken(frame)
  }

  #react(frame: ServerFrame): void {
    const { outbox, heartbeat, resync, authentication, live } = this.#parts
    switch (frame.type) {
      case 'authentication_success':
        this.#hearTime(frame.payload.serverTime)
        outbox.setLimits(frame.payload.limits)
        authentication.heardTerm(frame.payload.term)
        if (authentication.isBegun(frame.requestId)) {
          outbox.metHub(frame.payload.term ?? FIRST_TERM)
          live()
        }
        break
      case 'heartbeat_ack':
        heartbeat.heard()
        this.#hearTime(frame.timestamp)
        this.#noticeLostEvent(frame.seq)
        break
      case 'initial_stats':
        outbox.copied(frame.payload.copiedSeq ?? null)
        break
      case 'check_in_stats':
        this.#hearTime(frame.payload.timestamp)
        outbox.copied(frame.payload.copiedSeq ?? null)
        break
      case 'snapshot':
      case 'resumed':
        resync.done()
        break
      case 'error':
        resync.heardError(frame)
        break
      case 'hub_status':
        if (frame.payload.state === 'ok') outbox.sendHeld()
        break
      case 'token_expiring':
        authentication.renew()
        break
      default:
    }
  }

  #hearTime(hubTime: string): void {
    const { store, timers } = this.#parts
    const known = store.connection.hubAheadMs
    const ahead = hubAheadMs(known, hubTime, timers.now())
    if (ahead !== known) store.setConnection({ hubAheadMs: ahead })
  }

  /** The last event may have been lost with nothing after it to show the gap. */
  #noticeLostEvent(seq: number | undefined): void {
    const { position } = this.#parts.store.desk
    if (seq !== undefined && position && seq > position.seq) this.#parts.resync.resume()
  }
}
