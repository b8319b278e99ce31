/** How the bytes of a members file become text. */

import type { Encoding } from '../../../protocol/encodings.ts'
import type { FileBytes } from './file-bytes.ts'
import { because, type Cause } from './refusal.ts'

const BYTE_ORDER_MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** Bytes that may prove an encoding. */
const HEAD_BYTES = 4

/** The encoding of a file: what its first bytes prove, else the one that was named, else UTF-8. */
export function encodingOf(bytes: FileBytes, named: Encoding | undefined): Encoding {
  const head = bytes.slice(0, HEAD_BYTES)
  const mark = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, at) => head[at] === byte))
  return mark?.[0] ?? utf16Without(head) ?? named ?? 'utf-8'
}

/** A file in UTF-16 without its mark begins with two letters of a header, each beside a zero. */
function utf16Without(bytes: Uint8Array): Encoding | undefined {
  const zeros = [...bytes].map((byte) => (byte === 0 ? '0' : 'x')).join('')
  if (zeros === 'x0x0') return 'utf-16le'
  return zeros === '0x0x' ? 'utf-16be' : undefined
}

/** How a file is most likely encoded; not sure where another encoding could read it too, which only a person can see. */
export function likelyEncoding(bytes: FileBytes): { encoding: Encoding; isSure: boolean } {
  const proven = encodingOf(bytes, undefined)
  if (proven !== 'utf-8' || isUtf8(bytes)) return { encoding: proven, isSure: true }
  return { encoding: likelyEncodings(bytes)[0] ?? 'windows-1252', isSure: false }
}

/** Bytes that are decoded at a time: the text of a whole file would take three times its memory. */
const PIECE_BYTES = 64 * 1024

/** The text of a file in pieces. What the encoding does not know becomes U+FFFD, which the rows refuse. `read` is told how much of it is through. */
export function decoded(
  bytes: FileBytes,
  encoding: Encoding,
  read?: (share: number) => void,
): Generator<string> {
  return decodedBy(new TextDecoder(encoding), bytes, read)
}

function* decodedBy(
  decoder: InstanceType<typeof TextDecoder>,
  bytes: FileBytes,
  read?: (share: number) => void,
): Generator<string> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    // A copy: a decoder takes no shared memory.
    yield decoder.decode(bytes.slice(at, at + PIECE_BYTES), { stream: true })
    read?.(Math.min(1, (at + PIECE_BYTES) / bytes.length))
  }
  yield decoder.decode()
}

/** Why a cell is not what somebody wrote, where the bytes of its file were taken for what they are not; else null. */
export function misreadingIn(bytes: FileBytes, encoding: Encoding): (text: string) => Cause | null {
  const isOneByte = !encoding.startsWith('utf-')
  // The whole file is looked through, once.
  let found: Cause | null | undefined
  return (text) => {
    if (!(text.includes('\ufffd') || (isOneByte && /[\x80-\x9f]/.test(text)))) return null
    if (isOneByte) return because('other_encoding', { encoding })
    if (found === undefined) found = isUtf8(bytes) ? null : notUtf8(likelyEncodings(bytes))
    return found
  }
}

function notUtf8(likely: readonly Encoding[]): Cause {
  return (
    `has characters that are not UTF-8. The file looks like ${likely.join(' or ')}. Save it as UTF-8, or say so: ` +
    `--encoding ${likely[0]}, over HTTP ?encoding=${likely[0]}.`
  )
}

function isUtf8(bytes: FileBytes): boolean {
  try {
    const pieces = decodedBy(new TextDecoder('utf-8', { fatal: true }), bytes)
    while (pieces.next().done !== true);
    return true
  } catch {
    return false
  }
}

/** What files that are no UTF-8 are in Europe and America: Excel's on Windows, west and middle, and on an old Mac. */
const USUAL: readonly Encoding[] = ['windows-1252', 'windows-1250', 'macintosh']

/** Letters beyond ASCII that are looked at: some dozens tell the encodings apart, more would take time. */
const SAMPLE_LETTERS = 2_000

/** The encodings that a file which is not UTF-8 looks like; several where they read it alike well. */
function likelyEncodings(bytes: FileBytes): Encoding[] {
  const sample = strangeLetters(bytes)
  const scores = USUAL.map((encoding) => ({ encoding, strange: strangeness(sample, encoding) }))
  const least = Math.min(...scores.map(({ strange }) => strange))
  return scores.filter(({ strange }) => strange === least).map(({ encoding }) => encoding)
}

/** Every byte beyond ASCII with its neighbours, apart by blanks. */
function strangeLetters(bytes: FileBytes): Uint8Array {
  const sample: number[] = []
  let found = 0
  for (let from = 0; from < bytes.length && found < SAMPLE_LETTERS; from += PIECE_BYTES) {
    // With a neighbour before and behind it.
    const piece = bytes.slice(Math.max(0, from - 1), from + PIECE_BYTES + 1)
    const first = from === 0 ? 0 : 1
    for (let at = first; at < first + PIECE_BYTES && at < piece.length; at += 1) {
      if ((piece[at] ?? 0) < 0x80) continue
      sample.push(piece[at - 1] ?? 0x20, ...piece.subarray(at, at + 2), 0x20)
      if ((found += 1) === SAMPLE_LETTERS) break
    }
  }
  return Uint8Array.from(sample)
}

/** What no name has, and how much it speaks against an encoding. Signs such as ’ and – stand in words of their own. */
const STRANGE: readonly (readonly [RegExp, number])[] = [
  [/[\p{Cc}\p{Co}\ufffd]/gu, 3],
  [/\p{L}(?![’‘“”–—…])[\p{S}\p{P}]|(?![’‘“”–—…])(?!\p{ASCII})[^\p{L}\p{M}]\p{L}/gu, 2],
  [/\p{Ll}\p{Lu}/gu, 1],
]

function strangeness(sample: Uint8Array, encoding: Encoding): number {
  const text = new TextDecoder(encoding).decode(sample)
  return STRANGE.reduce((sum, [sign, weight]) => sum + weight * (text.match(sign)?.length ?? 0), 0)
}
