import type { Random } from '../../support/random.ts'

/** Text that is JSON, mostly a message of ours to look at, and wrong somewhere. Values are JSON texts, so that they may be any. */

/** Ids that exist, so that nonsense also reaches what lies behind the decoder. */
export interface KnownIds {
  members: readonly string[]
  visits: readonly string[]
  cards: readonly string[]
  epoch: string
}

const TYPES = [
  ...[
    'authenticate',
    'check_in',
    'check_out',
    'scan',
    'undo',
    'snapshot',
    'request',
    'batch',
    'heartbeat',
    'ping',
  ],
  ...['event', 'snapshot', 'reply', 'error', 'member_checked_in', 'authentication_success', 'constructor'],
  ...['__proto__', 'toString', 'hasOwnProperty', '', ' scan', 'SCAN', 'check_in\u0000'],
]

const FIELDS = [
  ...['memberId', 'member_id', 'checkInId', 'check_in_id', 'location', 'notes', 'override', 'acknowledge'],
  ...['occurredAt', 'provisional', 'recordedBy', 'code', 'mode', 'token', 'deskToken', 'resume', 'deskName'],
  ...[
    'accept',
    'method',
    'params',
    'batches',
    'seq',
    'userId',
    'role',
    'deskId',
    'at',
    'id',
    'reason',
    'staffId',
  ],
  ...['__proto__', 'constructor', 'prototype', 'toJSON', 'then', 'length', '0', ''],
]

const deep = (open: string, close: string, depth: number) => `${open.repeat(depth)}${close.repeat(depth)}`

/** What no field expects. */
const NASTY: readonly string[] = [
  ...['null', 'true', 'false', '0', '-0', '-1', '1', '1.5', '1e400', '-1e400', '1e-400', '9007199254740993'],
  ...[
    '9223372036854775808',
    '18446744073709551616',
    '""',
    '" "',
    '"\\u0000"',
    '"\\ud800"',
    '"\\udc00\\ud800"',
  ],
  ...['"\\u202e"', '"=1+1"', '"<img src=x onerror=alert(1)>"', '"\'; drop table members; --"', '"%_\\\\%"'],
  ...['"NEAR(\\"*\\" -"', '"../../etc/passwd"', '"constructor"', '"__proto__"', '"ﬀＡ１２３"', '"e\\u0301"'],
  ...['[]', '{}', '[[]]', '[null]', '["a","b"]', '{"toString":null}', '{"toJSON":1}', '{"length":1e9}'],
  ...[
    '{"__proto__":{"role":"manager"}}',
    '{"constructor":{"prototype":{"role":"manager"}}}',
    '{"reason":""}',
  ],
  ...[
    '"2026-02-30T00:00:00Z"',
    '"275760-09-13T00:00:00Z"',
    '"-000001-01-01T00:00:00Z"',
    '"2026-01-01T00:00:00+99:99"',
  ],
  ...['"0000-01-01T00:00:00Z"', '"9999-12-31T23:59:59.999Z"', '"2026-03-29T02:30:00+01:00"', '"now"'],
  JSON.stringify('x'.repeat(5_000)),
  JSON.stringify('a'.repeat(500) + '!'),
  JSON.stringify('👩‍👩‍👧‍👦'.repeat(90)),
]

/** The same, too large to be sent often. */
const LARGE: readonly string[] = [
  deep('[', ']', 15_000),
  deep('{"a":', '}', 5_000).replace(':}', ':1}'),
  `{${Array.from({ length: 4_000 }, (_, index) => `"k${index}":${index}`).join(',')}}`,
  `[${Array.from({ length: 10_000 }, () => '0').join(',')}]`,
  JSON.stringify('x'.repeat(60_000)),
  `"${'\\ud800'.repeat(5_000)}"`,
]

const MODES = ['toggle', 'in', 'out', 'sideways']

/** One in so many values is large. */
const LARGE_EVERY = 400

function value(random: Random): string {
  return random.below(LARGE_EVERY) === 0 ? random.pick(LARGE) : random.pick(NASTY)
}

/** A value that the field may have, of ids that exist. */
function sound(field: string, random: Random, known: KnownIds): string {
  const text = (items: readonly string[]) => JSON.stringify(items.length > 0 ? random.pick(items) : 'none')
  switch (field) {
    case 'memberId':
    case 'member_id':
      return text(known.members)
    case 'checkInId':
    case 'check_in_id':
      return text(known.visits)
    case 'code':
      return text(known.cards)
    case 'mode':
      return text(MODES)
    case 'occurredAt':
      return JSON.stringify(new Date(random.below(4e12) - 1e12).toISOString())
    case 'override':
      return '{"reason":"known to me"}'
    case 'acknowledge':
      return 'true'
    case 'provisional':
      return '{"verdict":"granted","reason":"ok_in","seq":1}'
    case 'recordedBy':
      return '{"signInId":"maria"}'
    case 'resume':
      return `{"epoch":${JSON.stringify(known.epoch)},"seq":${random.below(5_000)}}`
    case 'accept':
      return '["batch"]'
    case 'method':
      return '"members.search"'
    case 'params':
      return `{"query":${text(['a', '%', '_', '"', 'sofia', '\\', '*'])},"limit":${random.pick(['1', '20', '0', '-1', '1e9'])}}`
    default:
      return '"front door"'
  }
}

const FIELDS_OF = new Map(
  Object.entries({
    authenticate: ['token', 'deskToken', 'resume', 'deskName', 'accept'],
    check_in: [
      'memberId',
      'location',
      'notes',
      'override',
      'acknowledge',
      'occurredAt',
      'provisional',
      'recordedBy',
    ],
    check_out: ['checkInId', 'notes', 'occurredAt', 'provisional', 'recordedBy'],
    scan: ['code', 'location', 'mode', 'override', 'acknowledge', 'occurredAt', 'provisional', 'recordedBy'],
    undo: ['checkInId', 'occurredAt', 'recordedBy'],
    request: ['method', 'params'],
  }),
)

function payload(type: string, random: Random, known: KnownIds): string {
  if (random.below(30) === 0) return value(random)
  const own = (FIELDS_OF.get(type) ?? FIELDS).filter((_field, index) => index === 0 || random.below(3) === 0)
  const fields = own.map((field) => [
    field,
    random.below(5) === 0 || field === 'token' || field === 'deskToken'
      ? value(random)
      : sound(field, random, known),
  ])
  if (random.below(5) === 0) fields.push([random.pick(FIELDS), value(random)])
  return `{${fields.map(([name, content]) => `${JSON.stringify(name)}:${content}`).join(',')}}`
}

/** A few ids that come again and again, and one that is none now and then. */
function requestId(random: Random): string {
  if (random.below(20) === 0) return value(random)
  const number = random.below(random.below(2) === 0 ? 50 : 2 ** 40)
  return `"01a20902-753d-7125-8cc5-${number.toString(16).padStart(12, '0')}"`
}

/** One message. */
export function nonsense(random: Random, known: KnownIds): string {
  if (random.below(50) === 0) return value(random)
  const type = random.pick(TYPES)
  const parts = [`"type":${random.below(60) === 0 ? value(random) : JSON.stringify(type)}`]
  if (type === 'batch') parts.push(`"batches":${batches(random, known)}`)
  else if (random.below(20) > 0)
    parts.push(`"${random.pick(['payload', 'payload', 'data'])}":${payload(type, random, known)}`)
  if (random.below(2) === 0) parts.push(`"requestId":${requestId(random)}`)
  if (random.below(40) === 0) parts.push(`"__proto__":${value(random)}`)
  if (random.below(40) === 0) parts.push(`"type":"check_in"`)
  return `{${parts.join(',')}}`
}

function batches(random: Random, known: KnownIds): string {
  if (random.below(5) === 0) return value(random)
  const list = (type: string) =>
    `[${Array.from({ length: random.below(6) }, () => payload(type, random, known)).join(',')}]`
  return `{"check_in":${list('check_in')},"check_out":${list('check_out')}}`
}
