import { Readable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'

/** Bytes that wait for a slow reader before more is made. */
const AHEAD_BYTES = 64 * 1024

/**
 * An answer that is made while it is read: little further than its reader has come. Whatever else the hub has to do is done between two
 * pieces, also where the reader takes each at once, so a piece is a few milliseconds' work at most.
 */
export function madeAsRead(pieces: Iterable<string> | AsyncIterable<string | Uint8Array>): Readable {
  return Readable.from(turnByTurn(pieces), { objectMode: false, highWaterMark: AHEAD_BYTES })
}

async function* turnByTurn(
  pieces: Iterable<string> | AsyncIterable<string | Uint8Array>,
): AsyncGenerator<string | Uint8Array> {
  for await (const piece of pieces) {
    yield piece
    await nextTurn()
  }
}
