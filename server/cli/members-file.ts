import { readFileSync } from 'node:fs'
import { ENCODINGS, type Encoding } from '../protocol/encodings.ts'
import { SettingError } from '../platform/setting-error.ts'

export function readEncoding(given: string | undefined): Encoding | undefined {
  const encoding = ENCODINGS.find((name) => name === given?.toLowerCase())
  if (given === undefined || encoding) return encoding
  throw new SettingError(`--encoding takes one of: ${ENCODINGS.join(', ')}.`)
}

export function readBytes(file: string): Uint8Array<ArrayBuffer> {
  try {
    // A copy: a small file stands in memory of Node's own, which no thread can be given.
    return new Uint8Array(readFileSync(file))
  } catch {
    throw new SettingError(`The file ${file} cannot be read.`)
  }
}
