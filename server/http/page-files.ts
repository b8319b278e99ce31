import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { Readable } from 'node:stream'
import { sha256 } from '../platform/sha256.ts'

/** A file of the built desk page, in memory: a request costs no descriptor and no copy of it. */
export interface PageFile {
  bytes: Buffer
  type: string
  /** Of its content, in quotes as a header has it. */
  etag: string
  /** True where its name has its content's hash in it, so that it never changes. */
  isHashed: boolean
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

/** A file of a kind that nobody has thought of is only kept, not run. */
const OTHER_TYPE = 'application/octet-stream'

/** Reads all files of a folder, by their addresses below `/`. About 3 MB for the page of today. */
export function readPageFiles(folder: string): Map<string, PageFile> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  return new Map(paths.map((path) => [`/${relative(folder, path).split(sep).join('/')}`, readPageFile(path)]))
}

function readPageFile(path: string): PageFile {
  const bytes = readFileSync(path)
  return {
    bytes,
    type: TYPES[extname(path)] ?? OTHER_TYPE,
    etag: `"${sha256(bytes).slice(0, ETAG_CHARACTERS)}"`,
    isHashed: path.includes(`${sep}assets${sep}`),
  }
}

/** 128 bits of the hash. */
const ETAG_CHARACTERS = 22

/** What is handed to a connection at a time: a client that does not read holds no more than this of an answer. */
const PIECE_BYTES = 64 * 1024

/** The bytes as they may be sent: what is larger than a piece, piece by piece as it is read. */
export function inPieces(bytes: Buffer): Buffer | Readable {
  if (bytes.length <= PIECE_BYTES) return bytes
  return Readable.from(pieces(bytes), { objectMode: false, highWaterMark: PIECE_BYTES })
}

function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += PIECE_BYTES) yield bytes.subarray(from, from + PIECE_BYTES)
}
