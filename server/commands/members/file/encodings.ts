/** How the bytes of a members file become text. */

import type { Encoding } from '../../../protocol/encodings.ts'
import { because, type Cause } from './refusal.ts'

const BYTE_ORDER_MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** The encoding of a file: what its first bytes prove, else the one that was named, else UTF-8. */
export function encodingOf(bytes: Uint8Array, named: Encoding | undefined): Encoding {
  const mark = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))
  return mark?.[0] ?? utf16Without(bytes) ?? named ?? 'utf-8'
}

/** A file in UTF-16 without its mark begins with two letters of a header, each beside a zero. */
function utf16Without(bytes: Uint8Array): Encoding | undefined {
  const zeros = [...bytes.subarray(0, 4)].map((byte) => (byte === 0 ? '0' : 'x')).join('')
  if (zeros === 'x0x0') return 'utf-16le'
  return zeros === '0x0x' ? 'utf-16be' : undefined
}

/** How a file is most likely encoded; not sure where another encoding could read it too, which only a person can see. */
export function likelyEncoding(bytes: Uint8Array): { encoding: Encoding; isSure: boolean } {
  const proven = encodingOf(bytes, undefined)
  if (proven !== 'utf-8' || isUtf8(bytes)) return { encoding: proven, isSure: true }
  return { encoding: likelyEncodings(bytes)[0] ?? 'windows-1252', isSure: false }
}

/** Bytes that are decoded at a time: the text of a whole file would take three times its memory. */
const PIECE_BYTES = 64 * 1024

/** The text of a file in pieces. What the encoding does not know becomes U+FFFD, which the rows refuse. */
export function decoded(bytes: Uint8Array, encoding: Encoding): Generator<string> {
  return decodedBy(new TextDecoder(encoding), bytes)
}

function* decodedBy(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array): Generator<string> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    // A copy: a decoder takes no shared memory.
    yield decoder.decode(bytes.slice(at, at + PIECE_BYTES), { stream: true })
  }
  yield decoder.decode()
}

/** Why a cell is not what somebody wrote, where the bytes of its file were taken for what they are not; else null. */
export function misreadingOf(text: string, bytes: Uint8Array, encoding: Encoding): Cause | null {
  const isOneByte = !encoding.startsWith('utf-')
  if (!(text.includes('\ufffd') || (isOneByte && /[\x80-\x9f]/.test(text)))) return null
  if (isOneByte) return because('other_encoding', { encoding })
  if (isUtf8(bytes)) return null
  const likely = likelyEncodings(bytes)
  return (
    `has characters that are not UTF-8. The file looks like ${likely.join(' or ')}. Save it as UTF-8, or say so: ` +
    `--encoding ${likely[0]}, over HTTP ?encoding=${likely[0]}.`
  )
}

function isUtf8(bytes: Uint8Array): boolean {
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
function likelyEncodings(bytes: Uint8Array): Encoding[] {
  const sample = strangeLetters(bytes)
  const scores = USUAL.map((encoding) => ({ encoding, strange: strangeness(sample, encoding) }))
  const least = Math.min(...scores.map(({ strange }) => strange))
  return scores.filter(({ strange }) => strange === least).map(({ encoding }) => encoding)
}

/** Every byte beyond ASCII with its neighbours, apart by blanks. */
function strangeLetters(bytes: Uint8Array): Uint8Array {
  const sample: number[] = []
  for (let at = 0, found = 0; at < bytes.length && found < SAMPLE_LETTERS; at += 1) {
    if ((bytes[at] ?? 0) < 0x80) continue
    sample.push(bytes[at - 1] ?? 0x20, ...bytes.slice(at, at + 2), 0x20)
    found += 1
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
