import { sha256 } from '../platform/sha256.ts'
import { HubError } from '../protocol/errors.ts'
import { copyData } from '../store/move/move.ts'
import { endLog, openSqlite } from '../store/open-sqlite.ts'
import { openSource, type Place } from './move-sides.ts'

/** Fills an empty file with what is on a server at this moment, and reads both back. Throws a HubError where they are not the same. */
export async function copyFromServer(place: Place, file: string): Promise<void> {
  const from = await openSource(place)
  try {
    const store = openSqlite(file)
    try {
      const to = { name: file, store }
      const { isWhole } = await copyData({ from, to, hash: sha256, watch: () => undefined })
      if (!isWhole)
        throw new HubError('storage_unavailable', `The copy in ${file} is not what is on the server.`)
      await endLog(store.db)
    } finally {
      await store.close()
    }
  } finally {
    await from.close()
  }
}
