import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import type { StandbyApi } from './standby/desk-standby.ts'
import { chosenHostHubApi, hostHubApi, joinedHubApi, pairedHubApi } from './hub-api.ts'

const LINK = {
  code: 'ABCDE-FGHIJ',
  address: 'http://127.0.0.1/#signin=ABCDE-FGHIJ',
  expiresAt: '2026-11-23T08:30:00.000Z',
}

async function hubThatAnswers(status: number, body: object) {
  const asked: { request: IncomingMessage; body: string }[] = []
  const server = createServer((request, response) => {
    void text(request).then((given) => {
      asked.push({ request, body: given })
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const http = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-answers-'))
  writeFileSync(
    join(folder, 'hub.json'),
    JSON.stringify({ pid: 1, http, ws: '', controlKey: 'k'.repeat(43) }),
  )
  onTestFinished(() => {
    server.close()
    rmSync(folder, { recursive: true })
  })
  const answers = hostHubApi(
    { ready: () => Promise.resolve({ http, ws: '', pid: 1 }), isReplaced: false },
    folder,
  )
  return { answers, asked, http }
}

test('a hosting shell asks its hub for a fresh code, as the holder of the control key', async () => {
  const { answers, asked, http } = await hubThatAnswers(200, LINK)
  expect(await answers.hub()).toEqual({ address: http, id: http })
  expect(await answers.askedHub()).toEqual({ address: http, pin: null })
  expect(await answers.signInCode()).toBe(LINK.code)
  expect(await answers.signInCode()).toBe(LINK.code)
  expect(asked).toHaveLength(2)
  expect(asked[0]?.request).toMatchObject({ method: 'POST', url: '/api/v1/links' })
  expect(asked[0]?.request.headers.authorization).toBe(`Bearer ${'k'.repeat(43)}`)
  expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ role: 'receptionist' })
})

test('a hub that gives no code is an error the page can try again after', async () => {
  const refusing = await hubThatAnswers(503, {})
  await expect(refusing.answers.signInCode()).rejects.toThrow('HTTP 503')
  const odd = await hubThatAnswers(200, { code: 7 })
  await expect(odd.answers.signInCode()).rejects.toThrow('cannot be read')
})

test('a joined shell gives the code of its link once', async () => {
  const answers = joinedHubApi({ address: 'https://desk.example/', code: 'ABCDE-FGHIJ' })
  expect((await answers.hub()).address).toBe('https://desk.example/')
  expect(await answers.signInCode()).toBe('ABCDE-FGHIJ')
  expect(await answers.signInCode()).toBeNull()
})

test('the page of a host reaches this PC, before its hub is ready; another desk’s reaches its hub', async () => {
  const starting = hostHubApi({ ready: () => new Promise(() => undefined), isReplaced: false }, '')
  expect(await starting.placeOfHub()).toBeNull()
  const joined = joinedHubApi({ address: 'https://desk.example/', code: null })
  expect(await joined.placeOfHub()).toBe('https://desk.example/')
})

test('a desk and a host that were made at their screens can become something else there', async () => {
  const roleChange = {
    hostHere: () => Promise.resolve('starting_anew' as const),
    joinHub: () => Promise.resolve('joined' as const),
    joinNextHub: () => Promise.resolve('joined' as const),
    findId: (address: string) => address,
  }
  const noStandby = {} as StandbyApi
  const asked = { text: '', address: '' }
  const desk = pairedHubApi(() => Promise.reject(new Error('away')), {}, roleChange, noStandby)
  expect(await desk.pcRole()).toBe('desk')
  expect(await desk.hostHere()).toBe('starting_anew')
  expect(await desk.joinHub(asked)).toBe('joined')
  const { answers } = await hubThatAnswers(200, LINK)
  const host = chosenHostHubApi(answers, roleChange)
  expect(await host.pcRole()).toBe('host')
  // It hosts already: nothing to start anew for.
  expect(await host.hostHere()).toBe('hosting')
  expect(await host.joinHub(asked)).toBe('joined')
})
