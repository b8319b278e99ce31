import type { Db, Tx } from './database.ts'
import type { RequestsTable } from './tables/events.ts'
import { inList, keyList } from './dialect.ts'
import { prepared, preparedWrite } from './prepared.ts'

export type RequestRow = RequestsTable

const select = prepared<{ ids: string }>()((db, value) =>
  db
    .selectFrom('requests')
    .selectAll()
    .where('id', 'in', inList(db, value('ids'))),
)

const insert = preparedWrite<{ id: string; bodyHash: string; at: number; answer: string }>()((db, value) =>
  db
    .insertInto('requests')
    .values({ id: value('id'), body_hash: value('bodyHash'), at: value('at'), answer: value('answer') }),
)

/** The first answer to a request, or undefined where the id is new. */
export async function findRequest(db: Db, id: string): Promise<RequestRow | undefined> {
  const [row] = await listRequests(db, [id])
  return row
}

/** The same of several requests at once. */
export async function listRequests(db: Db, ids: readonly string[]): Promise<RequestRow[]> {
  return select(db, { ids: keyList(ids) })
}

export interface AnsweredRequest {
  id: string
  bodyHash: string
  at: number
  answer: string
}

export function rememberRequest(tx: Tx, request: AnsweredRequest): void {
  insert(tx, request)
}
