import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import { ownHostNames } from '../auth/origin-policy.ts'

/**
 * The addresses that this machine is reached at from its networks: its IPv4 ones, and where it has none the IPv6 ones that
 * are good beyond one cable. A PC has many of those and changes them daily, which is no address to give to people.
 */
export function ownAddresses(): string[] {
  const entries = Object.values(networkInterfaces()).flatMap((listed) => listed ?? [])
  const outward = entries.filter(({ internal, address }) => !internal && !/^fe80:/i.test(address))
  const old = outward.filter(({ address }) => isIP(address) === 4)
  return (old.length > 0 ? old : outward).map(({ address }) => address)
}

/** The names that this machine goes by, its addresses last. */
export function ownNames(addresses: readonly string[]): string[] {
  const names = ownHostNames().filter((name) => /^[a-z0-9-]+(\.local)?$/.test(name))
  return [...names, 'localhost', '127.0.0.1', ...addresses]
}

/** The address that desks open, e.g. `https://192.168.1.5:8443/`. */
export function secureAddress(address: string, port: number): string {
  return `https://${isIP(address) === 6 ? `[${address}]` : address}:${port}/`
}
