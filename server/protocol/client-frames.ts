import { z } from 'zod'
import {
  MAX_BATCH_ITEMS,
  MAX_CODE_CHARACTERS,
  MAX_HEADCOUNT,
  MAX_LOCATION_CHARACTERS,
  MAX_NAME_CHARACTERS,
  MAX_NOTES_CHARACTERS,
  MAX_SIGN_IN_ID_CHARACTERS,
} from './limits.ts'
import { REVIEW_OUTCOMES } from './closings.ts'
import { optionalName } from './names.ts'
import type { CommandFrame } from './operations.ts'
import { termClaim } from './term-claim.ts'
import { REASONS, SCAN_MODES, VERDICTS } from './scan.ts'

/** Shapes of what a client may send. Unknown fields are dropped; known ones of a wrong type refuse the frame. */

/** Text for people, kept as sent in NFC; half a surrogate pair cannot be stored as UTF-8 and is replaced. */
export function text(maxCharacters: number) {
  return z
    .string()
    .overwrite((sent) => sent.toWellFormed().normalize('NFC'))
    .refine((kept) => isAtMost(kept, maxCharacters), { error: `at most ${maxCharacters} characters` })
}

/** Counts characters as people do, not UTF-16 units; the cheap test decides nearly always. */
function isAtMost(value: string, maxCharacters: number): boolean {
  return value.length <= maxCharacters || Array.from(value).length <= maxCharacters
}

/** A UUID of any version, in lower case: ids of an AV Gym backend are not all of the RFC's variants. */
const uuid = z.guid({ error: 'a UUID' }).toLowerCase()

/** An instant, decoded to milliseconds since 1970 UTC. */
const instant = z.iso
  .datetime({ offset: true, error: 'an ISO 8601 time such as 2026-11-23T08:30:00.000Z' })
  .transform((sent) => Date.parse(sent))

const override = z.object({
  reason: text(MAX_NAME_CHARACTERS).min(1),
  /** A manager's leave, where the right is not the sender's own. */
  approval: z.string().min(1).max(MAX_NAME_CHARACTERS).optional(),
  /** The last day on which it is to stand for this member; without it, it is for this visit. */
  until: z.iso.date({ error: 'a day such as 2026-11-23' }).optional(),
})

const provisional = z.object({
  verdict: z.enum(VERDICTS),
  reason: z.enum(REASONS),
  seq: z.int().nonnegative(),
})

/** What every command that a desk recorded may say of how it was recorded. */
const recorded = {
  occurredAt: instant.optional(),
  provisional: provisional.optional(),
  /** The sign-in under which it was recorded; of one that the hub does not know, nobody's. Names of people are not believed. */
  recordedBy: z.object({ signInId: z.string().max(MAX_SIGN_IN_ID_CHARACTERS).optional() }).optional(),
}

export const authenticatePayload = z.object({
  token: z.string().optional(),
  deskToken: z.string().min(1).optional(),
  resume: z.object({ epoch: z.string().min(1).max(64), seq: z.int().nonnegative() }).optional(),
  deskName: optionalName.optional(),
  accept: z.array(z.string().max(20)).max(10).optional(),
  /** The latest term that the desk has met: a hub of an earlier one must not go on. */
  term: termClaim.optional(),
})

export const checkInPayload = z.object({
  memberId: uuid,
  location: text(MAX_LOCATION_CHARACTERS).optional(),
  notes: text(MAX_NOTES_CHARACTERS).optional(),
  override: override.optional(),
  acknowledge: z.boolean().optional(),
  ...recorded,
})

export const checkOutPayload = z.object({
  checkInId: uuid,
  notes: text(MAX_NOTES_CHARACTERS).optional(),
  ...recorded,
})

export const scanPayload = z.object({
  code: z.string().min(1).max(MAX_CODE_CHARACTERS),
  location: text(MAX_LOCATION_CHARACTERS).optional(),
  mode: z.enum(SCAN_MODES).default('toggle'),
  override: override.optional(),
  acknowledge: z.boolean().optional(),
  ...recorded,
})

export const undoPayload = z.object({ checkInId: uuid, ...recorded })

/** How many people somebody counted in the building, and why they counted. */
export const correctOccupancyPayload = z.object({
  counted: z.int().min(0).max(MAX_HEADCOUNT),
  reason: text(MAX_NAME_CHARACTERS).min(1),
  ...recorded,
})

/** What somebody says of a visit that the hub ended. */
export const reviewClosingPayload = z.object({
  checkInId: uuid,
  outcome: z.enum(REVIEW_OUTCOMES),
  /** When the member left, where that is what is said. */
  leftAt: instant.optional(),
  ...recorded,
})

export const requestPayload = z.object({
  method: z.string().min(1).max(64),
  params: z.record(z.string(), z.unknown()).default({}),
})

/** The deployed AV Gym client's bundle: payloads by type, each decoded by itself, so that one bad item harms none. */
export const batchesShape = z
  .object({
    check_in: z.array(z.unknown()).default([]),
    check_out: z.array(z.unknown()).default([]),
  })
  .refine(({ check_in, check_out }) => check_in.length + check_out.length <= MAX_BATCH_ITEMS, {
    error: `at most ${MAX_BATCH_ITEMS} items`,
  })

/** Kept as sent: the reply carries it in the client's own spelling. */
export const requestIdShape = z.guid({ error: 'a UUID' })

export type AuthenticatePayload = z.output<typeof authenticatePayload>
export type CheckInPayload = z.output<typeof checkInPayload>
export type CheckOutPayload = z.output<typeof checkOutPayload>
export type ScanPayload = z.output<typeof scanPayload>
export type UndoPayload = z.output<typeof undoPayload>
export type CorrectOccupancyPayload = z.output<typeof correctOccupancyPayload>
export type ReviewClosingPayload = z.output<typeof reviewClosingPayload>
type RequestPayload = z.output<typeof requestPayload>

export type ClientFrame =
  | CommandFrame
  | { type: 'authenticate'; payload: AuthenticatePayload; requestId?: string }
  | { type: 'request'; payload: RequestPayload; requestId?: string }
  | { type: 'snapshot'; requestId?: string }
  | { type: 'heartbeat'; requestId?: string }
  | { type: 'ping'; requestId?: string }
  | { type: 'batch'; items: Decoded[]; requestId?: string }

/** A frame that could not be understood: what to answer, and under which type and id. */
export interface Malformed {
  type: string | undefined
  requestId: string | undefined
  code: 'invalid_json' | 'invalid_message' | 'unknown_type'
  /** An English sentence that says what is wrong and never quotes the content. */
  message: string
  details?: { field: string }
}

export type Decoded = { ok: true; frame: ClientFrame } | { ok: false; malformed: Malformed }
