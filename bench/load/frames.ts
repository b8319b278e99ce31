import type { AnnouncedLimits } from './pace.ts'

/** What the load reads of a server's frames; all else in them is only compared byte by byte. */
export interface ReadFrame {
  type: string
  requestId?: string
  payload?: {
    id?: string
    seq?: number
    epoch?: string
    limits?: AnnouncedLimits
    member?: { id: string } | null
    visit?: { id: string; member: { id: string } } | null
  }
}

/** The frames that are numbered facts, told to every desk (the protocol's `EventFrame`). */
export const EVENT_TYPES: ReadonlySet<string> = new Set([
  'member_checked_in',
  'member_checked_out',
  'scan_refused',
  'member_changed',
  'settings_changed',
  'occupancy_corrected',
  'event',
])

export const ANSWER_TYPES: ReadonlySet<string> = new Set([
  'check_in_success',
  'check_out_success',
  'scan_result',
])

/** A refusal in answer to a command; the load sends nothing that may be refused. */
export const REFUSAL_TYPES: ReadonlySet<string> = new Set(['check_in_error', 'check_out_error', 'error'])
