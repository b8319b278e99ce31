import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'

/** What a file is, to see that nothing touched it. */
export function fingerprint(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}

/** Turns one bit of a file, as a dying disk does. */
export function flipBit(file: string, byte: number, bit: number): void {
  const bytes = readFileSync(file)
  bytes.writeUInt8(bytes.readUInt8(byte) ^ (1 << bit), byte)
  writeFileSync(file, bytes)
}
