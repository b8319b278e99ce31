import { navigate } from 'wouter/use-hash-location'

/**
 * The page's address says which screen is open. It is replaced each time: a desk has no way back that could lead out of it, and
 * what is closed stays closed.
 */
export function goTo(address: string, state: ShownState = {}): void {
  navigate(address, { replace: true, state })
}

/** What an address does not say, since it may be a name. */
interface ShownState {
  /** Of whom the screen is about, as whoever opened it knew it. */
  name?: string
  /** What was typed into the list of members. */
  typed?: string
  /** Whose cards are printed. */
  printed?: readonly { id: string; full_name: string }[]
  /** The screen to come back to. */
  back?: { address: string; typed: string }
}

/** Back to where the screen was opened, or to the desk itself. */
export function goBack(): void {
  const { back } = stateOfShown()
  if (back) goTo(back.address, { typed: back.typed })
  else goToDesk()
}

/** Back to the desk itself, whose address has nothing after the page's own. */
export function goToDesk(): void {
  if (window.location.hash === '') return
  window.history.replaceState(null, '', window.location.pathname + window.location.search)
  window.dispatchEvent(new HashChangeEvent('hashchange'))
}

/** What the screen was opened with, beside its address. */
export function stateOfShown(): ShownState {
  const state: unknown = window.history.state
  return typeof state === 'object' && state !== null ? state : {}
}
