import { HubError } from '../protocol/errors.ts'
import type { WriteContext } from '../store/write.ts'

/** What was asked: under which id, and a hash of it. */
interface AskedOnce {
  id: string
  bodyHash: string
}

/**
 * Does what is asked once. Asked again under its id it gets its first answer, which may name nobody; the same id with another body is
 * refused.
 */
export async function once<Result extends object>(
  context: WriteContext,
  { id, bodyHash }: AskedOnce,
  run: () => Promise<Result>,
): Promise<Result> {
  const first = await context.facts.request(id)
  if (!first) {
    const result = await run()
    const answer = JSON.stringify(result)
    context.facts.rememberRequest({ id, body_hash: bodyHash, at: latestNow(context), answer })
    return result
  }
  if (first.body_hash === bodyHash) return JSON.parse(first.answer) as Result
  throw new HubError('request_conflict', 'This id was used for another request. Use a new one.')
}

/** A clock that is behind makes nothing look old once it is set right. */
export function latestNow({ now, counters }: Pick<WriteContext, 'now' | 'counters'>): number {
  return Math.max(now, counters.trustedAt ?? now)
}
