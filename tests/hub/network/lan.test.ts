import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { connect, type TLSSocket } from 'node:tls'
import { WebSocket } from 'ws'
import { describe, expect, it, onTestFinished } from 'vitest'
import { keyHashOf, openIdentity } from '../../../server/network/tls-identity.ts'
import type { LanState } from '../../../server/protocol/lan.ts'
import { hubIdOf, readPairingText } from '../../../server/protocol/pairing.ts'
import type { SignInLink } from '../../../server/protocol/accounts.ts'
import { lanStateOf as stateOf, secureAddressOf } from '../../support/hub/lan.ts'
import { openHub, startHub, type TestHub } from '../../support/hub/hub.ts'
import { HAS_FILE_MODES } from '../../support/system.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const ON = { lan: true, 'lan-port': '0', 'lan-address': ['127.0.0.1'] }

const HEADERS = { 'content-type': 'application/json' }

async function post<Answer>(hub: TestHub, path: string, body: object): Promise<Answer> {
  const answer = await hub.fetch(path, { method: 'POST', headers: HEADERS, body: JSON.stringify(body) })
  expect(answer.status, await answer.clone().text()).toBe(200)
  return (await answer.json()) as Answer
}

const makeLink = (hub: TestHub) =>
  post<SignInLink>(hub, 'api/v1/links', { role: 'receptionist', name: 'Maria' })

const secureOf = (hub: TestHub) => secureAddressOf(hub, '127.0.0.1')

function shakeHands(address: URL, maxVersion: 'TLSv1.2' | 'TLSv1.3'): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const options = {
      host: address.hostname,
      port: Number(address.port),
      rejectUnauthorized: false,
      maxVersion,
    }
    const socket = connect(options, () => resolve(socket))
    socket.once('error', reject)
    onTestFinished(() => void socket.destroy())
  })
}

function ask(
  address: URL,
  path: string,
  body: object,
  localAddress?: string,
): Promise<{ status: number; answer: Record<string, string> }> {
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', headers: HEADERS, rejectUnauthorized: false, localAddress }
    const asked = request(new URL(path, address), options, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => (text += part))
      response.on('end', () =>
        resolve({ status: response.statusCode!, answer: JSON.parse(text) as Record<string, string> }),
      )
    })
    asked.once('error', reject).end(JSON.stringify(body))
  })
}

describe('the hub on the network', () => {
  it('is not there until it is switched on, and then stays so', async () => {
    const folder = temporaryFolder()
    const hub = await openHub(folder, { ...ON, lan: false })
    expect(await stateOf(hub)).toEqual({ isOn: false, hubId: null, addresses: [], problem: null })
    expect((await makeLink(hub)).pairing).toBeNull()
    const on = await post<LanState>(hub, 'api/v1/lan', { isOn: true })
    expect(on).toMatchObject({ isOn: true, problem: null })
    await hub.close()

    const again = await startHub({ ...ON, lan: false, data: folder })
    expect(await stateOf(again)).toMatchObject({ isOn: true, hubId: on.hubId })
    const address = await secureOf(again)
    await post(again, 'api/v1/lan', { isOn: false })
    await expect(shakeHands(address, 'TLSv1.3')).rejects.toThrow('ECONNREFUSED')
  })

  it('is for managers to switch', async () => {
    const hub = await startHub({ ...ON, lan: false })
    const headers = { ...HEADERS, authorization: `Bearer ${await hub.token('receptionist')}` }
    const body = JSON.stringify({ isOn: true })
    const answer = await fetch(new URL('api/v1/lan', hub.http), { method: 'POST', headers, body })
    expect(answer.status).toBe(403)
    expect(await stateOf(hub)).toMatchObject({ isOn: false })
  })

  it('speaks TLS 1.3 and nothing older, with the key that the pairing text names', async () => {
    const hub = await startHub(ON)
    const address = await secureOf(hub)
    const socket = await shakeHands(address, 'TLSv1.3')
    expect(socket.getProtocol()).toBe('TLSv1.3')
    const certificate = socket.getPeerX509Certificate()!
    expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1')
    const { pairing } = await makeLink(hub)
    expect(pairing!.text).toMatch(/^(?:[0-9A-Z]{4}-){6}[0-9A-Z]{2}$/)
    expect(readPairingText(pairing!.text)!.hubId).toBe(hubIdOf(keyHashOf(certificate)))
    expect(pairing!.addresses).toEqual([address.href])
    await expect(shakeHands(address, 'TLSv1.2')).rejects.toThrow('protocol version')
  })

  it('signs a desk in by the code of the text, which then has a socket', async () => {
    const hub = await startHub(ON)
    const address = await secureOf(hub)
    const { code } = readPairingText((await makeLink(hub)).pairing!.text)!
    const { status, answer } = await ask(address, 'api/v1/token', { code, deskName: 'Door' })
    expect(status).toBe(200)
    expect((await ask(address, 'api/v1/token', { code })).status, 'a code is good once').toBe(401)
    const socket = new WebSocket(`wss://${address.host}/ws/checkins/`, { rejectUnauthorized: false })
    onTestFinished(() => socket.terminate())
    const welcome = await new Promise<{ type: string; payload: { deskName: string } }>((resolve, reject) => {
      socket.once('error', reject)
      socket.once('open', () =>
        socket.send(
          JSON.stringify({
            type: 'authenticate',
            payload: { token: answer['access'], deskToken: answer['deskToken'] },
          }),
        ),
      )
      socket.once('message', (data: Buffer) => resolve(JSON.parse(data.toString()) as never))
    })
    expect(welcome.type).toBe('authentication_success')
  })

  it('has whoever tried five wrong codes wait, and takes those that are out from others', async () => {
    const hub = await startHub(ON)
    const address = await secureOf(hub)
    const first = await makeLink(hub)
    const second = await makeLink(hub)
    for (let attempt = 1; attempt <= 4; attempt++) {
      expect((await ask(address, 'api/v1/token', { code: `WRONG-0000${attempt}` })).status).toBe(401)
    }
    expect((await ask(address, 'api/v1/token', { code: first.code })).status, 'after four').toBe(200)
    for (let attempt = 1; attempt <= 5; attempt++) {
      await ask(address, 'api/v1/token', { code: `WRONG-0000${attempt}` })
    }
    expect((await ask(address, 'api/v1/token', { code: second.code })).status, 'after five').toBe(429)
    const elsewhere = await ask(address, 'api/v1/token', { code: second.code }, '127.0.0.2')
    expect(elsewhere.status, 'from elsewhere').toBe(200)
  })

  it('serves its own PC where its port of the network is taken, and says so', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    onTestFinished(() => void other.close())
    const { port } = other.address() as { port: number }
    const hub = await startHub({ ...ON, 'lan-port': String(port) })
    const state = await stateOf(hub)
    expect(state).toMatchObject({ isOn: false, hubId: null })
    expect(state.problem).toBe(
      `Port ${port} of 127.0.0.1 is in use. Stop the program that uses it, or choose another port with --lan-port.`,
    )
    expect(await post(hub, 'api/v1/lan', { isOn: true })).toEqual(state)
    expect(await stateOf(hub)).toMatchObject({ isOn: false, problem: null })
    other.close()
    expect(await post(hub, 'api/v1/lan', { isOn: true })).toMatchObject({ isOn: true, problem: null })
  })

  it('shows a certificate of the owner’s own where the settings name one', async () => {
    const folder = temporaryFolder()
    const own = await openIdentity({
      dataFolder: temporaryFolder(),
      own: null,
      names: ['desk.gym.example'],
      now: Date.now(),
    })
    writeFileSync(join(folder, 'own.pem'), own.certificate)
    writeFileSync(join(folder, 'own.key'), own.key)
    const lan = { certificateFile: join(folder, 'own.pem'), keyFile: join(folder, 'own.key') }
    writeFileSync(join(folder, 'settings.json'), JSON.stringify({ lan }))
    const hub = await startHub({ ...ON, data: folder })
    const socket = await shakeHands(await secureOf(hub), 'TLSv1.3')
    expect(socket.getPeerX509Certificate()!.checkHost('desk.gym.example')).toBe('desk.gym.example')
    expect(await stateOf(hub)).toMatchObject({ hubId: own.hubId })
  })
})

describe('the hub’s identity', () => {
  const DAY_MS = 86_400_000
  const now = Date.UTC(2026, 10, 26)

  it('keeps its key over other names and over years, with a certificate that is good', async () => {
    const dataFolder = temporaryFolder()
    const of = (names: string[], at: number) => openIdentity({ dataFolder, own: null, names, now: at })
    const first = await of(['192.168.1.5'], now)
    expect(await of(['192.168.1.5'], now + DAY_MS)).toEqual(first)
    const moved = await of(['192.168.1.9', 'fe80::1', 'hub.local'], now)
    const later = await of(['hub.local'], now + 790 * DAY_MS)
    expect(new Set([first, moved, later].map(({ certificate }) => certificate)).size).toBe(3)
    expect(new Set([first, moved, later].map(({ hubId }) => hubId)).size).toBe(1)
    const { validToDate, subjectAltName } = new X509Certificate(moved.certificate)
    expect(subjectAltName).toContain('IP Address:192.168.1.9')
    expect(validToDate.getTime()).toBeGreaterThan(now + 700 * DAY_MS)
    expect(new X509Certificate(later.certificate).validToDate.getTime()).toBeGreaterThan(now + 1_500 * DAY_MS)
  })

  it.skipIf(!HAS_FILE_MODES)(
    'is for the hub’s user alone, and is not made anew where it is spoilt',
    async () => {
      const dataFolder = temporaryFolder()
      const open = () => openIdentity({ dataFolder, own: null, names: ['hub.local'], now })
      await open()
      const path = join(dataFolder, 'lan', 'key.pem')
      expect(statSync(path).mode & 0o777).toBe(0o600)
      expect(readFileSync(path, 'utf8')).toContain('PRIVATE KEY')
      writeFileSync(path, 'nonsense')
      await expect(open()).rejects.toThrow('cannot be used')
      expect(readFileSync(path, 'utf8')).toBe('nonsense')
    },
  )
})
