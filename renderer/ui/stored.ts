import { useSyncExternalStore } from 'react'

const observers = new Set<() => void>()

/** Used where the browser keeps nothing: the choice then lasts until the page is closed. */
const unkept = new Map<string, string>()

/** A choice kept on this machine; `fallback` where none of `allowed` is kept. */
export function readStored<T extends string>(key: string, allowed: readonly T[], fallback: T): T {
  const kept = unkept.get(key) ?? readKept(key)
  return allowed.find((value) => value === kept) ?? fallback
}

/** Keeps a choice on this machine; every component that uses it is drawn again. */
export function writeStored(key: string, value: string): void {
  try {
    window.localStorage.setItem(key, value)
  } catch {
    unkept.set(key, value)
  }
  for (const observer of observers) observer()
}

/** The same as readStored, drawn again when it changes, in another window of this desk too. */
export function useStored<T extends string>(key: string, allowed: readonly T[], fallback: T): T {
  return useSyncExternalStore(subscribe, () => readStored(key, allowed, fallback))
}

function subscribe(observer: () => void): () => void {
  observers.add(observer)
  window.addEventListener('storage', observer)
  return () => {
    observers.delete(observer)
    window.removeEventListener('storage', observer)
  }
}

function readKept(key: string): string | null {
  try {
    return window.localStorage.getItem(key)
  } catch {
    return null
  }
}
