import type { KioskBridge } from '../../electron/bridge.ts'

/** What the desk needs of the browser's storage. */
export type DeskStorage = Pick<Storage, 'getItem' | 'setItem'>

/** The same of the shell around the page, which also says what it has, and when something is kept. */
export interface ShellStorage extends DeskStorage {
  names: () => string[]
  /** Rejects where the system's key store does not take it. */
  keep: (name: string, value: string) => Promise<void>
}

/**
 * Storage of the shell around the page, which keeps it in the system's key store: read whole at the start, and written behind
 * what the page knows. What the shell cannot keep is there until the page is closed.
 */
export async function shellStorage(
  shell: Pick<KioskBridge, 'readSecrets' | 'keepSecret'>,
): Promise<ShellStorage> {
  const kept = new Map(Object.entries(await shell.readSecrets().catch(() => ({}))))
  return {
    names: () => [...kept.keys()],
    keep: (name, value) => shell.keepSecret(name, value),
    getItem: (key) => kept.get(key) ?? null,
    setItem(key, value) {
      kept.set(key, value)
      shell.keepSecret(key, value).catch(() => undefined)
    },
  }
}

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
