import { HubError } from '../protocol/errors.ts'

/** Takes in the body of a request, gives it to `use`, and lets go of it when that is done. */
export type ReceiveFile = <Result>(
  body: AsyncIterable<Buffer>,
  use: (bytes: Uint8Array) => Promise<Result>,
) => Promise<Result>

/**
 * Receives files of `maxBytes` at most, one alone or several together, in memory that threads share. Throws `too_large` for a
 * larger one, and `rate_limited` where others take up the room.
 */
export function fileReceiver(maxBytes: number): ReceiveFile {
  let held = 0
  return async (body, use) => {
    const memory = new SharedArrayBuffer(0, { maxByteLength: maxBytes })
    try {
      for await (const chunk of body) {
        const at = memory.byteLength
        if (at + chunk.length > maxBytes)
          throw new HubError('too_large', 'The file is too large. Split it in two.')
        if (held + chunk.length > maxBytes)
          throw new HubError('rate_limited', 'Other files are being imported. Try again later.')
        memory.grow(at + chunk.length)
        held += chunk.length
        new Uint8Array(memory).set(chunk, at)
      }
      return await use(new Uint8Array(memory))
    } finally {
      held -= memory.byteLength
    }
  }
}
