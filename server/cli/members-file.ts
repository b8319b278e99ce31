import { readFileSync, statSync } from 'node:fs'
import type { FileBytes } from '../commands/members/file/file-bytes.ts'
import { BytesOnDisk } from '../platform/bytes-on-disk.ts'
import { ENCODINGS, type Encoding } from '../protocol/encodings.ts'
import { SettingError } from '../platform/setting-error.ts'

export function readEncoding(given: string | undefined): Encoding | undefined {
  const encoding = ENCODINGS.find((name) => name === given?.toLowerCase())
  if (given === undefined || encoding) return encoding
  throw new SettingError(`--encoding takes one of: ${ENCODINGS.join(', ')}.`)
}

/** The bytes of a file; what comes through a pipe is read at once. */
export function readBytes(file: string): FileBytes {
  try {
    if (!statSync(file).isFile()) return new Uint8Array(readFileSync(file))
    const bytes = new BytesOnDisk(file)
    bytes.slice(0, 1)
    return bytes
  } catch {
    throw new SettingError(`The file ${file} cannot be read.`)
  }
}
