/** What the desk needs of the browser's storage. */
export type DeskStorage = Pick<Storage, 'getItem' | 'setItem'>

/**
 * The browser's storage, or memory where it is full or not allowed: a desk that cannot keep something over a reload
 * must still work until then. `open` may throw, as reading `window.localStorage` does where it is blocked.
 */
export function lastingStorage(open: () => DeskStorage): DeskStorage {
  const unkept = new Map<string, string>()
  return {
    getItem(key) {
      try {
        return unkept.get(key) ?? open().getItem(key)
      } catch {
        return null
      }
    },
    setItem(key, value) {
      try {
        open().setItem(key, value)
        unkept.delete(key)
      } catch {
        unkept.set(key, value)
      }
    },
  }
}
