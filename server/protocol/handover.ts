/** What a shift leaves for the next: one text a gym. */
export interface Handover {
  /** The newest version, or null where nothing was ever written. */
  current: HandoverVersion | null
  /** True where whoever asks has read it, wrote it, or there is nothing to read. */
  isRead: boolean
  /** The versions that are kept, the newest first, the current one among them. */
  versions: HandoverVersion[]
}

export interface HandoverVersion {
  /** Grows with each change. */
  version: number
  text: string
  author: string
  /** ISO 8601. */
  at: string
}

/** Characters of a hand-over note: a page, small enough for one HTTP body in any script. */
export const MAX_HANDOVER_CHARACTERS = 3_000

/** Versions that are kept: two weeks of two shifts a day. */
export const MAX_HANDOVER_VERSIONS = 30
