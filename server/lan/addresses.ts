import { isIP } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'

/** The addresses of this machine on its networks: none of loopback, none that is good on one cable only. IPv4 first. */
export function ownAddresses(): string[] {
  const entries = Object.values(networkInterfaces()).flatMap((listed) => listed ?? [])
  const outward = entries.filter(({ internal, address }) => !internal && !/^fe80:/i.test(address))
  return outward
    .toSorted((one, other) => isIP(one.address) - isIP(other.address))
    .map(({ address }) => address)
}

/** The names that this machine goes by, its addresses last. */
export function ownNames(addresses: readonly string[]): string[] {
  const name = hostname().toLowerCase()
  const isPlain = /^[a-z0-9-]+$/.test(name)
  return [...(isPlain ? [name, `${name}.local`] : []), 'localhost', '127.0.0.1', ...addresses]
}

/** The address that desks open, e.g. `https://192.168.1.5:8443/`. */
export function secureAddress(address: string, port: number): string {
  return `https://${isIP(address) === 6 ? `[${address}]` : address}:${port}/`
}
