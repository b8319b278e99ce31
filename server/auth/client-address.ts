import type { IncomingMessage } from 'node:http'

/**
 * The address that a request came from: the connection's, or where that is a proxy of ours the last one in
 * `X-Forwarded-For` that is not. Whatever else a client writes there is not believed.
 */
export function clientAddress(request: IncomingMessage, proxies: readonly string[]): string {
  const peer = plainAddress(request.socket.remoteAddress ?? '')
  if (!proxies.includes(peer)) return peer
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',')
  const hops = forwarded.split(',').map((hop) => plainAddress(hop.trim()))
  return hops.findLast((hop) => hop !== '' && !proxies.includes(hop)) ?? peer
}

/** An IPv4 address as such, also where the socket takes both kinds. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/, '')
}
