import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { clientAddress, proxiesOf } from './client-address.ts'

const from = (remoteAddress: string, forwarded: string): IncomingMessage =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage

describe('the address of a client behind proxies', () => {
  const proxies = proxiesOf(['10.0.0.7', '172.16.0.0/12', '2001:db8::/32'])

  it.each([
    ['an address', '10.0.0.7', '203.0.113.5', '203.0.113.5'],
    ['a network', '172.20.3.4', '203.0.113.5', '203.0.113.5'],
    ['a network, as a socket of both kinds says it', '::ffff:172.20.3.4', '203.0.113.5', '203.0.113.5'],
    ['a network of IPv6', '2001:db8::1', '2001:db9::5', '2001:db9::5'],
    ['one proxy after the other', '172.20.3.4', '203.0.113.5, 172.31.0.1, 10.0.0.7', '203.0.113.5'],
    ['what it added itself', '10.0.0.7', '192.0.2.1, 203.0.113.5', '203.0.113.5'],
  ])('is told by %s', (_by, peer, forwarded, client) => {
    expect(clientAddress(from(peer, forwarded), proxies)).toBe(client)
  })

  it.each([
    ['another address', '10.0.0.8', '203.0.113.5'],
    ['an address beside a network', '172.32.0.1', '203.0.113.5'],
    ['a proxy that names nobody', '172.20.3.4', ''],
    ['a proxy elsewhere that names its own machine', '172.20.3.4', '127.0.0.1'],
    ['a link’s own address', 'fe80::1%eth0', '203.0.113.5'],
  ])('is that of the peer, where it is %s', (_what, peer, forwarded) => {
    expect(clientAddress(from(peer, forwarded), proxies)).toBe(peer)
  })
})
