export interface DayStatsTable {
  business_day: string
  check_ins: number
  /** Stays ended by a person this day, and how long they were together. */
  ended_stays: number
  stay_ms: number
}

/** How many were inside in a half hour of a business day. */
export interface HalfHoursTable {
  business_day: string
  /** Half hours since the midnight that began the day, by the clock on the wall: 18:30 is 37. */
  slot: number
  inside: number
}

/** A headcount: how many were counted, and how many had an open visit then. */
export interface CorrectionsTable {
  /** Of its event. */
  seq: number
  at: number
  counted: number
  registered: number
  /** In the words of whoever counted; null where the closing ended the day's correction. */
  reason: string | null
  staff_id: string | null
}

/** What an end-of-shift report is made of: who stood at the desk when something out of the ordinary happened. */
export interface ShiftLogTable {
  /** Of the event. */
  seq: number
  /** In whose shift it stands: when it happened, or when it was told of where that is the news. */
  at: number
  staff_id: string
  kind: 'overridden' | 'undone' | 'refused' | 'for_review' | 'back_dated'
}
