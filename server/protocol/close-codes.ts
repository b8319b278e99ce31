/**
 * Why a socket was closed, as the number on the wire. What a desk does then:
 * reconnect at once with backoff, get a new token first, wait, or stop and say so.
 */
export const CLOSE = {
  /** The hub is going away: reconnect with backoff. */
  goingAway: 1001,
  /** A binary frame: reconnect. */
  unsupportedData: 1003,
  /** A frame to the hub over its size limit: reconnect. */
  tooBig: 1009,
  /** No token in time, a bad one, an expired or a revoked one: get a new token first. */
  unauthorised: 4001,
  /** Too many malformed frames: wait a minute. */
  malformed: 4400,
  /** The role or the device is no longer allowed: stop and say so. */
  forbidden: 4403,
  /** The client did not take its frames in time: reconnect and resume. */
  slow: 4408,
  /** Another socket with the same desk token took over: stop and say so. */
  replaced: 4409,
  /** Far over the rate: wait as many milliseconds as the reason says. */
  flooding: 4429,
} as const

export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE]
