import { createWriteStream } from 'node:fs'
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib'
import { HubError } from '../../protocol/errors.ts'
import {
  COUNT_IN_64_BITS,
  DEFLATED,
  DIRECTORY_ENTRY,
  DIRECTORY_ENTRY_BYTES,
  END,
  END_64,
  END_64_BYTES,
  END_BYTES,
  IN_64_BITS,
  LOCAL_ENTRY,
  LOCAL_ENTRY_BYTES,
  LOCATOR_64,
  LOCATOR_64_BYTES,
  SIZES_64,
  STORED,
} from './zip-form.ts'

/** An archive, in memory or on the disk. */
export interface ZipBytes {
  readonly length: number
  slice: (from?: number, to?: number) => Uint8Array<ArrayBuffer>
}

/** A file of an archive, as its directory has it. */
export interface PackedFile {
  name: string
  method: number
  isLocked: boolean
  crc: number
  packed: number
  size: number
  /** Where it begins in the archive. */
  at: number
}

/** Files of an archive: a photo of each member that a hub is made for. */
const MAX_FILES = 1_000_000

/** Lines of a directory that are read in one go: a millisecond. */
const FILES_A_TURN = 1_000

/** Says what is in an archive, by the directory at its end. Throws a HubError where that cannot be read. */
export async function* filesIn(bytes: ZipBytes): AsyncGenerator<PackedFile> {
  const { count, begin } = endOf(bytes)
  if (count > MAX_FILES)
    throw new HubError('too_large', `An archive may have ${MAX_FILES} files. Make two of it.`)
  const take = takerFrom(bytes, begin)
  for (let number = 0; number < count; number += 1) {
    if (number % FILES_A_TURN === 0) await nextTurn()
    const line = take(DIRECTORY_ENTRY_BYTES)
    if (line.readUInt32LE(0) !== DIRECTORY_ENTRY) throw damaged()
    const name = take(line.readUInt16LE(28)).toString('utf8')
    const fields = take(line.readUInt16LE(30))
    take(line.readUInt16LE(32))
    yield { name, ...packedIn(line, fields) }
  }
}

/** A small file of an archive. Throws a HubError where it is damaged, locked, or has more bytes than `most`. */
export function unpacked(bytes: ZipBytes, file: PackedFile, most: number): Uint8Array<ArrayBuffer> {
  const begin = beginOf(bytes, file, most)
  const packed = bytes.slice(begin, begin + file.packed)
  const content = file.method === STORED ? packed : inflated(packed, most)
  if (content.length !== file.size || crc32(content) !== file.crc) throw damaged()
  return content
}

/** Writes a file of an archive to the disk, piece by piece. Throws as above. */
export async function unpackTo(path: string, bytes: ZipBytes, file: PackedFile, most: number): Promise<void> {
  const begin = beginOf(bytes, file, most)
  const pieces = Readable.from(piecesOf(bytes, begin, begin + file.packed), { objectMode: false })
  const unpack = file.method === STORED ? new PassThrough() : createInflateRaw()
  let [size, crc] = [0, 0]
  const checked = async function* (parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const part of parts) {
      size += part.length
      if (size > most) throw tooLarge()
      crc = crc32(part, crc)
      yield part
    }
  }
  try {
    await pipeline(pieces, unpack, checked, createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    throw isOfZlib(error) ? damaged() : error
  }
  if (size !== file.size || crc !== file.crc) throw damaged()
}

/** Where the bytes of a file begin: behind its own line, whose name and fields may be longer than those in the directory. */
function beginOf(bytes: ZipBytes, { at, size, isLocked, method }: PackedFile, most: number): number {
  if (isLocked || (method !== STORED && method !== DEFLATED)) {
    throw refused(
      'The archive is locked with a password, or packed in a rare way. Make it again as a plain ZIP.',
    )
  }
  if (size > most) throw tooLarge()
  const line = asBuffer(bytes.slice(at, at + LOCAL_ENTRY_BYTES))
  if (line.length < LOCAL_ENTRY_BYTES || line.readUInt32LE(0) !== LOCAL_ENTRY) throw damaged()
  return at + LOCAL_ENTRY_BYTES + line.readUInt16LE(26) + line.readUInt16LE(28)
}

function inflated(packed: Uint8Array, most: number): Uint8Array<ArrayBuffer> {
  try {
    return inflateRawSync(packed, { maxOutputLength: most })
  } catch (error) {
    throw isOfZlib(error) ? damaged() : error
  }
}

function isOfZlib(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code.startsWith('Z_') || code === 'ERR_BUFFER_TOO_LARGE'
}

/** Where the directory is. The end of the archive may be followed by a comment of 64 KB. */
function endOf(bytes: ZipBytes): { count: number; begin: number } {
  const from = Math.max(0, bytes.length - END_BYTES - COUNT_IN_64_BITS)
  const tail = asBuffer(bytes.slice(from))
  const at = tail.lastIndexOf(signature(END))
  if (at === -1 || at + END_BYTES > tail.length) throw damaged()
  const [count, begin] = [tail.readUInt16LE(at + 10), tail.readUInt32LE(at + 16)]
  if (count !== COUNT_IN_64_BITS && begin !== IN_64_BITS) return { count, begin }
  return endIn64(bytes, from + at) ?? { count, begin }
}

function endIn64(bytes: ZipBytes, end: number): { count: number; begin: number } | null {
  const locator = asBuffer(bytes.slice(Math.max(0, end - LOCATOR_64_BYTES), end))
  if (locator.length < LOCATOR_64_BYTES || locator.readUInt32LE(0) !== LOCATOR_64) return null
  const at = Number(locator.readBigUInt64LE(8))
  const record = asBuffer(bytes.slice(at, at + END_64_BYTES))
  if (record.length < END_64_BYTES || record.readUInt32LE(0) !== END_64) throw damaged()
  return { count: Number(record.readBigUInt64LE(32)), begin: Number(record.readBigUInt64LE(48)) }
}

function packedIn(line: Buffer, fields: Buffer): Omit<PackedFile, 'name'> {
  const [size, packed, at] = inFull(
    [24, 20, 42].map((from) => line.readUInt32LE(from)),
    fields,
  )
  return {
    method: line.readUInt16LE(10),
    isLocked: (line.readUInt16LE(8) & 1) === 1,
    crc: line.readUInt32LE(16),
    ...{ packed, size, at },
  }
}

/** The size, the packed size and the place; those that 32 bits do not hold stand in a field of their own, in this order. */
function inFull(short: readonly number[], fields: Buffer): [number, number, number] {
  let from = 4
  const field = fieldOf(fields)
  const [size, packed, at] = short.map((number) => {
    if (number !== IN_64_BITS || field === null || from + 8 > field.length) return number
    from += 8
    return Number(field.readBigUInt64LE(from - 8))
  })
  return [size ?? 0, packed ?? 0, at ?? 0]
}

function fieldOf(fields: Buffer): Buffer | null {
  for (let at = 0; at + 4 <= fields.length;) {
    const end = at + 4 + fields.readUInt16LE(at + 2)
    if (fields.readUInt16LE(at) === SIZES_64) return fields.subarray(at, end)
    at = end
  }
  return null
}

/** Bytes read in one go. */
const PIECE_BYTES = 256 * 1024

function* piecesOf(bytes: ZipBytes, from: number, to: number): Generator<Uint8Array> {
  for (let at = from; at < to; at += PIECE_BYTES) {
    const piece = bytes.slice(at, Math.min(to, at + PIECE_BYTES))
    if (piece.length === 0) throw damaged()
    yield piece
  }
}

/** Takes bytes from a place on, one after the other. Throws where there are no more. */
function takerFrom(bytes: ZipBytes, from: number): (count: number) => Buffer {
  let held = asBuffer(new Uint8Array())
  let next = from
  return (count) => {
    if (held.length < count) {
      const more = bytes.slice(next, next + PIECE_BYTES)
      next += more.length
      held = Buffer.concat([held, more])
    }
    if (held.length < count) throw damaged()
    const taken = held.subarray(0, count)
    held = held.subarray(count)
    return taken
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function signature(of: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(of)
  return bytes
}

const refused = (message: string): HubError => new HubError('invalid_message', message)

const damaged = (): HubError => refused('The archive is damaged. Make it again.')

const tooLarge = (): HubError =>
  new HubError('too_large', 'A file in the archive is too large. Split it, or make it smaller.')
