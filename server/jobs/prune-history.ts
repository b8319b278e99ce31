import { ATTEMPT_MEMORY_MS } from '../auth/attempt-limiter.ts'
import type { Environment } from '../platform/clock.ts'
import type { Logger } from '../observe/logger.ts'
import { forgetChangesBefore } from '../store/changes.ts'
import { letClosingsBe } from '../store/closings.ts'
import { forgetRequestsBefore } from '../store/forget-requests.ts'
import { MERGE_UNDO_DAYS } from '../protocol/duplicates.ts'
import { forgetMergesBefore } from '../store/merges.ts'
import { forgetApprovals } from '../store/overrides.ts'
import { forgetScansBefore } from '../store/recent-scans.ts'
import { forgetAttemptsBefore } from '../store/sign-in-attempts.ts'
import { forgetEndedSignIns } from '../store/sign-ins.ts'
import { fileVisits } from '../store/visit-history.ts'
import type { Tx } from '../store/database.ts'
import { isPostgres } from '../store/dialect.ts'
import { forgetNoticesBefore } from '../store/shared-state.ts'
import { logFailure } from './log-failure.ts'
import type { GroupWriter, WriteContext } from '../store/write.ts'

/** How long an answer is remembered: a desk that was in a drawer for a year sends its commands once. */
const REQUEST_MEMORY_MS = 400 * 24 * 3_600_000

/** How often a stretch of remembered requests is looked at; a hub with a million of them is through in an afternoon. */
const FORGET_REQUESTS_EVERY_MS = 30_000

/** How long an import can be taken back: within a month somebody sees what is wrong with it. What it wrote over are people's data. */
const CHANGE_MEMORY_MS = 30 * 24 * 3_600_000

/** How often some of what was written over longer ago is forgotten; of a million lines in a day and a half. */
const FORGET_CHANGES_EVERY_MS = 30_000

/** How often scans, codes, tokens and attempts are forgotten that nothing can refer to any more. */
const FORGET_REST_EVERY_MS = 60 * 60_000

/** How often new visits are filed under their members, a hundred at a time: a quiet hub is through within a minute. */
const FILE_VISITS_EVERY_MS = 1_000

/** More events than this since the last look are a rush, which filing waits for. */
const RUSH_EVENTS = 20

/** A rush is not waited for beyond so many events without filing: their visits take about 20 MB of memory. */
const MAX_UNFILED_EVENTS = 200_000

/** Keeps what is only remembered for a while from growing for ever. Returns how to stop. */
export function pruneHistory(
  writer: GroupWriter,
  { every }: Pick<Environment, 'every'>,
  log: Logger,
): () => void {
  const failed = logFailure(log, 'pruning failed')
  const submit = (run: (context: WriteContext) => Promise<void>): void => {
    writer.submit({ run, committed: () => undefined, failed })
  }
  let after = ''
  const forgetSomeRequests = (): void => {
    writer.submit({
      run: ({ tx, trustedNow, counters }) => forgetRequests(tx, after, trustedNow, counters.trustedSince),
      committed: (next) => (after = next),
      failed,
    })
  }
  const stops = [
    every(FORGET_REQUESTS_EVERY_MS, forgetSomeRequests),
    every(FORGET_CHANGES_EVERY_MS, () => submit(forgetChanges)),
    every(FORGET_REST_EVERY_MS, () => submit(forgetRest)),
    every(FILE_VISITS_EVERY_MS, visitFiling(writer, failed)),
  ]
  return () => stops.forEach((stop) => stop())
}

/** Looks whether there are new visits and time to file some of them. */
function visitFiling(writer: GroupWriter, failed: (error: unknown) => void): () => void {
  let seqBefore = 0
  let filedSeq = -1
  return () => {
    const { seq } = writer.counters
    const isRush = seq - seqBefore > RUSH_EVENTS && seq - filedSeq < MAX_UNFILED_EVENTS
    seqBefore = seq
    if (seq === filedSeq || isRush) return
    writer.submit({
      run: async ({ tx, counters }) => ((await fileVisits(tx, counters.seq)) ? counters.seq : filedSeq),
      committed: (upTo) => (filedSeq = upTo),
      failed,
    })
  }
}

/** Where the clock was set and that was confirmed, what was done before is not as old as it seems: all of it is kept for as long again. */
async function forgetRequests(tx: Tx, after: string, now: number, trustedSince: number): Promise<string> {
  const before = now - REQUEST_MEMORY_MS
  return before < trustedSince ? after : forgetRequestsBefore(tx, after, before)
}

/** As above: after a clock that was set, nothing is older than it seems. */
async function forgetChanges({ tx, trustedNow, counters }: WriteContext): Promise<void> {
  const before = trustedNow - CHANGE_MEMORY_MS
  if (before >= counters.trustedSince) await forgetChangesBefore(tx, before)
}

/** A visit that the hub ended waits for review over a long weekend; then nobody remembers who left when. */
const REVIEW_PATIENCE_MS = 4 * 24 * 3_600_000

/** So long a merge can be undone; then what the member was who went is forgotten. */
const MERGE_MEMORY_MS = MERGE_UNDO_DAYS * 24 * 3_600_000

async function forgetRest({ tx, trustedNow: now, counters }: WriteContext): Promise<void> {
  counters.toReview -= await letClosingsBe(tx, now - REVIEW_PATIENCE_MS, now)
  forgetScansBefore(tx, now - FORGET_REST_EVERY_MS)
  await forgetEndedSignIns(tx, now)
  await forgetApprovals(tx, now)
  await forgetMergesBefore(tx, now - MERGE_MEMORY_MS)
  await forgetAttemptsBefore(tx, now - ATTEMPT_MEMORY_MS)
  if (isPostgres(tx)) await forgetNoticesBefore(tx, now - FORGET_REST_EVERY_MS)
}
