import { z } from 'zod'
import type { TermClaim } from './term.ts'

/** Longest id of a promotion, and longest proof: a signature by an RSA key of 4,096 bits in base 64, and some more. */
const MAX_ID_CHARACTERS = 64
const MAX_PROOF_CHARACTERS = 1_024

export const termShape = z.object({ number: z.int().min(1), id: z.string().max(MAX_ID_CHARACTERS) })

export const termClaim = termShape.extend({
  proof: z.string().max(MAX_PROOF_CHARACTERS),
}) satisfies z.ZodType<TermClaim>
