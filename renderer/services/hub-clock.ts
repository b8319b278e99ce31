/** Differences below this are the way from the hub, and no wrong clock. */
const TOLERANCE_MS = 2_000

/**
 * How much later it is at the hub than on this machine's clock, in milliseconds, after the hub named its time; what was
 * known where it named none. A desk tells the time, the gym's day and when a card was scanned by the hub's clock.
 */
export function hubAheadMs(known: number, hubTime: string | undefined, now: number): number {
  const said = hubTime === undefined ? Number.NaN : Date.parse(hubTime) - now
  return Math.abs(said - known) > TOLERANCE_MS ? said : known
}
