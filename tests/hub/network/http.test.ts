import fastify from 'fastify'
import jwt from 'jsonwebtoken'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { serveDescription } from '../../../server/http/description.ts'
import { openDesk } from '../../support/client/desk.ts'
import { atEnd } from '../../support/for-whole-file.ts'
import { addMember, startHub, type TestHub } from '../../support/hub/hub.ts'

const get = (hub: TestHub, path: string, token?: string) =>
  fetch(new URL(path, hub.http), token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } })

const importCsv = (hub: TestHub, body: string) =>
  hub.fetch('api/v1/members/import', { method: 'POST', headers: { 'content-type': 'text/csv' }, body })

describe('AV Gym’s addresses', () => {
  it('list check-ins, the newest first, page by page', async () => {
    const hub = await startHub()
    const desk = await openDesk(hub)
    for (let count = 0; count < 3; count += 1) {
      const member = await addMember(hub, { full_name: `Member ${count}` })
      await desk.ask('check_in', { memberId: member.id, location: 'Main Gym' })
    }
    const token = await hub.token('viewer')
    const page = (await (await get(hub, 'api/checkins/?page_size=2', token)).json()) as {
      count: number
      next: string
      previous: null
      results: object[]
    }
    expect(page).toMatchObject({ count: 3, previous: null })
    expect(page.results).toMatchObject([
      { member: { full_name: 'Member 2' }, location: 'Main Gym', check_out_time: null },
      { member: { full_name: 'Member 1' } },
    ])
    const second = (await (
      await fetch(page.next, { headers: { authorization: `Bearer ${token}` } })
    ).json()) as object
    expect(second).toMatchObject({ count: 3, next: null, results: [{ member: { full_name: 'Member 0' } }] })
  })

  it('list members with a status, and say who asks', async () => {
    const hub = await startHub()
    await addMember(hub)
    await addMember(hub, { full_name: 'Tom', valid_until: '2020-01-01' })
    const token = await hub.token()
    const members = (await (await get(hub, 'api/members/', token)).json()) as object
    expect(members).toMatchObject({
      count: 2,
      results: [{ status: 'active' }, { full_name: 'Tom', status: 'inactive' }],
    })
    const found = (await (await get(hub, 'api/members/?search=tom', token)).json()) as object
    expect(found).toMatchObject({ count: 1 })
    expect(await (await get(hub, 'api/auth/me/', token)).json()).toMatchObject({
      role: 'receptionist',
      full_name: 'Test',
    })
  })

  it('want a token, say so with 401, and answer a bad page with 400', async () => {
    const hub = await startHub()
    for (const path of ['api/checkins/', 'api/members/', 'api/auth/me/']) {
      const response = await get(hub, path)
      expect(response.status).toBe(401)
      expect(await response.json()).toMatchObject({ detail: 'Authentication required' })
    }
    expect((await get(hub, 'api/members/?page=0', await hub.token())).status).toBe(400)
    expect((await get(hub, 'api/nothing/', await hub.token())).status).toBe(404)
  })

  it('renew no token that this hub did not make, unless its secret is shared with a backend', async () => {
    const hub = await startHub()
    const secret = readFileSync(join(hub.folder, 'jwt-secret'), 'utf8')
    const refresh = jwt.sign({ user_id: 7, token_type: 'refresh', jti: 'x' }, secret, { expiresIn: '1d' })
    const response = await fetch(new URL('api/auth/token/refresh/', hub.http), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ refresh }),
    })
    expect(response.status).toBe(401)
  })
})

describe('a members file', () => {
  it('goes out and comes back as it was', async () => {
    const hub = await startHub()
    await addMember(hub, {
      full_name: '"=Sofia, ""S"""',
      phone: '+49 30 1',
      note: '@all',
      valid_until: '2090-01-01',
    })
    const csv = await (await hub.fetch('api/v1/members/export?format=csv')).text()
    expect(csv).toContain(`'+49 30 1`)
    const other = await startHub()
    expect((await importCsv(other, csv)).status).toBe(200)
    const members = async (at: TestHub): Promise<unknown> =>
      (await at.fetch('api/v1/members/export?format=json')).json()
    expect(await members(other)).toEqual(await members(hub))
  })

  it.each([
    ['full_name,colour\nSofia,red\n', 'Line 1: "colour" is not a known column'],
    ['phone\n1\n', 'Line 1: the column "full_name" is missing'],
    [
      'full_name,valid_until\nSofia,2026-01-01\nTom,tomorrow\n',
      'Line 3: valid_until must be a day that exists, such as 2026-11-23',
    ],
    ['full_name,visits_left\nSofia,-1\n', 'Line 2: visits_left must be a whole number'],
    ['full_name,phone\nSofia,1\n"",2\n', 'Line 3: full_name must not be empty'],
    ['full_name,phone\nSofia\n', 'Line 2: the row ends after cell 1'],
    ['full_name,credentials\nSofia,A-100\nTom,B-100 A-100\n', 'Line 3: credentials has a card of line 2 too'],
  ])('with a bad line (%j) is refused with the line, and nothing of it is taken', async (csv, sentence) => {
    const hub = await startHub()
    const response = await importCsv(hub, csv)
    expect(response.status).toBe(400)
    expect(((await response.json()) as { error: { message: string } }).error.message).toContain(sentence)
    expect(await (await hub.fetch('api/v1/members/export?format=json')).json()).toEqual([])
  })

  it('with a card of somebody else is refused whole', async () => {
    const hub = await startHub()
    await addMember(hub, { full_name: 'Sofia', credentials: 'A-100' })
    const id = '01a20902-753d-7125-bcc5-ddb7ce35ac66'
    const response = await importCsv(hub, `id,full_name,credentials\n,Ann,\n${id},Tom,a-100\n`)
    expect(((await response.json()) as { error: { message: string } }).error.message).toContain(
      'Line 3: credentials has a card that belongs to another member.',
    )
    expect(await (await hub.fetch('api/v1/members/export?format=json')).json()).toHaveLength(1)
  })

  it('is a manager’s', async () => {
    const hub = await startHub()
    expect((await get(hub, 'api/v1/members/export', await hub.token('receptionist'))).status).toBe(403)
    expect((await get(hub, 'api/v1/members/export', await hub.token('manager'))).status).toBe(200)
  })
})

describe('health', () => {
  it('answers, is ready, and tells its numbers on this machine', async () => {
    const hub = await startHub()
    expect(await (await get(hub, 'healthz')).json()).toEqual({ status: 'ok' })
    expect(await (await get(hub, 'readyz')).json()).toMatchObject({ ready: true, troubles: [], sessions: 0 })
  })
})

describe('a body', () => {
  it('of a stranger is not read: a large one is refused before it has come', async () => {
    const hub = await startHub()
    const body = JSON.stringify({ role: 'manager', name: 'x'.repeat(100_000) })
    const post = (path: string, type: string) =>
      fetch(new URL(path, hub.http), { method: 'POST', headers: { 'content-type': type }, body })
    expect((await post('api/v1/links', 'application/json')).status).toBe(413)
    expect((await post('api/v1/members/import', 'text/csv')).status).toBe(401)
  })
})

describe('the description of the addresses', () => {
  interface Description {
    openapi: string
    paths: Record<string, Record<string, { summary?: string; security?: object[]; requestBody?: object }>>
  }

  it('has every address with a sentence, and what it takes by the shapes that decode it', async () => {
    const hub = await startHub()
    const { openapi, paths } = (await (await get(hub, 'api/v1/openapi.json')).json()) as Description
    expect(openapi).toBe('3.1.0')
    const operations = Object.values(paths).flatMap((path) => Object.values(path))
    expect(operations.length).toBeGreaterThan(30)
    for (const { summary } of operations) expect(summary).toMatch(/\.$/)
    for (const path of ['/metrics', '/readyz', '/api/v1/staff/{id}', '/api/members/'])
      expect(paths).toHaveProperty([path])
    const link = {
      type: 'object',
      properties: { role: { enum: ['viewer', 'receptionist', 'manager'] } },
      required: ['role'],
    }
    expect(paths['/api/v1/links']?.['post']?.requestBody).toMatchObject({
      content: { 'application/json': { schema: link } },
    })
    expect(paths['/api/v1/token']?.['post']?.security).toEqual([])
    expect(paths['/api/v1/links']?.['post']?.security).toBeUndefined()
  })

  it('is made once, however many ask for it', async () => {
    const http = fastify({ forceCloseConnections: true })
    await serveDescription(http, '1.2.3')
    const making = vi.spyOn(http, 'swagger')
    atEnd(() => http.close())
    const address = new URL('api/v1/openapi.json', await http.listen({ port: 0, host: '127.0.0.1' }))
    const told = await Promise.all(Array.from({ length: 5 }, async () => (await fetch(address)).text()))
    expect(JSON.parse(told[0]!)).toMatchObject({ info: { version: '1.2.3' } })
    expect(new Set(told).size).toBe(1)
    expect(making).toHaveBeenCalledOnce()
  })

  it('changes no answer: what is wrong is still refused with a sentence', async () => {
    const hub = await startHub()
    const headers = { 'content-type': 'application/json' }
    const response = await hub.fetch('api/v1/links', { method: 'POST', headers, body: '{"role":"king"}' })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      error: { code: 'invalid_message', message: 'The field "role" is missing or wrong.' },
    })
  })
})
