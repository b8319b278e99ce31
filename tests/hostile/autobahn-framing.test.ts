import { describe, expect, it } from 'vitest'
import { converse, fragments, isHeard, octets } from './support/conversation.ts'
import { OPCODE, closeFrame, rawFrame } from './support/raw-frames.ts'
import { sharedHub } from './support/shared-hub.ts'

/** Cases 1 to 5, 9 and 10 of the Autobahn suite, by its numbers. A sound text is answered with an error of ours. */
const hub = sharedHub()

type Case = [number: string, what: string, pieces: Buffer[], heard: string[]]

const text = (payload: Buffer | string = '*') => rawFrame({ payload })
const ping = (payload = '') => rawFrame({ opcode: OPCODE.ping, payload })
const pong = (payload = '') => rawFrame({ opcode: OPCODE.pong, payload })
const binary = (size: number) => rawFrame({ opcode: OPCODE.binary, payload: Buffer.alloc(size, 0xfe) })
const more = (payload: string, fin: boolean) => rawFrame({ opcode: OPCODE.continuation, payload, fin })
const reserved = (opcode: number, payload = '') => rawFrame({ opcode, payload })
const stars = (size: number) => '*'.repeat(size)

const SIZES = [0, 125, 126, 127, 128, 65_535, 65_536]

const SIZED: Case[] = [
  ...SIZES.map((size, index): Case => [
    `1.1.${index + 1}`,
    `text of ${size}`,
    [text(stars(size))],
    ['answer'],
  ]),
  ['1.1.8', 'text of 65536 in pieces of 997', piecesOf(text(stars(65_536)), 997), ['answer']],
  ...SIZES.map((size, index): Case => [
    `1.2.${index + 1}`,
    `binary of ${size}`,
    [binary(size)],
    ['close 1003'],
  ]),
  ['1.2.8', 'binary of 65536 in pieces of 997', piecesOf(binary(65_536), 997), ['close 1003']],
]

const TEN = Array.from({ length: 10 }, (_, index) => `payload-${index}`)

const PINGS: Case[] = [
  ['2.1', 'a ping of nothing', [ping()], ['pong ']],
  ['2.2', 'a ping of text', [ping('Hello, world!')], ['pong Hello, world!']],
  [
    '2.3',
    'a ping of bytes',
    [rawFrame({ opcode: OPCODE.ping, payload: Buffer.from('00fffefdfcfb00ff', 'hex') })],
    [`pong ${Buffer.from('00fffefdfcfb00ff', 'hex').toString()}`],
  ],
  ['2.4', 'a ping of 125', [ping(stars(125))], [`pong ${stars(125)}`]],
  ['2.5', 'a ping of 126', [ping(stars(126))], ['close 1002']],
  ['2.6', 'a ping of 125 byte by byte', octets(ping(stars(125))), [`pong ${stars(125)}`]],
  ['2.7', 'a pong that nobody asked for', [pong()], []],
  ['2.8', 'such a pong with text', [pong('unsolicited')], []],
  ['2.9', 'such a pong and a ping', [pong('unsolicited'), ping('asked')], ['pong asked']],
  ['2.10', 'ten pings', TEN.map(ping), TEN.map((payload) => `pong ${payload}`)],
  [
    '2.11',
    'ten pings byte by byte',
    TEN.flatMap((payload) => octets(ping(payload))),
    TEN.map((payload) => `pong ${payload}`),
  ],
]

const twoTexts = (rsv: number) => Buffer.concat([text(), rawFrame({ payload: '*', rsv }), ping()])

const RESERVED_BITS: Case[] = [
  ['3.1', 'RSV1', [rawFrame({ payload: '*', rsv: 4 })], ['close 1002']],
  ['3.2', 'RSV2 after sound text', [twoTexts(2)], ['answer?', 'close 1002']],
  ['3.3', 'RSV1 and 2, frame by frame', [text(), rawFrame({ rsv: 3 }), ping()], ['answer?', 'close 1002']],
  ['3.4', 'RSV1 byte by byte', octets(twoTexts(4)), ['answer?', 'close 1002']],
  ['3.5', 'RSV1 and 3 on binary', [rawFrame({ opcode: OPCODE.binary, rsv: 5 })], ['close 1002']],
  ['3.6', 'RSV2 and 3 on a ping', [rawFrame({ opcode: OPCODE.ping, rsv: 6 })], ['close 1002']],
  ['3.7', 'all on a close', [rawFrame({ opcode: OPCODE.close, rsv: 7 })], ['close 1002']],
]

const RESERVED_OPCODES: Case[] = [3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map((opcode, index): Case => {
  const number = `4.${index < 5 ? 1 : 2}.${(index % 5) + 1}`
  if (index % 5 < 2)
    return [number, `opcode ${opcode}`, [reserved(opcode, index % 5 === 1 ? '*' : '')], ['close 1002']]
  return [
    number,
    `opcode ${opcode} after text`,
    [text(), reserved(opcode, '*'), ping()],
    ['answer?', 'close 1002'],
  ]
})

const [first, last] = fragments('frag', 'ment') as [Buffer, Buffer]
const FIVE = ['a', 'b', 'c', 'd', 'e']

const FRAGMENTS: Case[] = [
  ['5.1', 'a ping in two', [rawFrame({ opcode: OPCODE.ping, fin: false }), more('', true)], ['close 1002']],
  ['5.2', 'a pong in two', [rawFrame({ opcode: OPCODE.pong, fin: false }), more('', true)], ['close 1002']],
  ['5.3', 'text in two, in one write', [Buffer.concat([first, last])], ['answer']],
  ['5.4', 'text in two, in two writes', [first, last], ['answer']],
  ['5.5', 'text in two, byte by byte', octets(Buffer.concat([first, last])), ['answer']],
  ['5.6', 'a ping between, in one write', [Buffer.concat([first, ping('x'), last])], ['pong x', 'answer']],
  ['5.7', 'a ping between, in three writes', [first, ping('x'), last], ['pong x', 'answer']],
  [
    '5.8',
    'a ping between, byte by byte',
    octets(Buffer.concat([first, ping('x'), last])),
    ['pong x', 'answer'],
  ],
  [
    '5.9',
    'an end without a begin, then text, in one write',
    [Buffer.concat([more('*', true), text()])],
    ['close 1002'],
  ],
  ['5.10', 'the same in two writes', [more('*', true), text()], ['close 1002']],
  ['5.11', 'the same byte by byte', octets(Buffer.concat([more('*', true), text()])), ['close 1002']],
  [
    '5.12',
    'a middle without a begin, in one write',
    [Buffer.concat([more('*', false), text()])],
    ['close 1002'],
  ],
  ['5.13', 'the same in two writes', [more('*', false), text()], ['close 1002']],
  ['5.14', 'the same byte by byte', octets(Buffer.concat([more('*', false), text()])), ['close 1002']],
  ['5.15', 'a middle after the end', [first, last, more('*', false), text()], ['answer?', 'close 1002']],
  ['5.16', 'a middle before a begin', [more('*', false), first, last], ['close 1002']],
  ['5.17', 'an end before a begin', [more('*', true), first, last], ['close 1002']],
  ['5.18', 'a begin within a message', [first, text()], ['close 1002']],
  [
    '5.19',
    'five fragments with pings between, in one write',
    [Buffer.concat(withPings(fragments(...FIVE)))],
    ['pong 1', 'pong 3', 'answer'],
  ],
  ['5.20', 'the same frame by frame', withPings(fragments(...FIVE)), ['pong 1', 'pong 3', 'answer']],
]

const MEGABYTE = 1024 * 1024

const TOO_LARGE: Case[] = [
  ['9.1.1', 'text of 64 KiB', [text(stars(65_536))], ['answer']],
  ...[65_537, 256 * 1024, MEGABYTE, 4 * MEGABYTE].map((size, index): Case => [
    `9.1.${index + 2}`,
    `text of ${size}`,
    [text(stars(size))],
    ['close 1009'],
  ]),
  ...[65_537, 256 * 1024, MEGABYTE, 4 * MEGABYTE].map((size, index): Case => [
    `9.2.${index + 2}`,
    `binary of ${size}`,
    [binary(size)],
    ['close 1009'],
  ]),
  ['9.3.9', 'text of 4 MiB in fragments of a MiB', inFragments(4 * MEGABYTE, MEGABYTE), ['close 1009']],
  ['9.3.5', 'text of 4 MiB in fragments of 16 KiB', inFragments(4 * MEGABYTE, 16 * 1024), ['close 1009']],
  [
    '9.3.1',
    'text of 4 MiB in fragments of 64 bytes: too many fragments',
    inFragments(4 * MEGABYTE, 64),
    ['close 1008'],
  ],
  ['9.5.1', 'text of a MiB in pieces of 64', piecesOf(text(stars(MEGABYTE)), 64), ['close 1009']],
]

const HUGE_LENGTHS: Case[] = [
  ['row 18', 'a byte more than may be', [text(stars(65_537))], ['close 1009']],
  ['row 19', 'a length of 2^53 + 1', [rawFrame({ length: 2n ** 53n + 1n })], ['close 1009']],
  ['row 19', 'a length of 2^63', [rawFrame({ length: 2n ** 63n })], ['close 1009']],
  ['row 25', 'a frame without its mask', [rawFrame({ payload: '{}', isMasked: false })], ['close 1002']],
  ['row 20', 'fragments of one byte', inFragments(1_000, 1), ['close 1008']],
  [
    'row 20',
    'fragments of no byte',
    Array.from({ length: 1_000 }, (_, index) => rawFrame({ opcode: index === 0 ? 1 : 0, fin: false })),
    ['close 1008'],
  ],
  ['row 27', 'a ping of 126', [ping(stars(126))], ['close 1002']],
  [
    'row 29',
    'a binary frame of sound JSON',
    [rawFrame({ opcode: OPCODE.binary, payload: '{"type":"ping"}' })],
    ['close 1003'],
  ],
  [
    'row 22',
    'a compressed frame that was not agreed',
    [rawFrame({ payload: Buffer.from('ca4dcc02', 'hex'), rsv: 4 }), closeFrame(1000)],
    ['close 1002'],
  ],
]

const IN_FRAGMENTS: Case[] = [
  ['10.1.1', 'text of 65536 in fragments of 1300', inFragments(65_536, 1_300), ['answer']],
]

describe.each([
  ['1', SIZED],
  ['2', PINGS],
  ['3', RESERVED_BITS],
  ['4', RESERVED_OPCODES],
  ['5', FRAGMENTS],
  ['9', TOO_LARGE],
  ['10', IN_FRAGMENTS],
  ['rows of the catalogue', HUGE_LENGTHS],
])('Autobahn %s', (_group, cases) => {
  it.each(cases)('%s: %s', async (_number, _what, pieces, heard) => {
    expect(await converse(hub(), pieces)).toSatisfy(isHeard(heard))
  })
})

function piecesOf(bytes: Buffer, size: number): Buffer[] {
  const count = Math.ceil(bytes.length / size)
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * size, (index + 1) * size))
}

function inFragments(size: number, each: number): Buffer[] {
  const count = Math.ceil(size / each)
  return fragments(...Array.from({ length: count }, (_, index) => stars(Math.min(each, size - index * each))))
}

/** A ping after the first and the third part. */
function withPings(parts: Buffer[]): Buffer[] {
  return parts.flatMap((part, index) =>
    index === 0 || index === 2 ? [part, ping(String(index + 1))] : [part],
  )
}
