import { findDamage } from '../store/integrity.ts'
import { openToCheck } from '../store/open-copy.ts'

/** What is wrong with the pages, rows and indexes of a database file, which whoever asks has open to read; nothing where all is well. */
export async function damageIn(file: string): Promise<string[]> {
  const checker = openToCheck(file)
  try {
    return await findDamage(checker.db)
  } finally {
    await checker.close()
  }
}
