import { findAttempts, findNoticeSince, saveAttempts } from '../store/sign-in-attempts.ts'
import type { OpenedStore } from '../store/store.ts'
import type { WriteContext } from '../store/write.ts'
import type { Attempted } from './attempted.ts'
import { COMMAND_LINE } from './staff.ts'

/** How long managers are told of one, and how long the next of the same is no news: the audit log is kept for ever. */
const NOTICE_MS = 3_600_000

/** Tells managers that somebody is guessing: a line in the audit log, and `isGuessingNoticed` for an hour. */
export async function noticeGuessing(
  context: WriteContext,
  { kind, name, subject }: Attempted,
): Promise<void> {
  const { tx, now } = context
  const notice = `notice:${kind} ${subject ?? ''}`
  const row = await findAttempts(tx, notice)
  if (row && now < row.window_began_at + NOTICE_MS) return
  await saveAttempts(tx, {
    ...{ subject: notice, failures: 0, blocked_until: 0 },
    ...{ window_began_at: now, window_failures: 1 },
  })
  context.audit({
    actor: COMMAND_LINE,
    action: 'guessing_noticed',
    ...(subject !== undefined && { subject }),
    // Of an account that is none, the name may be what somebody mistyped: a password.
    details: { kind, ...(kind === 'device' && { from: name }) },
  })
}

/** Whether managers have been told within the last hour that somebody is guessing. */
export function isGuessingNoticed(store: OpenedStore, now: number): Promise<boolean> {
  return findNoticeSince(store.db, now - NOTICE_MS)
}
