import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { BytesOnDisk } from '../platform/bytes-on-disk.ts'
import { HubError } from '../protocol/errors.ts'

/** Takes in the body of a request, gives it to `use`, and lets go of it when that is done. */
export type ReceiveFile = <Result>(
  body: AsyncIterable<Buffer>,
  use: (bytes: BytesOnDisk) => Promise<Result>,
) => Promise<Result>

export interface Receiving {
  /** Where they are kept meanwhile. */
  folder: string
  maxBytes: number
}

/**
 * Between two pieces, of 64 KB each: 8 MB a second, so that the file of a large gym is here within three. Taken as fast as
 * they come, they would hold up the scans of all desks.
 */
const PAUSE_MS = 8

/**
 * Receives files of `maxBytes` at most, one alone or several together, and keeps them on the disk: in memory a large one would take more
 * than all else. What a hub that was killed has left there goes first. Throws `too_large` for a larger one, and `rate_limited` where
 * others take up the room.
 */
export function fileReceiver({ folder, maxBytes }: Receiving): ReceiveFile {
  rmSync(folder, { recursive: true, force: true })
  let held = 0
  return async (body, use) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const path = join(folder, randomUUID())
    const file = await open(path, 'wx', 0o600)
    let size = 0
    try {
      for await (const chunk of body) {
        if (size + chunk.length > maxBytes) throw tooLarge()
        if (held + chunk.length > maxBytes) {
          throw new HubError('rate_limited', 'Other files are being imported. Try again later.')
        }
        size += chunk.length
        held += chunk.length
        await file.write(chunk)
        await sleep(PAUSE_MS)
      }
      await file.close()
      return await use(new BytesOnDisk(path))
    } finally {
      held -= size
      await file.close()
      await rm(path, { force: true })
    }
  }
}

export function tooLarge(): HubError {
  return new HubError('too_large', 'The file is too large. Split it in two.')
}
