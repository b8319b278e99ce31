import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

/** What was chosen since the page was loaded, in any window of this desk; lasts as long as the page where the browser keeps nothing. */
const choices = createStore<Readonly<Record<string, string | null>>>(() => ({}))

/** A choice kept on this machine; `fallback` where none of `allowed` is kept. */
export function readStored<T extends string>(key: string, allowed: readonly T[], fallback: T): T {
  const kept = choices.getState()[key] ?? readKept(key)
  return allowed.find((value) => value === kept) ?? fallback
}

/** Keeps a choice on this machine; every component that uses it is drawn again. */
export function writeStored(key: string, value: string): void {
  try {
    window.localStorage.setItem(key, value)
  } catch {
    // The choice then lasts until the page is closed.
  }
  choices.setState({ [key]: value })
}

/** The same as readStored, drawn again when it changes, in another window of this desk too. */
export function useStored<T extends string>(key: string, allowed: readonly T[], fallback: T): T {
  return useStore(choices, () => readStored(key, allowed, fallback))
}

/** From now on hears of what is chosen in other windows of this desk. */
export function followOtherWindows(): void {
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key !== null) choices.setState({ [key]: newValue })
  })
}

function readKept(key: string): string | null {
  try {
    return window.localStorage.getItem(key)
  } catch {
    return null
  }
}
