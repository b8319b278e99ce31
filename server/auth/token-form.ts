import { z } from 'zod'

/** A JSON text, and whether a colon follows it: then it is the name of a field. */
const TEXT = /"(?:[^"\\]|\\.)*"(\s*:)?/g

/** `crit` and `b64` change what a signature means (RFC 7515, 7797), and no token of ours or of AV Gym's needs them. */
const header = z.object({
  typ: z.literal('JWT').optional(),
  crit: z.undefined().optional(),
  b64: z.undefined().optional(),
})

/**
 * Whether a token whose signature is good says what it says once and plainly. Two claims of one name are refused, because the
 * backend that signed them may have meant the first, and JSON.parse takes the last.
 */
export function isPlain(token: string): boolean {
  const [head = '', claims = ''] = token
    .split('.', 2)
    .map((part) => Buffer.from(part, 'base64url').toString())
  return saysAllOnce(head) && saysAllOnce(claims) && header.safeParse(JSON.parse(head)).success
}

function saysAllOnce(json: string): boolean {
  const written = [...json.matchAll(TEXT)].filter(([, colon]) => colon !== undefined).length
  return written === countFields(JSON.parse(json))
}

function countFields(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const own = Array.isArray(value) ? 0 : Object.keys(value).length
  return Object.values(value).reduce<number>((sum, within) => sum + countFields(within), own)
}
