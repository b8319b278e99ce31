import { Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'
import {
  COUNT_IN_64_BITS,
  DEFLATED,
  DESCRIPTOR,
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

/** A file of an archive: bytes go in as they are, text is packed while it comes. */
export interface FileToPack {
  name: string
  content: Uint8Array | AsyncIterable<string>
}

/**
 * Writes a ZIP archive in pieces, of as many files as there are: fflate, which reads spreadsheets, counts them in 16 bits. Of each file its line
 * of the directory is kept until the end, some 90 bytes. The same files make the same archive: no time is in it.
 */
export async function* zipOf(
  files: AsyncIterable<FileToPack> | Iterable<FileToPack>,
): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = []
  let offset = 0
  for await (const { name, content } of files) {
    const file: Packed = { name: Buffer.from(name), method: STORED, crc: 0, packed: 0, size: 0 }
    const at = offset
    for await (const piece of content instanceof Uint8Array
      ? stored(file, content)
      : deflated(file, content)) {
      offset += piece.length
      yield piece
    }
    directory.push(directoryEntry(file, at))
  }
  const begin = offset
  for (const entry of directory) {
    offset += entry.length
    yield entry
  }
  yield endOf({ count: directory.length, begin, size: offset - begin })
}

interface Packed {
  name: Buffer
  method: number
  crc: number
  packed: number
  size: number
}

/** Needs version 2.0 of the format to be read, or 4.5 for what is in 64 bits. */
const VERSION = 20
const VERSION_64 = 45

/** Names are in UTF-8. */
const UTF_8 = 0x0800
/** The sizes stand behind the file, since nobody knows them before it. */
const SIZES_BEHIND = 0x0008

/** 1 January 1980, 0:00, where the time of this format begins. */
const DOS_DATE = 0x0021

function* stored(file: Packed, bytes: Uint8Array): Generator<Uint8Array> {
  Object.assign(file, { method: STORED, crc: crc32(bytes), packed: bytes.length, size: bytes.length })
  yield Buffer.concat([localEntry(file), file.name])
  yield bytes
}

async function* deflated(file: Packed, texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  file.method = DEFLATED
  yield Buffer.concat([localEntry(file), file.name])
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const text of texts) {
      const bytes = Buffer.from(text)
      file.crc = crc32(bytes, file.crc)
      file.size += bytes.length
      yield bytes
    }
  }
  for await (const piece of Readable.from(counted(), { objectMode: false }).compose(createDeflateRaw())) {
    const bytes = piece as Buffer
    file.packed += bytes.length
    yield bytes
  }
  if (file.size >= IN_64_BITS || file.packed >= IN_64_BITS)
    throw new Error('a text of 4 GB fits into no archive')
  const behind = Buffer.alloc(16)
  behind.writeUInt32LE(DESCRIPTOR, 0)
  writeSizes(behind, 4, file)
  yield behind
}

const flagsOf = ({ method }: Packed): number => UTF_8 | (method === DEFLATED ? SIZES_BEHIND : 0)

function writeSizes(to: Buffer, at: number, { crc, packed, size }: Packed): void {
  to.writeUInt32LE(crc, at)
  to.writeUInt32LE(packed, at + 4)
  to.writeUInt32LE(size, at + 8)
}

function localEntry(file: Packed): Buffer {
  const entry = Buffer.alloc(LOCAL_ENTRY_BYTES)
  entry.writeUInt32LE(LOCAL_ENTRY, 0)
  entry.writeUInt16LE(VERSION, 4)
  entry.writeUInt16LE(flagsOf(file), 6)
  entry.writeUInt16LE(file.method, 8)
  entry.writeUInt16LE(DOS_DATE, 12)
  writeSizes(entry, 14, file)
  entry.writeUInt16LE(file.name.length, 26)
  return entry
}

function directoryEntry(file: Packed, at: number): Buffer {
  const isFar = at >= IN_64_BITS
  const entry = Buffer.alloc(DIRECTORY_ENTRY_BYTES)
  entry.writeUInt32LE(DIRECTORY_ENTRY, 0)
  entry.writeUInt16LE(VERSION, 4)
  entry.writeUInt16LE(isFar ? VERSION_64 : VERSION, 6)
  entry.writeUInt16LE(flagsOf(file), 8)
  entry.writeUInt16LE(file.method, 10)
  entry.writeUInt16LE(DOS_DATE, 14)
  writeSizes(entry, 16, file)
  entry.writeUInt16LE(file.name.length, 28)
  entry.writeUInt16LE(isFar ? 12 : 0, 30)
  entry.writeUInt32LE(isFar ? IN_64_BITS : at, 42)
  return Buffer.concat([entry, file.name, isFar ? farAway(at) : Buffer.alloc(0)])
}

function farAway(at: number): Buffer {
  const field = Buffer.alloc(12)
  field.writeUInt16LE(SIZES_64, 0)
  field.writeUInt16LE(8, 2)
  field.writeBigUInt64LE(BigInt(at), 4)
  return field
}

interface Directory {
  count: number
  begin: number
  size: number
}

function endOf(directory: Directory): Buffer {
  const { count, begin, size } = directory
  const isLarge = count >= COUNT_IN_64_BITS || begin >= IN_64_BITS
  const end = Buffer.alloc(END_BYTES)
  end.writeUInt32LE(END, 0)
  end.writeUInt16LE(Math.min(count, COUNT_IN_64_BITS), 8)
  end.writeUInt16LE(Math.min(count, COUNT_IN_64_BITS), 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(isLarge ? IN_64_BITS : begin, 16)
  return isLarge ? Buffer.concat([endIn64(directory), end]) : end
}

function endIn64({ count, begin, size }: Directory): Buffer {
  const end = Buffer.alloc(END_64_BYTES + LOCATOR_64_BYTES)
  end.writeUInt32LE(END_64, 0)
  end.writeBigUInt64LE(BigInt(END_64_BYTES - 12), 4)
  end.writeUInt16LE(VERSION_64, 12)
  end.writeUInt16LE(VERSION_64, 14)
  end.writeBigUInt64LE(BigInt(count), 24)
  end.writeBigUInt64LE(BigInt(count), 32)
  end.writeBigUInt64LE(BigInt(size), 40)
  end.writeBigUInt64LE(BigInt(begin), 48)
  end.writeUInt32LE(LOCATOR_64, END_64_BYTES)
  end.writeBigUInt64LE(BigInt(begin + size), END_64_BYTES + 8)
  end.writeUInt32LE(1, END_64_BYTES + 16)
  return end
}
