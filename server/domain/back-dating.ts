/** How long what a connected desk sends is on its way, at most: beside a slow network, and with a clock that is a little wrong. */
const ON_ITS_WAY_MS = 60_000

/** How long a desk may take to send what it recorded while it was away: 12,000 scans at its rate. */
const CATCHING_UP_MS = 10 * 60_000

/** When a desk was connected. Milliseconds since 1970 UTC. */
export interface DeskPresence {
  /** Since when it is connected now. */
  since: number
  /** When it was last heard before that; null where the hub does not know. */
  heardBefore: number | null
}

/** Whether what happened at an instant is told so late that the time makes a difference. */
export function isLate(at: number, now: number): boolean {
  return now - at > ON_ITS_WAY_MS
}

/** Whether a desk that tells now what happened at an instant could have told it before: it was connected since, and did not. */
export function couldHaveTold({ since, heardBefore }: DeskPresence, at: number, now: number): boolean {
  if (!isLate(at, now)) return false
  if (heardBefore !== null && isLate(at, heardBefore)) return true
  return at >= since || now - since > CATCHING_UP_MS
}
