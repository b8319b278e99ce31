/** What somebody told the desks. */
export interface StaffMessagesTable {
  id: string
  at: number
  text: string
  from_id: string
  from_name: string
  /** The desk it was sent from, or null for the command line. */
  desk_id: string | null
  /** The one desk that it is for, or null for all. */
  to_desk_id: string | null
  asks_seen: 0 | 1
  /** Until when it stays on the screen, or null for as long as it is news. */
  until: number | null
  /** When somebody took it back, or null. */
  ended_at: number | null
}

/** Who said at a desk that they have seen a message. */
export interface StaffMessageSeenTable {
  message_id: string
  desk_id: string
  name: string
  at: number
}

/** What a shift left for the next, version by version. */
export interface HandoverNotesTable {
  version: number
  at: number
  text: string
  author_id: string
  author: string
}

/** The newest version of the hand-over note that a person has read. */
export interface HandoverReadsTable {
  staff_id: string
  version: number
}
