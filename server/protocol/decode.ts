import type { z } from 'zod'
import {
  authenticatePayload,
  batchesShape,
  requestIdShape,
  requestPayload,
  type ClientFrame,
  type Decoded,
  type Malformed,
} from './client-frames.ts'
import { operations } from './operations.ts'
import { findZeroCharacter } from './zero-character.ts'

/** Types whose frame is complete without a payload. */
const BARE_TYPES = new Set(['heartbeat', 'ping', 'snapshot'])

const PAYLOAD_SHAPES = new Map<string, z.ZodObject>([
  ['authenticate', authenticatePayload],
  ['request', requestPayload],
  ...Object.values(operations).flatMap((operation): [string, z.ZodObject][] =>
    'frame' in operation ? [[operation.frame, operation.params]] : [],
  ),
])

/** Every type that a client may send. The list is closed. */
export const FRAME_TYPES: readonly string[] = [...PAYLOAD_SHAPES.keys(), ...BARE_TYPES, 'batch']

/** The deployed AV Gym client's spelling of two fields, beside the documented one. */
const FIELD_ALIASES: readonly (readonly [sent: string, meant: string])[] = [
  ['member_id', 'memberId'],
  ['check_in_id', 'checkInId'],
]

/** Reads one text frame from a client. Never throws; what cannot be understood says why, without its content. */
export function decodeFrame(text: string): Decoded {
  let sent: unknown
  try {
    sent = JSON.parse(text)
  } catch {
    return malformed(undefined, undefined, 'invalid_json', 'Invalid JSON format')
  }
  if (!isObject(sent) || typeof sent['type'] !== 'string') {
    return malformed(undefined, undefined, 'invalid_message', 'A message is an object with a text "type".')
  }
  return decodeObject(sent['type'], sent)
}

function decodeObject(type: string, sent: Record<string, unknown>): Decoded {
  const requestId =
    (sent['requestId'] ?? null) === null ? undefined : requestIdShape.safeParse(sent['requestId'])
  if (requestId?.success === false) {
    return malformed(type, undefined, 'invalid_message', 'The requestId must be a UUID.', 'requestId')
  }
  const id = requestId?.data
  if (type === 'batch') return decodeBatch(sent['batches'], id)
  if (BARE_TYPES.has(type)) return accepted({ type } as ClientFrame, id)
  return decodePayload(type, sent['payload'] ?? sent['data'], id)
}

/** Reads the payload of one frame, or of one item of a client's batch. */
function decodePayload(type: string, sent: unknown, requestId: string | undefined): Decoded {
  const shape = PAYLOAD_SHAPES.get(type)
  if (!shape) return malformed(type, requestId, 'unknown_type', 'Unknown message type.')
  if (!isObject(sent)) {
    return malformed(type, requestId, 'invalid_message', `A ${type} message needs a payload.`, 'payload')
  }
  const zero = findZeroCharacter(sent)
  if (zero !== null) {
    // A name that we do not know is the client's own, and may say anything.
    const field = Object.hasOwn(shape.shape, zero) ? zero : ''
    return malformed(type, requestId, 'invalid_message', `The field "${field}" is missing or wrong.`, field)
  }
  const decoded = shape.safeParse(withMeantNames(sent))
  if (decoded.success) return accepted({ type, payload: decoded.data } as ClientFrame, requestId)
  return refuseShape(type, requestId, decoded.error)
}

function decodeBatch(sent: unknown, requestId: string | undefined): Decoded {
  const batches = batchesShape.safeParse(sent)
  if (!batches.success) return refuseShape('batch', requestId, batches.error)
  const { check_in, check_out } = batches.data
  const items = [
    ...check_in.map((item) => decodePayload('check_in', item, undefined)),
    ...check_out.map((item) => decodePayload('check_out', item, undefined)),
  ]
  return accepted({ type: 'batch', items }, requestId)
}

function withMeantNames(sent: Record<string, unknown>): Record<string, unknown> {
  const aliases = FIELD_ALIASES.filter(([alias, meant]) => alias in sent && !(meant in sent))
  if (aliases.length === 0) return sent
  return { ...sent, ...Object.fromEntries(aliases.map(([alias, meant]) => [meant, sent[alias]])) }
}

/** Names the first field that is wrong and what it must be; zod's own text may quote the value and is not used. */
function refuseShape(type: string, requestId: string | undefined, error: z.ZodError): Decoded {
  const issue = error.issues[0]
  const field = issue?.path.join('.') ?? ''
  const expected = issue?.code === 'custom' || issue?.code === 'invalid_format' ? `: ${issue.message}` : ''
  return malformed(
    type,
    requestId,
    'invalid_message',
    `The field "${field}" is missing or wrong${expected}.`,
    field,
  )
}

function accepted(frame: ClientFrame, requestId: string | undefined): Decoded {
  if (requestId !== undefined) frame.requestId = requestId
  return { ok: true, frame }
}

function malformed(
  type: string | undefined,
  requestId: string | undefined,
  code: Malformed['code'],
  message: string,
  field?: string,
): Decoded {
  const details = field === undefined ? {} : { details: { field } }
  return { ok: false, malformed: { type, requestId, code, message, ...details } }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
