import { hostname, networkInterfaces } from 'node:os'
import { describe, expect, it } from 'vitest'
import { exchange } from './support/exchange.ts'
import { rawFrame } from './support/raw-frames.ts'
import { openRaw } from './support/raw-socket.ts'
import { sharedHub } from './support/shared-hub.ts'

/** Rows 2 to 8, 13, 14 and 17 of the catalogue: requests that are no request of ours. */
const hub = sharedHub({ origin: ['https://desk.example'], 'host-name': ['gym.example'] })

const UPGRADE = ['Connection: Upgrade', 'Upgrade: websocket']
const KEY = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='
const HANDSHAKE = [...UPGRADE, KEY, 'Sec-WebSocket-Version: 13']
const HOST = 'Host: 127.0.0.1'
const EVIL = 'Host: evil.example'

const request = (line: string, ...headers: string[]) => [line, ...headers, '', ''].join('\r\n')
const upgrade = (...headers: string[]) =>
  request('GET /ws/checkins/ HTTP/1.1', HOST, ...HANDSHAKE, ...headers)
const upgradeAt = (path: string) => request(`GET ${path} HTTP/1.1`, HOST, ...HANDSHAKE)
const get = (path: string) => request(`GET ${path} HTTP/1.1`, HOST)
const fill = (count: number, line: string) => Array.from({ length: count }, () => line)

const REQUESTS: [row: string, what: string, sent: string, statuses: number[]][] = [
  ['5', 'two hosts, ours first', request('GET /healthz HTTP/1.1', HOST, EVIL), [403]],
  ['5', 'two hosts, ours last', request('GET /healthz HTTP/1.1', EVIL, HOST), [403]],
  ['5', 'two hosts on an upgrade', upgrade(EVIL), [403]],
  ['5', 'no host', request('GET /api/members/ HTTP/1.1'), [403]],
  ['5', 'no host on an upgrade', request('GET /ws/checkins/ HTTP/1.1', ...HANDSHAKE), [403]],
  ['5', 'a host of nothing', request('GET /healthz HTTP/1.1', 'Host: '), [403]],
  ['5', 'another host in the target', get('http://evil.example/healthz'), [403]],
  ['5', 'another host in the target of an upgrade', upgradeAt('http://evil.example/ws/checkins/'), [403]],
  ['6', '2,500 headers', request('GET /healthz HTTP/1.1', HOST, ...fill(2_500, 'a: b')), [431]],
  ['6', '1,900 headers on an upgrade', upgrade(...fill(1_900, 'a: bcdef')), [431]],
  ['6', 'a header of 32 KiB', upgrade(`x: ${'y'.repeat(32 * 1024)}`), [431]],
  ['60', 'an address of 16 KiB', get(`/healthz?token=${'y'.repeat(16 * 1024)}`), [431]],
  ['60', 'a token of 16 KiB in an upgrade', upgradeAt(`/ws/checkins/?token=${'y'.repeat(16 * 1024)}`), [431]],
  ['7', 'a protocol after 10,000 spaces', upgrade(`Sec-WebSocket-Protocol: a${' '.repeat(10_000)}b`), [400]],
  ['8', 'extensions of the language', upgrade('Sec-WebSocket-Extensions: constructor, __proto__'), [101]],
  ['13', 'two lengths', upgrade('Transfer-Encoding: chunked', 'Content-Length: 5'), [400]],
  ['13', 'an upgrade with a body', `${upgrade('Content-Length: 5')}hello`, [400]],
  ['13', 'an upgrade with chunks', `${upgrade('Transfer-Encoding: chunked')}0\r\n\r\n`, [400]],
  ['13', 'a request behind an upgrade', upgrade() + get('/api/v1/members/export'), [101]],
  ['13', 'a request behind another', get('/healthz') + get('/api/members/'), [200, 401]],
  [
    '13',
    'a hidden request',
    `${request('POST /api/v1/token HTTP/1.1', HOST, 'Transfer-Encoding: chunked', 'Content-Length: 4')}0\r\n\r\n${get('/healthz')}`,
    [400],
  ],
  ['13', 'a header on two lines', request('GET /healthz HTTP/1.1', HOST, 'x: a', ' b'), [400]],
  ['13', 'lines without a carriage return', `GET /healthz HTTP/1.1\n${HOST}\n\n`, [400]],
  ['14', 'a way up', upgradeAt('/ws/../admin'), [404]],
  ['14', 'two slashes', upgradeAt('//ws/checkins/'), [404]],
  ['14', 'an encoded slash', upgradeAt('/ws%2fcheckins/'), [404]],
  ['14', 'an encoded end', upgradeAt('/ws%00/checkins/'), [404]],
  ['14', 'a file above the page', get('/../../etc/passwd'), [404]],
  ['14', 'the same encoded', get('/..%2f..%2f..%2fetc/passwd'), [404]],
  ['14', 'the same with backslashes', get('/assets/..%5c..%5c..%5cetc/passwd'), [404]],
  ['14', 'an end within a file’s name', get('/index.html%00'), [404]],
  ['14', 'a percent sign of nothing', get('/%zz'), [400]],
  ['17', 'a POST that wants a socket', request('POST /ws/checkins/ HTTP/1.1', HOST, ...HANDSHAKE), [405]],
  ['17', 'HTTP/1.0 that wants a socket', request('GET /ws/checkins/ HTTP/1.0', HOST, ...HANDSHAKE), [400]],
  [
    '17',
    'no key',
    request('GET /ws/checkins/ HTTP/1.1', HOST, ...UPGRADE, 'Sec-WebSocket-Version: 13'),
    [400],
  ],
  [
    '17',
    'version 7',
    request('GET /ws/checkins/ HTTP/1.1', HOST, ...UPGRADE, KEY, 'Sec-WebSocket-Version: 7'),
    [400],
  ],
  [
    '17',
    'another protocol to upgrade to',
    request('GET /healthz HTTP/1.1', HOST, 'Connection: Upgrade', 'Upgrade: h2c'),
    [404],
  ],
  ['17', 'no wish to upgrade', get('/ws/checkins/'), [404]],
  ['17', 'a tunnel', request('CONNECT evil.example:443 HTTP/1.1', HOST), []],
  ['17', 'TRACE', request('TRACE /healthz HTTP/1.1', HOST), [404]],
  ['17', 'DELETE', request('DELETE /api/members/ HTTP/1.1', HOST), [404]],
  ['11', 'a TLS hello', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', [400]],
  ['17', 'no HTTP', 'hello\r\n\r\n', [400]],
]

describe('a request', () => {
  it.each(REQUESTS)('(row %s) with %s gets no further', async (_row, _what, sent, statuses) => {
    const answer = await exchange(hub(), sent)
    expect(answer.statuses).toEqual(statuses)
    expect(answer.text).not.toMatch(/passwd|evil|yyyy|permessage-deflate|at .*\.[jt]s:/)
    expect(await (await fetch(new URL('healthz', hub().http))).json()).toEqual({ status: 'ok' })
  })

  it('(row 22) that offers compression gets a socket without', async () => {
    const { text } = await exchange(hub(), upgrade('Sec-WebSocket-Extensions: permessage-deflate'))
    expect(text).toContain(' 101 ')
    expect(text.toLowerCase()).not.toContain('extensions')
  })

  it('(row 13) that comes with its first frame is answered once it is signed in', async () => {
    const path = `/ws/checkins/?token=${await hub().token()}`
    const raw = await openRaw(hub(), { path, behind: rawFrame({ payload: '{"type":"snapshot"}' }) })
    await raw.next(({ payload }) => payload.includes('"snapshot"'))
    expect(
      raw.frames.map(({ payload }) => (JSON.parse(payload.toString()) as { type: string }).type),
    ).toEqual(['initial_stats', 'snapshot'])
  })
})

const own = (hub: { http: string }) => new URL(hub.http).host
const external = () =>
  Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1'

const HOSTS: [host: string, allowed: boolean][] = [
  ['OWN', true],
  ['localhost', true],
  ['LOCALHOST:8000', true],
  ['127.0.0.1', true],
  ['127.0.0.1:2', true],
  ['127.8.9.10', true],
  ['[::1]:8000', true],
  [`${hostname()}.local:8000`, true],
  ['frontdesk.local:8000', false],
  [hostname(), true],
  [external(), true],
  ['GYM.example', true],
  ['evil.example', false],
  ['localhost.evil.example', false],
  ['127.0.0.1.evil.example', false],
  ['evil.example.', false],
  ['local', false],
  ['evil.example@127.0.0.1', false],
  ['127.0.0.1/../evil', false],
  ['[fe80::1%25eth0]', false],
  ['8.8.8.8', false],
  ['[::ffff:8.8.8.8]', false],
  ['127.0.0.1:99999', false],
]

const ORIGINS: [origin: string | null, allowed: boolean][] = [
  [null, true],
  ['http://OWN', true],
  ['https://OWN', true],
  ['app://frontdesk', true],
  ['https://desk.example', true],
  ...[
    'null',
    '',
    'https://evil.example',
    'http://desk.example',
    'https://desk.example:444',
    'https://desk.example.evil.example',
    'https://sub.desk.example',
    'https://evil-desk.example',
    'https://DESK.example',
    'https://desk.example/',
    'https://desk.example evil.example',
    'https://desk.example, https://evil.example',
    'app://frontdesk.evil',
    'app://frontdesk/',
    'app://other',
    'APP://frontdesk',
    'file://',
    'data:',
    'chrome-extension://abcdefgh',
    'http://127.0.0.1:1',
    'http://localhost:1',
    'http://OWN.evil.example',
    'http://OWN@evil.example',
    'http://evil.example/OWN',
    'http://evil.example#OWN',
    'ws://OWN',
    'wss://OWN',
    'ftp://OWN',
    '//OWN',
    'OWN',
    '*',
    'http://*',
    'undefined',
    'https://xn--dsk-qla.example',
    'http://[::1]:1',
    'http://0.0.0.0',
  ].map((origin): [string, boolean] => [origin, false]),
]

describe('who may connect', () => {
  it(`is decided by ${ORIGINS.length} origins and ${HOSTS.length} hosts alike for sockets and for HTTP`, async () => {
    const wrong: string[] = []
    for (const [host, isHost] of HOSTS) {
      for (const [origin, isOrigin] of ORIGINS) {
        const lines = [`Host: ${host}`, ...(origin === null ? [] : [`Origin: ${origin}`])]
        const sent = lines.map((line) => line.replaceAll('OWN', host === 'OWN' ? own(hub()) : host))
        sent[0] = sent[0]!.replace('OWN', own(hub()))
        const expected = isHost && isOrigin
        const page = await exchange(hub(), request('GET /healthz HTTP/1.1', ...sent))
        // A version that there is not is looked at only after host and origin: no socket is left open.
        const socket = await exchange(
          hub(),
          request('GET /ws/checkins/ HTTP/1.1', ...sent, ...UPGRADE, KEY, 'Sec-WebSocket-Version: 7'),
        )
        const said = `${String(page.statuses)} ${String(socket.statuses)}`
        if (said !== (expected ? '200 400' : '403 403')) wrong.push(`${sent.join(', ')}: ${said}`)
      }
    }
    expect(wrong).toEqual([])
  }, 60_000)
})
