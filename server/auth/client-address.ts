import type { IncomingMessage } from 'node:http'
import { BlockList, isIP, isIPv6 } from 'node:net'

/** The proxies before a hub: what they say of a client's address is believed. */
export interface Proxies {
  has: (address: string) => boolean
}

/** Proxies by their addresses, and by networks that nobody else is in, such as `10.0.0.0/8`. */
export function proxiesOf(listed: readonly string[]): Proxies {
  const proxies = new BlockList()
  for (const entry of listed) {
    const [address = '', prefix] = entry.split('/')
    if (prefix === undefined) proxies.addAddress(address, familyOf(address))
    else proxies.addSubnet(address, Number(prefix), familyOf(address))
  }
  return { has: (address) => isIP(address) !== 0 && proxies.check(address, familyOf(address)) }
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4'
}

/**
 * The address that a request came from: the connection's, or where that is a proxy of ours the last one in
 * `X-Forwarded-For` that is not. Whatever else a client writes there is not believed, nor that it is on this machine: that is said by
 * a connection alone. Empty for a peer that has hung up.
 */
export function clientAddress(request: IncomingMessage, proxies: Proxies): string {
  const peer = plainAddress(request.socket.remoteAddress ?? '')
  if (!proxies.has(peer)) return peer
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',')
  const hops = forwarded.split(',').map((hop) => plainAddress(hop.trim()))
  return hops.findLast((hop) => hop !== '' && !proxies.has(hop) && !isLoopback(hop)) ?? peer
}

/** True for an address by which a machine talks to itself. */
export function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.')
}

/** An IPv4 address as such, also where the socket takes both kinds. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/, '')
}

/** Groups of 16 bits in an IPv6 address, and in the part of it that names a network. */
const GROUPS = 8
const NETWORK_GROUPS = 4

/**
 * What strangers are counted by: an IPv4 address, and of IPv6 the first 64 bits, e.g. `2001:db8:0:7::/64`. Whoever has one
 * address of such a network has them all.
 */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail = ''] = address.replace(/%.*$/, '').split('::')
  const [before, after] = [groupsOf(head), groupsOf(tail)]
  const skipped = Array.from({ length: GROUPS - before.length - after.length }, () => '0')
  const groups = [...before, ...skipped, ...after].slice(0, NETWORK_GROUPS)
  return `${groups.map((group) => parseInt(group, 16).toString(16)).join(':')}::/64`
}

/** An IPv4 address at the end stands for two groups, which are beyond the network. */
function groupsOf(part: string): string[] {
  if (part === '') return []
  return part.split(':').flatMap((group) => (group.includes('.') ? ['0', '0'] : [group]))
}
