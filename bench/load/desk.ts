import { openConnection } from './connection.ts'
import type { EventLedger, Position } from './event-ledger.ts'
import { ANSWER_TYPES, EVENT_TYPES, REFUSAL_TYPES, type ReadFrame } from './frames.ts'

/** What a desk is told, beside what its ledger checks. */
export interface DeskListener {
  /** The answer to a command. */
  answered?: (frame: ReadFrame) => void
  /** An event; `frame` where this desk was the first to see it. */
  told?: (seq: number, frame: ReadFrame | null) => void
}

export interface Desk {
  position: Readonly<Position>
  send: (text: string) => void
  close: () => void
}

/** Where the desks go, and with what. */
export interface ServerAddress {
  ws: string
  token: string
}

/** Opens a desk and resolves when it is live: its place in the history is what `initial_stats` said. */
export async function openDesk(
  { ws, token }: ServerAddress,
  ledger: EventLedger,
  listener: DeskListener,
): Promise<Desk> {
  const position: Position = { nextSeq: 0, lost: 0, doubled: 0 }
  const { promise: live, resolve: setLive } = Promise.withResolvers<undefined>()
  const seen = (bytes: Buffer, start: number, end: number): void => {
    if (ledger.isNext(position, bytes, start, end)) {
      listener.told?.(position.nextSeq - 1, null)
      return
    }
    const payload = bytes.subarray(start, end)
    const frame = JSON.parse(payload.toString()) as ReadFrame
    if (EVENT_TYPES.has(frame.type)) {
      ledger.take(position, frame, payload)
      listener.told?.(frame.payload?.seq ?? 0, frame)
    } else if (ANSWER_TYPES.has(frame.type)) {
      listener.answered?.(frame)
    } else if (frame.type === 'initial_stats') {
      position.nextSeq = (frame.payload?.seq ?? 0) + 1
      setLive(undefined)
    } else if (REFUSAL_TYPES.has(frame.type)) {
      throw new Error(`The server refused the load: ${payload.toString()}`)
    }
  }
  const { send, close } = await openConnection(ws, token, seen)
  await live
  return { position, send, close }
}
