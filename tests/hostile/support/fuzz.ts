import type { Random } from '../../support/random.ts'
import { NO_MASK, OPCODE, rawFrame } from './raw-frames.ts'
import { nonsense, type KnownIds } from './nonsense.ts'

/** Bytes that are written in one go. */
export interface Volley {
  bytes: Buffer
  /** How many frames they are counted as. */
  frames: number
  /** True where the hub may wait for more of the last frame: the socket has to end for it to look at what came. */
  isLast: boolean
}

/** Messages that a live socket survives go many at a time, bytes that end it a few. */
const VOLLEY_FRAMES = { nonsense: 100, mutated: 10, raw: 1 }

/** One volley: mostly nonsense in sound frames, some of it with changed bytes, and some bytes that are nothing at all. */
export function volley(random: Random, known: KnownIds): Volley {
  const kind = random.next()
  const message = () => frameOf(mistyped(nonsense(random, known), random))
  if (kind < 0.5) return many(VOLLEY_FRAMES.nonsense, message, false)
  if (kind < 0.9) return many(VOLLEY_FRAMES.mutated, () => mutated(message(), random), true)
  return many(VOLLEY_FRAMES.raw, () => rawBytes(random), true)
}

function many(frames: number, make: () => Buffer, isLast: boolean): Volley {
  return { frames, bytes: Buffer.concat(Array.from({ length: frames }, make)), isLast }
}

/** Now and then, a character replaced, left out or doubled: JSON that is nearly right. */
function mistyped(text: string, random: Random): string {
  if (random.below(6) > 0 || text === '') return text
  const place = random.below(text.length)
  const instead = random.pick([
    '',
    text.slice(place, place + 1).repeat(2),
    '"',
    '{',
    '}',
    ',',
    ':',
    '\\',
    '0',
    'é',
  ])
  return (text.slice(0, place) + instead + text.slice(place + 1)).toWellFormed()
}

function frameOf(text: string): Buffer {
  return rawFrame({ payload: text, mask: NO_MASK })
}

/** Changes up to four bytes anywhere, or cuts or doubles a part. */
function mutated(frame: Buffer, random: Random): Buffer {
  const bytes = Buffer.from(frame)
  const cut = random.below(bytes.length)
  switch (random.below(4)) {
    case 0:
      return bytes.subarray(0, cut)
    case 1:
      return Buffer.concat([bytes, bytes.subarray(cut)])
    default:
      for (let count = random.below(4); count >= 0; count -= 1)
        bytes[random.below(bytes.length)] = random.below(256)
      return bytes
  }
}

/** Random bytes, or a frame with a random header. */
function rawBytes(random: Random): Buffer {
  const bytes = Buffer.from(Array.from({ length: random.below(200) + 1 }, () => random.below(256)))
  if (random.below(2) === 0) return bytes
  return rawFrame({
    payload: bytes,
    opcode: random.pick([...Object.values(OPCODE), 3, 11, 15]),
    fin: random.below(2) === 0,
    rsv: random.below(4) === 0 ? random.below(8) : 0,
    isMasked: random.below(10) > 0,
  })
}
