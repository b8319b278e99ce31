import { channel } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { connect } from 'node:tls'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { exchange } from '../../hostile/support/exchange.ts'
import { metric } from '../../hostile/support/inside.ts'
import { holdTime, never } from '../../support/hub/held-time.ts'
import { startHub } from '../../support/hub/hub.ts'
import { secureAddressOf } from '../../support/hub/lan.ts'
import { sharedHub } from '../../support/hub/shared-hub.ts'

describe('/readyz', () => {
  it('writes once in five seconds, however often it is asked', async () => {
    let steady = 0
    const hub = await startHub({}, { steadyNow: () => steady, every: never })
    const commits = () => metric(hub, 'frontdesk_commit_seconds_count')
    const ask = async () => expect((await fetch(new URL('readyz', hub.http))).status).toBe(200)
    const before = await commits()
    await Promise.all(Array.from({ length: 10 }, ask))
    for (let count = 0; count < 10; count += 1) await ask()
    expect((await commits()) - before).toBeLessThanOrEqual(1)
    const quiet = await commits()
    steady += 5_000
    await ask()
    expect((await commits()) - quiet).toBeGreaterThanOrEqual(1)
  })
})

describe('a probe', () => {
  const hub = sharedHub()

  it.each(['/healthz', '/readyz'])('that names no host is answered: %s', async (path) => {
    for (const request of [
      `GET ${path} HTTP/1.0\r\n\r\n`,
      `GET ${path} HTTP/1.1\r\nConnection: close\r\n\r\n`,
    ])
      expect((await exchange(hub(), request)).statuses).toEqual([200])
  })

  it.each([
    ['another address', 'GET /metrics HTTP/1.1\r\n\r\n'],
    ['a foreign host', 'GET /readyz HTTP/1.1\r\nHost: evil.example\r\n\r\n'],
    ['an empty host', 'GET /readyz HTTP/1.1\r\nHost: \r\n\r\n'],
    ['a foreign page', 'GET /readyz HTTP/1.1\r\nOrigin: https://evil.example\r\n\r\n'],
    ['a host in its target', 'GET http://evil.example/readyz HTTP/1.1\r\n\r\n'],
  ])('without a host of ours is refused where it is %s', async (_what, request) => {
    expect((await exchange(hub(), request)).statuses).toEqual([403])
  })

  it('of a peer that has hung up when it is answered is no error', async () => {
    const waiting: (() => void)[] = []
    let isHeld = false
    const later = (run: () => void) => (isHeld ? waiting.push(run) : setImmediate(run))
    const given = { lan: true, 'lan-port': '0', 'lan-address': ['127.0.0.1'] }
    const hub = await startHub(given, { ...holdTime(), setImmediate: later })
    const errors = vi.spyOn(hub.log, 'error')
    const connections: Socket[] = []
    const seen = (message: unknown): void => void connections.push((message as { socket: Socket }).socket)
    channel('http.server.request.start').subscribe(seen)
    onTestFinished(() => {
      channel('http.server.request.start').unsubscribe(seen)
    })
    const { hostname, port } = await secureAddressOf(hub, '127.0.0.1')
    connections.length = 0
    isHeld = true
    const peer = connect({ host: hostname, port: Number(port), rejectUnauthorized: false })
    peer.write(`GET /readyz HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`)
    await expect.poll(() => waiting.length).toBeGreaterThan(0)
    peer.destroy()
    await expect.poll(() => connections[0]?.closed).toBe(true)
    isHeld = false
    for (const run of waiting) run()
    expect((await fetch(new URL('readyz', hub.http))).status).toBe(200)
    expect(errors).not.toHaveBeenCalled()
  })
})
