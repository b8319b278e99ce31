import type { Tx } from './database.ts'
import { prepared } from './prepared.ts'

/** Rows looked at in one go: a few milliseconds of the hub's one thread. */
const ROWS_AT_ONCE = 2_000

const selectPage = prepared<{ after: string; limit: number }>()((db, value) =>
  db
    .selectFrom('requests')
    .select(['id', 'at'])
    .where('id', '>', value('after'))
    .orderBy('id')
    .limit(value('limit')),
)

/**
 * Forgets the answers of one stretch of the requests that are older than `before`, and returns where the next stretch
 * begins; an empty text at the end. By its key and not by an index on the time, which every command would pay for.
 */
export async function forgetRequestsBefore(tx: Tx, after: string, before: number): Promise<string> {
  const page = await selectPage(tx, { after, limit: ROWS_AT_ONCE })
  const old = page.filter(({ at }) => at < before).map(({ id }) => id)
  if (old.length > 0) await tx.deleteFrom('requests').where('id', 'in', old).execute()
  return page.length < ROWS_AT_ONCE ? '' : (page.at(-1)?.id ?? '')
}
