import { describe, expect, it } from 'vitest'
import { converse, fragments, isHeard, octets } from './support/conversation.ts'
import { OPCODE, closeFrame, rawFrame } from './support/raw-frames.ts'
import { sharedHub } from './support/shared-hub.ts'

/** Cases 6 and 7 of the Autobahn suite, by its numbers: UTF-8, and how a socket is closed. */
const hub = sharedHub()

type Case = [number: string, what: string, pieces: Buffer[], heard: string[]]

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex')

/** Numbered from 1; each is one text message of these bytes. */
function texts(number: string, hexes: string[], heard: string): Case[] {
  return hexes.map((hex, index) => [
    `${number}.${index + 1}`,
    hex || 'nothing',
    [rawFrame({ payload: bytes(hex) })],
    [heard],
  ])
}

const VALID = 'answer'
const INVALID = 'close 1007'

const GREEK = 'κόσμε'
const HELLO = 'Hello-µ@ßöäüàá-UTF-8!!'
const SURROGATE_WITHIN = Buffer.concat([Buffer.from(GREEK), bytes('eda080'), Buffer.from('edited')])
const BEYOND_UNICODE = [Buffer.from(GREEK), bytes('f4908080'), Buffer.from('edited')]

const WHOLE_MESSAGES: Case[] = [
  ['6.1.1', 'nothing', [rawFrame()], [VALID]],
  ['6.1.2', 'three fragments of nothing', fragments('', '', ''), [VALID]],
  ['6.1.3', 'something between nothing', fragments('', 'middle', ''), [VALID]],
  ['6.2.1', 'valid text', [rawFrame({ payload: HELLO })], [VALID]],
  ['6.2.2', 'in two fragments between characters', fragments('Hello-µ@ßöä', 'üàá-UTF-8!!'), [VALID]],
  ['6.2.3', 'a fragment a byte', fragments(...octets(Buffer.from(HELLO))), [VALID]],
  ['6.2.4', 'Greek, a fragment a byte', fragments(...octets(Buffer.from(GREEK))), [VALID]],
  ['6.3.1', 'a surrogate within', [rawFrame({ payload: SURROGATE_WITHIN })], [INVALID]],
  ['6.3.2', 'the same, a fragment a byte', fragments(...octets(SURROGATE_WITHIN)), [INVALID]],
  ['6.4.1', 'beyond Unicode in the second of three fragments', fragments(...BEYOND_UNICODE), [INVALID]],
  [
    '6.4.2',
    'the same, cut within the character',
    fragments(Buffer.concat([Buffer.from(GREEK), bytes('f4')]), bytes('90'), bytes('8080 656469746564')),
    [INVALID],
  ],
  ['6.4.3', 'the same in one frame', [rawFrame({ payload: Buffer.concat(BEYOND_UNICODE) })], [INVALID]],
  [
    '6.4.4',
    'the same, byte by byte',
    octets(rawFrame({ payload: Buffer.concat(BEYOND_UNICODE) })),
    [INVALID],
  ],
]

const CHARACTERS: Case[] = [
  ...texts('6.5', ['cebae1bdb9cf83cebcceb5'], VALID),
  ...texts(
    '6.6',
    ['ce', 'cebae1', 'cebae1bd', 'cebae1bdb9cf', 'cebae1bdb9cf83ce', 'cebae1bdb9cf83cebcce'],
    INVALID,
  ),
  ...texts('6.7', ['00', 'c280', 'e0a080', 'f0908080'], VALID),
  ...texts('6.8', ['f888808080', 'fc8480808080'], INVALID),
  ...texts('6.9', ['7f', 'dfbf', 'efbfbf', 'f48fbfbf'], VALID),
  ...texts('6.10', ['f7bfbfbf', 'fbbfbfbfbf', 'fdbfbfbfbfbf'], INVALID),
  ...texts('6.11', ['ed9fbf', 'ee8080', 'efbfbd', 'f48fbfbf'], VALID),
  ...texts('6.11.5', ['f4908080'], INVALID),
  ...texts(
    '6.12',
    [1, 1, 2, 3, 4, 5, 6].map((count, index) => (index === 1 ? 'bf' : '80bf80bf80bf'.slice(0, count * 2))),
    INVALID,
  ),
  ...texts(
    '6.12.8',
    [Array.from({ length: 64 }, (_, index) => (0x80 + index).toString(16)).join('')],
    INVALID,
  ),
  ...texts(
    '6.13',
    [lonely(0xc0, 32), lonely(0xe0, 16), lonely(0xf0, 8), lonely(0xf8, 4), lonely(0xfc, 2)],
    INVALID,
  ),
  ...texts(
    '6.14',
    ['c0', 'e080', 'f08080', 'f8808080', 'fc80808080', 'df', 'efbf', 'f7bfbf', 'fbbfbfbf', 'fdbfbfbfbf'],
    INVALID,
  ),
  ...texts('6.15', ['c0e080f08080f8808080fc80808080dfefbff7bfbffbbfbfbffdbfbfbfbf'], INVALID),
  ...texts('6.16', ['fe', 'ff', 'fefeffff'], INVALID),
  ...texts('6.17', ['c0af', 'e080af', 'f08080af', 'f8808080af', 'fc80808080af'], INVALID),
  ...texts('6.18', ['c1bf', 'e09fbf', 'f08fbfbf', 'f887bfbfbf', 'fc83bfbfbfbf'], INVALID),
  ...texts('6.19', ['c080', 'e08080', 'f0808080', 'f880808080', 'fc8080808080'], INVALID),
  ...texts('6.20', ['eda080', 'edadbf', 'edae80', 'edafbf', 'edb080', 'edbe80', 'edbfbf'], INVALID),
  ...texts(
    '6.21',
    [
      'eda080edb080',
      'eda080edbfbf',
      'edadbfedb080',
      'edadbfedbfbf',
      'edae80edb080',
      'edae80edbfbf',
      'edafbfedb080',
      'edafbfedbfbf',
    ],
    INVALID,
  ),
  ...texts('6.22', ['efbfbe', 'efbfbf', ...noncharacters()], VALID),
  ...texts('6.23', ['efbfb9', 'efbfba', 'efbfbb', 'efbfbc', 'efbfbd', 'efbfbe', 'efbfbf'], VALID),
]

const TEXT = rawFrame({ payload: '*' })
const BYE = closeFrame(1000)
const ping = rawFrame({ opcode: OPCODE.ping, payload: 'late' })
const [first, last] = fragments('frag', 'ment') as [Buffer, Buffer]
const emptyClose = rawFrame({ opcode: OPCODE.close })
const shortClose = rawFrame({ opcode: OPCODE.close, payload: 'x' })

const CLOSES: Case[] = [
  ['7.1.1', 'text, then close', [Buffer.concat([TEXT, BYE])], ['answer?', 'close 1000']],
  ['7.1.2', 'two closes', [BYE, BYE], ['close 1000']],
  ['7.1.3', 'a ping after the close', [BYE, ping], ['close 1000']],
  ['7.1.4', 'text after the close', [BYE, TEXT], ['close 1000']],
  ['7.1.5', 'the end of a message after the close', [first, BYE, last], ['close 1000']],
  [
    '7.1.6',
    '256 KiB, then close and ping',
    [rawFrame({ payload: '*'.repeat(256 * 1024) }), BYE, ping],
    ['close 1009'],
  ],
  ['7.3.1', 'a close of nothing', [emptyClose], ['close']],
  ['7.3.2', 'a close of one byte', [shortClose], ['close 1002']],
  ['7.3.3', 'a close with a code', [BYE], ['close 1000']],
  ['7.3.4', 'a close with a reason', [closeFrame(1000, 'Hello World!')], ['close 1000']],
  ['7.3.5', 'the longest reason', [closeFrame(1000, '*'.repeat(123))], ['close 1000']],
  ['7.3.6', 'a reason too long', [closeFrame(1000, '*'.repeat(124))], ['close 1002']],
  ['7.5.1', 'a reason that is no UTF-8', [closeFrame(1000, SURROGATE_WITHIN)], ['close 1007']],
  ...[1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999].map(
    (code, index): Case => [`7.7.${index + 1}`, `code ${code}`, [closeFrame(code)], [`close ${code}`]],
  ),
  ...[0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999].map((code, index): Case => [
    `7.9.${index + 1}`,
    `code ${code}, which may not be sent`,
    [closeFrame(code)],
    ['close 1002'],
  ]),
  ...[5000, 65_535].map((code, index): Case => [
    `7.13.${index + 1}`,
    `code ${code}`,
    [closeFrame(code)],
    ['close 1002'],
  ]),
]

describe.each([
  ['6: messages', WHOLE_MESSAGES],
  ['6: characters', CHARACTERS],
  ['7', CLOSES],
])('Autobahn %s', (_group, cases) => {
  it.each(cases)('%s: %s', async (_number, _what, pieces, heard) => {
    expect(await converse(hub(), pieces)).toSatisfy(isHeard(heard))
  })
})

/** First bytes of longer characters, each before a space. */
function lonely(from: number, count: number): string {
  return Array.from({ length: count }, (_, index) => `${(from + index).toString(16)}20`).join('')
}

/** The last two code points of each plane, which are no characters but may be sent. */
function noncharacters(): string[] {
  return Array.from({ length: 16 }, (_, plane) => [0xfffe, 0xffff].map((end) => (plane + 1) * 0x10000 + end))
    .flat()
    .map((point) => Buffer.from(String.fromCodePoint(point)).toString('hex'))
}
