import { navigate } from 'wouter/use-hash-location'

/**
 * The page's address says which screen is open. It is replaced each time: a desk has no way back that could lead out of it, and
 * what is closed stays closed.
 */
export function goTo(address: string, name = ''): void {
  navigate(address, { replace: true, state: { name } })
}

/** Back to the desk itself, whose address has nothing after the page's own. */
export function goToDesk(): void {
  if (window.location.hash === '') return
  window.history.replaceState(null, '', window.location.pathname + window.location.search)
  window.dispatchEvent(new HashChangeEvent('hashchange'))
}

/** The name of whom the screen is about, as whoever opened it knew it: no name stands in an address. */
export function nameOfShown(): string {
  const state: unknown = window.history.state
  return typeof state === 'object' && state !== null && 'name' in state ? String(state.name) : ''
}
