/**
 * How much a note about a member asks of the desk, the least first: shown on the card; let in, but look; kept out until
 * somebody has read it.
 */
export const NOTE_LEVELS = ['info', 'warning', 'must_read'] as const
export type NoteLevel = (typeof NOTE_LEVELS)[number]

/** A note about a member, for staff. */
export interface MemberNote {
  id: string
  level: NoteLevel
  text: string
  /** Who wrote it; empty where it came with a members file. */
  author: string
  /** When it was written or last changed, ISO 8601. */
  at: string
  /** The last day on which it holds, YYYY-MM-DD, or null where somebody has to end it. */
  until: string | null
}

/** Notes that hold at a time of one member: more than this nobody reads at a turnstile. */
export const MAX_MEMBER_NOTES = 20
