import fastify, { type FastifyInstance } from 'fastify'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { serveDeskPage } from '../../../server/http/desk-page.ts'
import { atEnd, forWholeFile } from '../../support/for-whole-file.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** Larger than what is handed to a connection at a time. */
const LARGE = Buffer.alloc(200_001, 'front desk ')

/** A page whose files are gone when it is asked for. */
async function startPage(): Promise<FastifyInstance> {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html>')
  writeFileSync(join(folder, 'assets', 'index-1a2b.js'), LARGE)
  writeFileSync(join(folder, 'assets', 'reader.wasm'), 'wasm')
  const http = fastify({ forceCloseConnections: true })
  await serveDeskPage(http, folder)
  atEnd(() => http.close())
  await http.listen({ port: 0, host: '127.0.0.1' })
  rmSync(folder, { recursive: true })
  return http
}

const page = forWholeFile(startPage)

const get = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(new URL(path, page().listeningOrigin), init)

describe('the desk’s page', () => {
  it('is served from memory: a request opens no file', async () => {
    for (const path of ['/', '/index.html']) expect(await (await get(path)).text()).toBe('<!doctype html>')
    expect(Buffer.from(await (await get('/assets/index-1a2b.js')).arrayBuffer()).equals(LARGE)).toBe(true)
  })

  it.each([
    ['/', 'text/html; charset=utf-8', 'no-cache'],
    ['/assets/index-1a2b.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['/assets/reader.wasm', 'application/wasm', 'public, max-age=31536000, immutable'],
  ])('says of %s what it is and how long it is good', async (path, type, cached) => {
    const { headers } = await get(path)
    expect(headers.get('content-type')).toBe(type)
    expect(headers.get('cache-control')).toBe(cached)
  })

  it.each(['/', '/assets/index-1a2b.js'])('is not sent again to who has it: %s', async (path) => {
    const etag = (await get(path)).headers.get('etag')!
    for (const noneMatch of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const answer = await get(path, { headers: { 'if-none-match': noneMatch } })
      expect([answer.status, await answer.text()]).toEqual([304, ''])
    }
    expect((await get(path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
  })

  it('tells its length to who only asks for that', async () => {
    const answer = await get('/assets/index-1a2b.js', { method: 'HEAD' })
    expect(answer.headers.get('content-length')).toBe(String(LARGE.length))
    expect(await answer.text()).toBe('')
  })

  it('has nothing but its files', async () => {
    for (const path of ['/assets/', '/assets', '/assets/none.js', '/..%2findex.html'])
      expect((await get(path)).status).toBe(404)
  })
})
