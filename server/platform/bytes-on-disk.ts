import { closeSync, openSync, readSync, statSync } from 'node:fs'

/** The bytes of a file that stays where it is. A thread is given the place, and reads for itself. */
export class BytesOnDisk {
  readonly path: string
  /** Where they begin in the file. */
  readonly from: number
  readonly length: number

  constructor(path: string, from = 0) {
    this.path = path
    this.from = from
    this.length = statSync(path).size - from
  }

  /** The same file without its beginning. */
  behind(bytes: number): BytesOnDisk {
    return new BytesOnDisk(this.path, this.from + bytes)
  }

  slice(from = 0, to = this.length): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(Math.max(0, Math.min(to, this.length) - from))
    // Opened each time: nobody has to close it, and it can be removed at any time.
    const file = openSync(this.path, 'r')
    try {
      let read = 0
      while (read < bytes.length) {
        const count = readSync(file, bytes, read, bytes.length - read, this.from + from + read)
        if (count === 0) break
        read += count
      }
      return bytes.subarray(0, read)
    } finally {
      closeSync(file)
    }
  }
}
