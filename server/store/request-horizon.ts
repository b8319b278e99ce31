import type { Db } from './database.ts'
import { isPostgres } from './dialect.ts'

/**
 * How far the ids of remembered requests go. Desks number theirs by time, so what comes is beyond all that came before and nobody has to
 * look for it; a look costs a scan that comes by itself as much as all its rules.
 */
export interface RequestHorizon {
  /** True of an id that is remembered; of one that is not it may be either. */
  mayKnow: (id: string) => boolean
  /** An id may be remembered from now on. */
  reach: (id: string) => void
}

/** Where others write to the same database, all ids may be known to them. */
const ENDLESS: RequestHorizon = { mayKnow: () => true, reach: () => undefined }

export async function openRequestHorizon(db: Db): Promise<RequestHorizon> {
  if (isPostgres(db)) return ENDLESS
  const last = await db.selectFrom('requests').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst()
  let highest = last?.id ?? ''
  return {
    mayKnow: (id) => id <= highest,
    reach(id) {
      if (id > highest) highest = id
    },
  }
}
