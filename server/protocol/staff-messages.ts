/** What somebody tells all desks, or one. Sent when it is new, seen somewhere or over: by its id the newest one counts. */
export interface StaffMessage {
  id: string
  text: string
  /** The name of whoever sent it. */
  from: string
  /** When it was sent, ISO 8601. */
  at: string
  /** Where it was sent; null where the command line or a program did. */
  fromDesk: MessageDesk | null
  /** The one desk that it is for, or null for all. */
  toDesk: MessageDesk | null
  /** True where the sender wants to know which desks have seen it. */
  asksSeen: boolean
  /** Until when it stays on the screen, ISO 8601, or null for as long as it is news. */
  until: string | null
  /** Milliseconds for which it still holds, counted from when it was sent here, so that no desk’s clock matters. */
  holdsMs: number
  /** Desks that have seen it, of one that asks, the first first. */
  seen: MessageSeen[]
}

export interface MessageDesk {
  id: string
  name: string
}

interface MessageSeen {
  desk: MessageDesk
  /** Whoever said so. */
  name: string
  at: string
}

/** Characters of a message: two lines on a desk. */
export const MAX_MESSAGE_CHARACTERS = 500

/** A message without an end is news for a shift. */
export const MESSAGE_NEWS_MS = 12 * 3_600_000

/** What a desk shows of the past: the messages of a busy day. */
export const MAX_LISTED_MESSAGES = 50
