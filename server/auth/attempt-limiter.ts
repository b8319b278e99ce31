import { HubError } from '../protocol/errors.ts'
import { findAttempts, saveAttempts, type AttemptsRow } from '../store/sign-in-attempts.ts'
import type { WriteContext } from '../store/write.ts'
import { BOUNDS, LONGEST_WINDOW_MS, type Bound } from './attempt-bounds.ts'
import type { Attempted } from './attempted.ts'
import { noticeGuessing } from './guessing-notice.ts'

/** Failures in a row before anybody has to wait: people mistype. */
const FREE_FAILURES = 5

/** The first wait; every further failure doubles it. */
const FIRST_WAIT_MS = 30_000

/** Longer waits would lock the gym's own people out more than a guesser. */
const LONGEST_WAIT_MS = 15 * 60_000

/** Attempts are forgotten when so long nothing was counted: no bound looks further back. */
export const ATTEMPT_MEMORY_MS = LONGEST_WINDOW_MS

function attemptKey({ kind, name }: Attempted): string {
  return `${kind}:${name}`
}

/**
 * Counts an attempt as failed before it is looked at, so that neither a crash nor a hundred at once give free ones; a
 * success takes it back. Throws `rate_limited` with the time to wait where there were too many.
 */
export async function countAttempt(context: WriteContext, attempted: readonly Attempted[]): Promise<void> {
  const { tx, now } = context
  for (const attempt of attempted) {
    const bound = BOUNDS[attempt.kind]
    const row = (await findAttempts(tx, attemptKey(attempt))) ?? fresh(attemptKey(attempt), now)
    const waitMs = waitBefore(row, bound, now)
    if (waitMs > 0) {
      const details = { retryAfterMs: waitMs }
      throw new HubError('rate_limited', 'Too many attempts. Wait a moment, then try again.', details)
    }
    const counted = afterFailure(row, bound, now)
    await saveAttempts(tx, counted)
    if (counted.window_failures === bound.noticedAt) await noticeGuessing(context, attempt)
  }
}

/** After a success: the counted attempt was none, and nobody has to wait. The window's other failures stay counted. */
export async function takeAttemptBack(context: WriteContext, attempted: readonly Attempted[]): Promise<void> {
  for (const attempt of attempted) {
    const row = await findAttempts(context.tx, attemptKey(attempt))
    if (!row) continue
    const window_failures = Math.max(row.window_failures - 1, 0)
    await saveAttempts(context.tx, { ...row, failures: 0, blocked_until: 0, window_failures })
  }
}

/** After one that was not looked at: it counts as none. Who has to wait for other failures still has to. */
export async function forgetAttempt(context: WriteContext, attempted: readonly Attempted[]): Promise<void> {
  for (const attempt of attempted) {
    const row = await findAttempts(context.tx, attemptKey(attempt))
    if (row) await saveAttempts(context.tx, withoutFailure(row))
  }
}

/** The counts after one failure fewer; a wait that the rest does not ask for is over. */
function withoutFailure(row: AttemptsRow): AttemptsRow {
  const failures = Math.max(row.failures - 1, 0)
  return {
    ...row,
    failures,
    window_failures: Math.max(row.window_failures - 1, 0),
    blocked_until: failures < FREE_FAILURES ? 0 : row.blocked_until,
  }
}

function fresh(subject: string, now: number): AttemptsRow {
  return { subject, failures: 0, blocked_until: 0, window_began_at: now, window_failures: 0 }
}

/** How long an attempt has to wait, in milliseconds. A clock that was set back does not lengthen it. */
function waitBefore(row: AttemptsRow, bound: Bound, now: number): number {
  const blockedMs = Math.min(row.blocked_until - now, LONGEST_WAIT_MS)
  const windowEndsAt = Math.min(row.window_began_at, now) + bound.windowMs
  const isOverTheBound = row.window_failures >= bound.failures && now < windowEndsAt
  return Math.max(blockedMs, isOverTheBound ? windowEndsAt - now : 0, 0)
}

/** The counts after one more failure. */
function afterFailure(row: AttemptsRow, bound: Bound, now: number): AttemptsRow {
  const failures = row.failures + 1
  const doublings = bound.slowsDown ? failures - FREE_FAILURES : -1
  const waitMs = doublings < 0 ? 0 : Math.min(FIRST_WAIT_MS * 2 ** doublings, LONGEST_WAIT_MS)
  const isNewWindow = now >= row.window_began_at + bound.windowMs
  return {
    ...row,
    failures,
    blocked_until: now + waitMs,
    window_began_at: isNewWindow ? now : row.window_began_at,
    window_failures: isNewWindow ? 1 : row.window_failures + 1,
  }
}
