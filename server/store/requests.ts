import type { Db, Tx } from './database.ts'
import { prepared } from './prepared.ts'

const select = prepared<{ id: string }>()((db, value) =>
  db.selectFrom('requests').select(['body_hash', 'answer', 'at']).where('id', '=', value('id')),
)

const insert = prepared<{ id: string; bodyHash: string; at: number; answer: string }>()((db, value) =>
  db
    .insertInto('requests')
    .values({ id: value('id'), body_hash: value('bodyHash'), at: value('at'), answer: value('answer') }),
)

/** The first answer to a request, or undefined where the id is new. */
export async function findRequest(
  db: Db,
  id: string,
): Promise<{ body_hash: string; answer: string; at: number } | undefined> {
  const [row] = await select(db, { id })
  return row
}

export interface AnsweredRequest {
  id: string
  bodyHash: string
  at: number
  answer: string
}

export async function rememberRequest(tx: Tx, request: AnsweredRequest): Promise<void> {
  await insert(tx, request)
}
