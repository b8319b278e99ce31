/** An instant, milliseconds since 1970 UTC, as the wire writes it: ISO 8601 in UTC. */
export const isoTime = (instant: number): string => new Date(instant).toISOString()
