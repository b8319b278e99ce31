import { setTimeout as sleep } from 'node:timers/promises'
import { HubError } from '../protocol/errors.ts'

/** Takes in the body of a request, gives it to `use`, and lets go of it when that is done. */
export type ReceiveFile = <Result>(
  body: AsyncIterable<Buffer>,
  use: (bytes: Uint8Array<ArrayBuffer>) => Promise<Result>,
) => Promise<Result>

/**
 * Between two pieces, of 64 KB each: 8 MB a second, so that the file of a large gym is here within three. Taken as fast as
 * they come, they would hold up the scans of all desks.
 */
const PAUSE_MS = 8

/**
 * Receives files of `maxBytes` at most, one alone or several together. Throws `too_large` for a larger one, and
 * `rate_limited` where others take up the room.
 */
export function fileReceiver(maxBytes: number): ReceiveFile {
  let held = 0
  return async (body, use) => {
    const memory = new ArrayBuffer(0, { maxByteLength: maxBytes })
    let size = 0
    try {
      for await (const chunk of body) {
        if (size + chunk.length > maxBytes) throw tooLarge()
        if (held + chunk.length > maxBytes) {
          throw new HubError('rate_limited', 'Other files are being imported. Try again later.')
        }
        memory.resize(size + chunk.length)
        new Uint8Array(memory).set(chunk, size)
        size += chunk.length
        held += chunk.length
        await sleep(PAUSE_MS)
      }
      return await use(new Uint8Array(memory))
    } finally {
      held -= size
    }
  }
}

export function tooLarge(): HubError {
  return new HubError('too_large', 'The file is too large. Split it in two.')
}
