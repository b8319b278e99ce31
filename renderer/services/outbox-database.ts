import type { SealedText } from './sealed-text.ts'

const NAME = 'av-gym-front-desk outbox'

/** The browser's own database: what is in it is there for all windows of a desk, and each entry is written by itself, whole or not at all. */
export interface OutboxDatabase {
  /** The entries of a hub. */
  read: (hubId: string) => Promise<SealedText[]>
  put: (hubId: string, requestId: string, sealed: SealedText) => Promise<void>
  remove: (hubId: string, requestIds: readonly string[]) => Promise<void>
  /** All keys of the browser that entries may be sealed with. */
  keys: () => Promise<CryptoKey[]>
  /** The key that entries are sealed with: the one that is there, or `fresh` from now on. */
  key: (fresh: CryptoKey) => Promise<CryptoKey>
}

/** Rejects where the browser has no database for the page. Says when it can no longer be used and has to be opened anew. */
export async function openOutboxDatabase(closed: () => void): Promise<OutboxDatabase> {
  const opening = indexedDB.open(NAME, 1)
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore('entries')
    opening.result.createObjectStore('keys')
  }
  // One that another window blocks opens as soon as that one has let go, and says nothing until then.
  const database = await resultOf(opening)
  // A page that is left open must not keep a newer one from changing the database.
  database.onversionchange = () => {
    database.close()
    closed()
  }
  database.onclose = closed
  // What is said to be saved is on the disk, and not only given to the system.
  const store = (name: 'entries' | 'keys', mode: IDBTransactionMode): IDBObjectStore =>
    database.transaction(name, mode, { durability: 'strict' }).objectStore(name)
  return {
    read(hubId) {
      const ofHub = IDBKeyRange.bound([hubId], [hubId, []])
      return resultOf(store('entries', 'readonly').getAll(ofHub) as IDBRequest<SealedText[]>)
    },
    async put(hubId, requestId, sealed) {
      await written(store('entries', 'readwrite'), (entries) => entries.put(sealed, [hubId, requestId]))
    },
    async remove(hubId, requestIds) {
      await written(store('entries', 'readwrite'), (entries) => {
        for (const requestId of requestIds) entries.delete([hubId, requestId])
      })
    },
    keys: () => resultOf(store('keys', 'readonly').getAll() as IDBRequest<CryptoKey[]>),
    async key(fresh) {
      const keys = store('keys', 'readwrite')
      const kept = await resultOf(keys.get('outbox') as IDBRequest<CryptoKey | undefined>)
      if (!kept) await resultOf(keys.put(fresh, 'outbox'))
      return kept ?? fresh
    },
  }
}

function resultOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('The database failed.'))
  })
}

/** Resolves when what `write` does is committed. */
function written(store: IDBObjectStore, write: (store: IDBObjectStore) => void): Promise<void> {
  const { transaction } = store
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('The database failed.'))
    write(store)
  })
}
