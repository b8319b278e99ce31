import type { Db, Tx } from './database.ts'
import type { RequestsTable } from './tables/events.ts'
import { preparedByKeys, preparedWrite, type NoValues } from './prepared.ts'

export type RequestRow = RequestsTable

const select = preparedByKeys<NoValues>()((db, ids) =>
  db.selectFrom('requests').selectAll().where('id', 'in', ids),
)

const insert = preparedWrite<RequestRow>()((db, value) =>
  db
    .insertInto('requests')
    .values({ id: value('id'), body_hash: value('body_hash'), at: value('at'), answer: value('answer') }),
)

/** The first answer to a request, or undefined where the id is new. */
export async function findRequest(db: Db, id: string): Promise<RequestRow | undefined> {
  const [row] = await listRequests(db, [id])
  return row
}

/** The same of several requests at once. */
export async function listRequests(db: Db, ids: readonly string[]): Promise<RequestRow[]> {
  return select(db, ids, {})
}

/** Written by `GroupFacts`, which knows then that it is there. */
export function insertRequest(tx: Tx, request: RequestRow): void {
  insert(tx, request)
}
