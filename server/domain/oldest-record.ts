/** A desk that says it recorded something longer ago has a wrong clock: no outbox is kept beyond request ids. Milliseconds. */
export const OLDEST_RECORD_MS = 400 * 24 * 3_600_000
