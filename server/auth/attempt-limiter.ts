import { HubError } from '../protocol/errors.ts'
import { findAttempts, saveAttempts, type AttemptsRow } from '../store/sign-in-attempts.ts'
import type { WriteContext } from '../store/write.ts'

/** Failures in a row before anybody has to wait: people mistype. */
const FREE_FAILURES = 5

/** The first wait; every further failure doubles it. */
const FIRST_WAIT_MS = 30_000

/** Longer waits would lock the gym's own people out more than a guesser. */
const LONGEST_WAIT_MS = 15 * 60_000

const HOUR_MS = 3_600_000

/** What is guessed at, and where from: each has its own count. Failures an hour, whatever the waits allow. */
const FAILURES_AN_HOUR = { account: 30, device: 60 } as const

export interface Attempted {
  kind: keyof typeof FAILURES_AN_HOUR
  /** A user name, or the id or address of a device. */
  name: string
}

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
    const known = await findAttempts(tx, attemptKey(attempt))
    const row = known ?? fresh(attemptKey(attempt), now)
    const waitMs = waitBefore(row, attempt.kind, now)
    if (waitMs > 0) {
      const details = { retryAfterMs: waitMs }
      throw new HubError('rate_limited', 'Too many attempts. Wait a moment, then try again.', details)
    }
    await saveAttempts(tx, afterFailure(row, now))
  }
}

/** After a success: the counted attempt was none, and nobody has to wait. The hour's other failures stay counted. */
export async function takeAttemptBack(context: WriteContext, attempted: readonly Attempted[]): Promise<void> {
  for (const attempt of attempted) {
    const row = await findAttempts(context.tx, attemptKey(attempt))
    if (!row) continue
    const hour_failures = Math.max(row.hour_failures - 1, 0)
    await saveAttempts(context.tx, { ...row, failures: 0, blocked_until: 0, hour_failures })
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
    hour_failures: Math.max(row.hour_failures - 1, 0),
    blocked_until: failures < FREE_FAILURES ? 0 : row.blocked_until,
  }
}

function fresh(subject: string, now: number): AttemptsRow {
  return { subject, failures: 0, blocked_until: 0, hour_began_at: now, hour_failures: 0 }
}

/** How long an attempt has to wait, in milliseconds. A clock that was set back does not lengthen it. */
function waitBefore(row: AttemptsRow, kind: Attempted['kind'], now: number): number {
  const blockedMs = Math.min(row.blocked_until - now, LONGEST_WAIT_MS)
  const hourEndsAt = Math.min(row.hour_began_at, now) + HOUR_MS
  const isOverTheHour = row.hour_failures >= FAILURES_AN_HOUR[kind] && now < hourEndsAt
  return Math.max(blockedMs, isOverTheHour ? hourEndsAt - now : 0, 0)
}

/** The counts after one more failure. */
function afterFailure(row: AttemptsRow, now: number): AttemptsRow {
  const failures = row.failures + 1
  const doublings = failures - FREE_FAILURES
  const waitMs = doublings < 0 ? 0 : Math.min(FIRST_WAIT_MS * 2 ** doublings, LONGEST_WAIT_MS)
  const isNewHour = now >= row.hour_began_at + HOUR_MS
  return {
    ...row,
    failures,
    blocked_until: now + waitMs,
    hour_began_at: isNewHour ? now : row.hour_began_at,
    hour_failures: isNewHour ? 1 : row.hour_failures + 1,
  }
}
