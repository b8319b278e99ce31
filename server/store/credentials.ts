import type { CredentialsTable, Db } from './database.ts'
import { prepared } from './prepared.ts'

const selectByCode = prepared<{ code: string }>()((db, value) =>
  db.selectFrom('credentials').selectAll().where('code', '=', value('code')),
)

/** The card with this code, withdrawn ones too. `code` is normalised. */
export async function findCredential(db: Db, code: string): Promise<CredentialsTable | undefined> {
  const [row] = await selectByCode(db, { code })
  return row
}
