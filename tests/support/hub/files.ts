import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

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

/** What all files of a folder are, by their names: to see that nothing touched any of them. */
export function fingerprints(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  const files = names.filter((name) => statSync(join(folder, name)).isFile())
  return Object.fromEntries(files.map((name) => [name, fingerprint(join(folder, name))]))
}
