import type { Socket } from 'node:net'
import { reconnectDelayMs } from '../../renderer/services/reconnect.ts'
import { newTimeOrderedId } from '../../server/platform/uuid-v7.ts'
import { FrameReader, OPCODE } from './frame-reader.ts'
import { clientFrames, pongFrame } from './frame-writer.ts'
import type { ReadFrame } from './frames.ts'
import type { ScanFrame, StormJob } from './job.ts'
import { openSocket } from './open-socket.ts'
import { Pace } from './pace.ts'
import type { SeenFrames } from './seen-frames.ts'

interface StormDeskParts {
  job: StormJob
  recorded: readonly ScanFrame[]
  localAddress: string | undefined
  seen: SeenFrames
}

/** An operation that the desk recorded while it was away. */
interface Operation {
  memberId: string
  text: string
  isSent: boolean
}

/**
 * A desk with a head of its own, as short as can be: signs in with a frame, resumes, sends what waits no faster than it
 * is allowed, and comes back by itself.
 */
export class StormDesk {
  readonly #parts: StormDeskParts
  readonly #waiting = new Map<string, Operation>()
  readonly checkIns: { visitId: string; memberId: string }[] = []
  turnedAway = 0
  refusals = 0
  lost = 0
  doubled = 0
  /** The last event that it knows. */
  seq = -1
  #epoch = ''
  #isLive = false
  #isOver = false
  #socket: Socket | null = null
  #failures = 0
  #pace: Pace | null = null

  constructor(parts: StormDeskParts) {
    this.#parts = parts
    for (const { type, memberId, payload } of parts.recorded) {
      const requestId = newTimeOrderedId()
      const text = JSON.stringify({ type, requestId, payload: { ...payload, mode: 'in' } })
      this.#waiting.set(requestId, { memberId, text, isSent: false })
    }
  }

  get isLive(): boolean {
    return this.#isLive
  }

  /** Operations without an answer. */
  get waiting(): number {
    return this.#waiting.size
  }

  /** Connects, and again until it is told to hang up. */
  async connect(): Promise<void> {
    const { job, localAddress } = this.#parts
    const reader = new FrameReader((opcode, bytes, start, end) => {
      if (opcode === OPCODE.text) this.#receive(bytes.subarray(start, end))
      else if (opcode === OPCODE.ping) this.#socket?.write(pongFrame(bytes.subarray(start, end)))
      else if (opcode === OPCODE.close) this.#socket?.destroy()
    })
    try {
      this.#socket = await openSocket(job.ws, { token: null, localAddress }, (bytes) => reader.push(bytes))
    } catch {
      this.#comeBack()
      return
    }
    this.#socket.on('close', () => this.#comeBack())
    const resume = this.seq < 0 ? {} : { resume: { epoch: this.#epoch, seq: this.seq } }
    const payload = { token: job.token, accept: ['batch'], ...resume }
    this.#send(JSON.stringify({ type: 'authenticate', payload, requestId: newTimeOrderedId() }))
  }

  /** Sends its first operations and cuts the line without waiting for an answer. */
  async sendAndVanish(count: number): Promise<void> {
    const first = [...this.#waiting.values()].slice(0, count)
    this.#isOver = true
    const socket = this.#socket
    const gone = new Promise<void>((resolve) => socket?.once('close', () => resolve()))
    socket?.end(clientFrames(first.map(({ text }) => text)))
    await gone
    this.#isOver = false
  }

  hangUp(): void {
    this.#isOver = true
    this.#pace?.stop()
    this.#socket?.destroy()
  }

  #comeBack(): void {
    this.#isLive = false
    this.#pace?.stop()
    for (const operation of this.#waiting.values()) operation.isSent = false
    if (this.#isOver) return
    this.turnedAway += 1
    setTimeout(() => void this.connect(), reconnectDelayMs(this.#failures++, Math.random()))
  }

  #send(text: string): void {
    this.#socket?.write(clientFrames([text]))
  }

  #receive(payload: Buffer): void {
    const known = this.#parts.seen.find(payload)
    if (known) {
      this.#take(known.from, known.to)
      return
    }
    const frame = JSON.parse(payload.toString()) as ReadFrame | { type: 'batch'; payload: ReadFrame[] }
    if (Array.isArray(frame.payload)) {
      const seqs = frame.payload.map((inner) => inner.payload?.seq ?? 0)
      this.#parts.seen.keep(payload, seqs[0] ?? 0, seqs.at(-1) ?? 0)
      for (const inner of frame.payload) this.#read(inner)
    } else this.#read(frame as ReadFrame, payload)
  }

  #read(frame: ReadFrame, payload?: Buffer): void {
    const { type, requestId = '' } = frame
    const operation = this.#waiting.get(requestId)
    if (operation) this.#answered(requestId, operation, frame)
    else if (type === 'authentication_success') this.#live(frame)
    else if (type === 'initial_stats') this.#begin(frame)
    else if (type === 'member_checked_in') {
      const seq = frame.payload?.seq ?? 0
      if (payload) this.#parts.seen.keep(payload, seq, seq)
      this.#take(seq, seq)
    } else if (type === 'error') this.refusals += 1
  }

  /** The hub's first numbers are where a desk that knows nothing begins; one that resumes goes on from its own. */
  #begin({ payload }: ReadFrame): void {
    if (this.seq < 0) this.seq = payload?.seq ?? 0
    this.#epoch = payload?.epoch ?? ''
    this.#isLive = true
  }

  #take(from: number, to: number): void {
    if (to <= this.seq) this.doubled += 1
    else this.lost += Math.max(from - this.seq - 1, 0)
    this.seq = Math.max(this.seq, to)
  }

  #live({ payload }: ReadFrame): void {
    this.#failures = 0
    if (!payload?.limits) throw new Error('The hub did not say how fast a desk may be.')
    this.#pace = new Pace(payload.limits, () => this.#sendNext())
    if (this.seq >= 0) this.#pace.start()
  }

  /** Goes on as long as anything waits: what the hub has put off is sent again. */
  #sendNext(): boolean {
    const next = [...this.#waiting.values()].find(({ isSent }) => !isSent)
    if (next) {
      next.isSent = true
      this.#send(next.text)
    }
    return this.#waiting.size > 0
  }

  #answered(requestId: string, operation: Operation, { type, payload }: ReadFrame): void {
    const visitId = payload?.visit?.id
    if (type === 'scan_result' && visitId !== undefined) {
      this.#waiting.delete(requestId)
      this.checkIns.push({ visitId, memberId: operation.memberId })
    } else {
      this.refusals += 1
      operation.isSent = false
    }
  }
}
