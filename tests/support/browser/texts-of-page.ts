import type { Page } from 'playwright-core'

/** In pages that are loaded from now on, what waits for the hub is stored as it is: as where a browser has no key. */
export function storeAsItIs(page: Page): Promise<unknown> {
  return page.addInitScript(() => Object.defineProperty(window, 'isSecureContext', { value: false }))
}

/** All text of a page, by where it is: what it shows and says, also unseen, what is in its fields, and what it keeps. */
export function textsOf(page: Page): Promise<Record<'page' | 'fields' | 'kept' | 'database', string>> {
  return page.evaluate(async () => {
    const resultOf = <Result>(request: IDBRequest<Result>): Promise<Result> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(new Error('The database failed.'))
      })
    const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea, select')]
    return {
      page: `${document.title} ${location.href} ${document.documentElement.outerHTML}`,
      fields: JSON.stringify(fields.map(({ value }) => value)),
      kept: JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]),
      database: JSON.stringify(await Promise.all((await indexedDB.databases()).map(allOf))),
    }

    async function allOf({ name = '' }: IDBDatabaseInfo): Promise<unknown[]> {
      const database = await resultOf(indexedDB.open(name))
      const stores = [...database.objectStoreNames]
      const all = stores.map((store) => resultOf(database.transaction(store).objectStore(store).getAll()))
      const entries = await Promise.all(all)
      database.close()
      return entries
    }
  })
}
