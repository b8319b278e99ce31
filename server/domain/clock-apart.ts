/** Hubs on one database say when something was by their own clocks: farther apart, what was first would seem to be last. */
export const FARTHEST_APART_MS = 5_000

/** The clock of the database, and this machine's before it was asked and after. Milliseconds since 1970 UTC. */
export interface ClockReading {
  before: number
  database: number
  after: number
}

/** What is wrong with this machine's clock beside that of the database, as a sentence for people; null where they agree. */
export function clockApart({ before, database, after }: ClockReading): string | null {
  // However long the answer took: it was read between the two.
  const aheadMs = Math.max(0, before - database) - Math.max(0, database - after)
  if (Math.abs(aheadMs) <= FARTHEST_APART_MS) return null
  const [seconds, way] = [Math.round(Math.abs(aheadMs) / 1000), aheadMs > 0 ? 'ahead of' : 'behind']
  return `The clock of this machine is ${seconds} s ${way} that of the database. Set both by the network (NTP).`
}
