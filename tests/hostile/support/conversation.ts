import { OPCODE, closeFrame, rawFrame, type RawFrame } from './raw-frames.ts'
import { openRaw } from './raw-socket.ts'
import type { TestHub } from '../../support/hub/hub.ts'

/** A ping at the end of a case: its pong says that everything before was taken in. */
const MARK = 'that was all'

/**
 * Writes the pieces on a live socket and tells what came back, in words: `answer` for a text frame with `Invalid JSON
 * format`, which is what sound text gets that is no message of ours, `pong TEXT`, `close CODE`, `cut` where the hub
 * hung up without a word.
 */
export async function converse(hub: TestHub, pieces: readonly Buffer[]): Promise<string[]> {
  const raw = await openRaw(hub, { path: `/ws/checkins/?token=${await hub.token('viewer')}` })
  await raw.next(({ payload }) => payload.includes('initial_stats'))
  for (const piece of pieces) raw.write(piece)
  raw.write(rawFrame({ opcode: OPCODE.ping, payload: MARK }))
  await raw.next((frame) => frame.opcode === OPCODE.close || isMark(frame))
  const isOver = raw.frames.some(({ opcode }) => opcode === OPCODE.close)
  if (isOver) raw.write(closeFrame(1000))
  else raw.connection.destroy()
  await raw.closed
  const heard = raw.frames.filter((frame) => !isMark(frame)).flatMap(inWords)
  const isCut = !isOver && !raw.frames.some(isMark)
  return isCut ? [...heard, 'cut'] : heard
}

function isMark({ opcode, payload }: RawFrame): boolean {
  return opcode === OPCODE.pong && payload.toString() === MARK
}

function inWords({ opcode, payload }: RawFrame): string[] {
  if (opcode === OPCODE.pong) return [`pong ${payload.toString()}`]
  if (opcode === OPCODE.close) return [payload.length === 0 ? 'close' : `close ${payload.readUInt16BE(0)}`]
  if (payload.includes('initial_stats')) return []
  return [payload.includes('Invalid JSON format') ? 'answer' : payload.toString()]
}

/**
 * Whether what was heard is what should be. `answer?` may be missing: what was answered in the very turn of a breach or a
 * goodbye can be lost with the socket, which the suite calls non-strict.
 */
export function isHeard(expected: readonly string[]): (heard: readonly string[]) => boolean {
  const wanted = (words: readonly string[]) => words.map((word) => word.replace('?', '')).join(', ')
  const without = wanted(expected.filter((word) => word !== 'answer?'))
  return (heard) => [wanted(expected), without].includes(heard.join(', '))
}

/** One buffer a byte, as a network may deliver it. */
export function octets(bytes: Buffer): Buffer[] {
  return Array.from(bytes, (byte) => Buffer.from([byte]))
}

/** A text message in as many frames as there are parts. */
export function fragments(...parts: (Buffer | string)[]): Buffer[] {
  return parts.map((payload, index) =>
    rawFrame({
      opcode: index === 0 ? OPCODE.text : OPCODE.continuation,
      payload,
      fin: index === parts.length - 1,
    }),
  )
}
