import { networkOf } from './client-address.ts'

/** Where the hub's own machine talks to it from. Other loopback addresses are taken for what they are not: strangers. */
const OWN_MACHINE = new Set(['127.0.0.1', '::1'])

/** A sign-in is lately for so long: a desk that was off over a long weekend is no stranger on Monday. */
const KNOWN_MS = 7 * 24 * 3_600_000

/** Addresses that are remembered: the desks of a hundred gyms. The one that signed in longest ago is forgotten first. */
const MAX_KNOWN = 1_000

/**
 * The addresses from which somebody signed in lately, or a desk showed its credential; the hub's own machine always is
 * one. What strangers use up is never taken from these.
 */
export interface KnownAddresses {
  note: (address: string) => void
  isKnown: (address: string) => boolean
  isOwnMachine: (address: string) => boolean
  /** What an address is counted by: a known one by itself, a stranger by its network. */
  countedAs: (address: string) => string
}

/** Remembered until the hub ends. `steadyNow` in milliseconds. */
export function createKnownAddresses(steadyNow: () => number): KnownAddresses {
  const notedAt = new Map<string, number>()
  const isOwnMachine = (address: string): boolean => OWN_MACHINE.has(address)
  const isKnown = (address: string): boolean =>
    isOwnMachine(address) || steadyNow() - (notedAt.get(address) ?? -Infinity) < KNOWN_MS
  return {
    note(address) {
      notedAt.delete(address)
      notedAt.set(address, steadyNow())
      const [first] = notedAt.keys()
      if (first !== undefined && notedAt.size > MAX_KNOWN) notedAt.delete(first)
    },
    isKnown,
    isOwnMachine,
    countedAs: (address) => (isKnown(address) ? address : networkOf(address)),
  }
}
