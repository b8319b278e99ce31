import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveDesk } from './app-protocol.ts'

const folder = mkdtempSync(join(tmpdir(), 'app-protocol-'))
const desk = join(folder, 'desk')
let hub: string | null = null
const answer = serveDesk(desk, () => Promise.resolve(hub))
const get = (path: string, method = 'GET') => answer(new Request(`app://frontdesk${path}`, { method }))

beforeAll(() => {
  mkdirSync(join(desk, 'assets'), { recursive: true })
  writeFileSync(join(desk, 'index.html'), '<p>desk</p>')
  writeFileSync(join(desk, 'assets/main-1.js'), 'export {}')
  writeFileSync(join(desk, 'assets/ünï.woff2'), 'font')
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  mkdirSync(join(folder, 'desk-of-another'))
  writeFileSync(join(folder, 'desk-of-another/secret.txt'), 'secret')
})

afterAll(() => rmSync(folder, { recursive: true }))

test.each([
  ['/', 'text/html; charset=utf-8', '<p>desk</p>'],
  ['/index.html?x=1', 'text/html; charset=utf-8', '<p>desk</p>'],
  ['/assets/main-1.js', 'text/javascript; charset=utf-8', 'export {}'],
  ['/assets/%C3%BCn%C3%AF.woff2', 'font/woff2', 'font'],
])('%s is served as %s', async (path, type, content) => {
  const response = await get(path)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe(type)
  expect(await response.text()).toBe(content)
})

test('every answer carries the content security policy, and types are not guessed', async () => {
  for (const path of ['/index.html', '/none.html']) {
    const { headers } = await get(path)
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; img-src 'self' blob: data:; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; connect-src 'self' http://127.0.0.1:* ws://127.0.0.1:*",
    )
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  }
})

test.each([
  [null, "'self' http://127.0.0.1:* ws://127.0.0.1:*"],
  ['https://10.0.0.5:8443/', "'self' https://10.0.0.5:8443 wss://10.0.0.5:8443"],
  ['http://frontdesk.example:8000/', "'self' http://frontdesk.example:8000 ws://frontdesk.example:8000"],
  // What a policy cannot name.
  ['https://[fd00::5]:8443/', "'self' https: wss:"],
])('a page whose hub is at %s reaches nothing but %s', async (at, sources) => {
  hub = at
  const { headers } = await get('/index.html')
  hub = null
  expect(/connect-src (.*)$/.exec(headers.get('content-security-policy') ?? '')?.[1]).toBe(sources)
})

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e%2fsecret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/..%5csecret.txt',
  '/..%2fdesk-of-another/secret.txt',
  '/%2fetc/passwd',
  '/index.html%00.js',
  '/index.html::$DATA',
  '/c:/windows/win.ini',
  '/%ff',
  '/assets',
  '/assets/',
  '/none.html',
])('%s is not there', async (path) => {
  const response = await get(path)
  expect(response.status).toBe(404)
  expect(await response.text()).toBe('')
})

test('another host of the scheme has no files', async () => {
  expect((await answer(new Request('app://other/index.html'))).status).toBe(404)
})

test('files can be read and nothing else', async () => {
  expect((await get('/index.html', 'POST')).status).toBe(405)
  const head = await get('/index.html', 'HEAD')
  expect([head.status, await head.text()]).toEqual([200, ''])
})
