import { normaliseCode, withoutAim } from '../../domain/credential-code.ts'
import { findCredential } from '../../store/credentials.ts'
import type { Db } from '../../store/database.ts'

/**
 * The code of a scanned card as it is kept. An AIM id is the reader's and no part of it; but where a card was stored with one, that
 * card comes first, so that nobody else is taken for its member.
 */
export async function cardCodeOf(db: Db, scanned: string): Promise<string> {
  const code = normaliseCode(scanned)
  const bare = withoutAim(code)
  if (bare === code || bare === '') return code
  return (await findCredential(db, code)) ? code : bare
}
