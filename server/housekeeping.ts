import type { Core, Surroundings } from './core.ts'
import type { Logger } from './observe/logger.ts'
import { forgetRequestsBefore } from './store/forget-requests.ts'
import { forgetScansBefore } from './store/recent-scans.ts'
import { forgetAttemptsBefore } from './store/sign-in-attempts.ts'
import { forgetEndedSignIns } from './store/sign-ins.ts'
import type { WriteContext } from './store/write.ts'

/** How long an answer is remembered: a desk that was in a drawer for a year sends its commands once. */
export const REQUEST_MEMORY_MS = 400 * 24 * 3_600_000

/** How often a stretch of remembered requests is looked at; a hub with a million of them is through in an afternoon. */
const FORGET_REQUESTS_EVERY_MS = 30_000

/** How often scans, codes, tokens and attempts are forgotten that nothing can refer to any more. */
const FORGET_REST_EVERY_MS = 60 * 60_000

/** Keeps what is only remembered for a while from growing for ever. Returns how to stop. */
export function keepHouse({ writer }: Core, { every }: Surroundings, log: Logger): () => void {
  const submit = (run: (context: WriteContext) => Promise<void>): void => {
    const failed = (error: unknown): void => log.error({ err: error }, 'old records could not be forgotten')
    writer.submit({ run, committed: () => undefined, failed })
  }
  let after = ''
  const forgetRequests = async (context: WriteContext): Promise<void> => {
    after = await forgetRequestsBefore(context.tx, after, context.now - REQUEST_MEMORY_MS)
  }
  const stops = [
    every(FORGET_REQUESTS_EVERY_MS, () => submit(forgetRequests)),
    every(FORGET_REST_EVERY_MS, () => submit(forgetRest)),
  ]
  return () => stops.forEach((stop) => stop())
}

async function forgetRest({ tx, now }: WriteContext): Promise<void> {
  await forgetScansBefore(tx, now - FORGET_REST_EVERY_MS)
  await forgetEndedSignIns(tx, now)
  await forgetAttemptsBefore(tx, now - FORGET_REST_EVERY_MS)
}
