/** Limits of the wire that both sides keep to. Those that only the hub enforces are in `server/settings/limits.ts`. */

/** Characters of a place's name: one line on a desk. */
export const MAX_LOCATION_CHARACTERS = 100

/** Characters of a note: half a page of text. */
export const MAX_NOTES_CHARACTERS = 2_000

/** Characters of a scanned code: the longest QR code that a membership card is likely to carry. */
export const MAX_CODE_CHARACTERS = 512

/** Characters of a desk's or person's name, and of the reason of an override. */
export const MAX_NAME_CHARACTERS = 100

/** Characters of the id of a sign-in: those that a hub makes have 43. */
export const MAX_SIGN_IN_ID_CHARACTERS = 100

/** Events that a snapshot gives, and a desk keeps, of what happened: more than any desk shows, a few minutes of a busy evening. */
export const MAX_RECENT_EVENTS = 50

/** People that a headcount may find: more than any building of a gym holds. */
export const MAX_HEADCOUNT = 100_000

/** Commands in one `batch` frame from a client: the deployed AV Gym client flushes at this number. */
export const MAX_BATCH_ITEMS = 50

/** Seconds between two heartbeats of our desks; the deployed AV Gym client uses the same. */
export const HEARTBEAT_INTERVAL_MS = 10_000

/** The version that `authentication_success` names. It changes only if a known field changes its meaning. */
export const PROTOCOL_VERSION = 1
