/** The words of a scan's answer. Closed lists: a desk has a sentence, an icon and a tone for each. */

export const VERDICTS = ['granted', 'granted_with_warning', 'denied', 'error'] as const
export type Verdict = (typeof VERDICTS)[number]

export const REASONS = [
  'ok_in',
  'ok_out',
  'repeat_ignored',
  'already_in',
  'not_in',
  'unknown_credential',
  'credential_revoked',
  'expired',
  'not_started',
  'frozen',
  'suspended',
  'debt',
  'no_visits_left',
  'outside_hours',
  'wrong_location',
  'capacity_full',
  'note_must_be_read',
  'ambiguous',
  'rate_limited',
  'hub_unreachable',
] as const
export type Reason = (typeof REASONS)[number]

export const FLAGS = [
  'provisional',
  'overridden',
  'auto_closed',
  'expires_soon',
  'birthday',
  'first_visit',
  'duplicate_of',
  'undone',
  'for_review',
  /** Came in by a time that the desk told late, which decided it or which it could have told before. */
  'back_dated',
] as const
export type Flag = (typeof FLAGS)[number]

/** What a desk may offer next. Which of them a desk shows depends on what it can do. */
export type Action =
  'override' | 'acknowledge' | 'renew' | 'attach_credential' | 'open_member' | 'manager_pin' | 'undo'

/** toggle: in or out, by where the member is. */
export const SCAN_MODES = ['toggle', 'in', 'out'] as const
export type ScanMode = (typeof SCAN_MODES)[number]
