import { createServer as createPlainServer } from 'node:net'
import { createServer, type TLSSocket } from 'node:tls'
import type { AddressInfo, Server, Socket } from 'node:net'
import { once } from 'node:events'
import { describe, expect, it, onTestFinished, test } from 'vitest'
import { openIdentity, type Identity } from '../../server/network/tls-identity.ts'
import { writePairingText } from '../../server/protocol/pairing.ts'
import { askHub } from '../../electron/ask-hub.ts'
import { judgeCertificate, VERDICT } from '../../electron/security/certificates.ts'
import type { FoundHub } from '../../electron/lan/discover.ts'
import { findHub } from '../../electron/lan/find-hub.ts'
import { meetPairingHub, readJoinAsked } from '../../electron/lan/join-hub.ts'
import { connectTo, verifyHub, secureAddress, type Place } from '../../electron/lan/verify-hub.ts'
import { isHub, pinOf, type Pin } from '../../electron/lan/pin.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { X509Certificate } from 'node:crypto'

const CODE = 'ABCDEFGHJK'

async function newIdentity(): Promise<Identity & { pin: Pin }> {
  const dataFolder = temporaryFolder()
  const identity = await openIdentity({ dataFolder, own: null, names: ['127.0.0.1'], now: Date.now() })
  return { ...identity, pin: pinOf(new X509Certificate(identity.certificate)) }
}

async function placeOf(server: Server): Promise<Place> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const open = new Set<Socket>()
  server.on('connection', (socket: Socket) => open.add(socket))
  onTestFinished(() => {
    for (const socket of open) socket.destroy()
    server.close()
  })
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port }
}

/** Whoever has this identity, and all that they are told. */
async function listenAs(identity: Identity, versions: { maxVersion?: 'TLSv1.2' } = {}) {
  const heard: string[] = []
  const server = createServer({ key: identity.key, cert: identity.certificate, ...versions })
  server.on('secureConnection', (socket: TLSSocket) => {
    socket.on('error', () => undefined)
    socket.setEncoding('utf8').on('data', (text: string) => {
      heard.push(text)
      if (text.includes('\r\n\r\n')) {
        socket.end(
          'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 13\r\n\r\n{"left":true}',
        )
      }
    })
  })
  return { place: await placeOf(server), heard }
}

const NOWHERE: Place = { host: '127.0.0.1', port: 1 }

describe('meeting whoever is at a place', () => {
  it('learns their key and tells them nothing', async () => {
    const hub = await newIdentity()
    const { place, heard } = await listenAs(hub)
    expect(await verifyHub(place)).toBe(hub.pin)
    expect(isHub(hub.hubId, hub.pin)).toBe(true)
    expect(heard).toEqual([])
  })

  it('takes nobody with an older TLS, with none, and who is not there', async () => {
    const { place: old } = await listenAs(await newIdentity(), { maxVersion: 'TLSv1.2' })
    expect(await verifyHub(old)).toBeNull()
    const plain = await placeOf(createPlainServer((socket) => void socket.end('HTTP/1.1 200 OK\r\n\r\n')))
    expect(await verifyHub(plain)).toBeNull()
    expect(await verifyHub(NOWHERE)).toBeNull()
  })
})

describe('asking the hub that this desk is paired with', () => {
  const SECRET = { deskToken: 'a secret', approval: 'another' }

  it('is answered by it', async () => {
    const hub = await newIdentity()
    const { place, heard } = await listenAs(hub)
    const answer = await askHub({ address: secureAddress(place), pin: hub.pin }, 'api/v1/kiosk/leave', SECRET)
    expect(answer).toEqual({ ok: true, status: 200, body: { left: true } })
    expect(heard.join('')).toContain('a secret')
  })

  it('tells not a byte to another in its place', async () => {
    const hub = await newIdentity()
    const { place, heard } = await listenAs(await newIdentity())
    const asking = askHub({ address: secureAddress(place), pin: hub.pin }, 'api/v1/kiosk/leave', SECRET)
    await expect(asking).rejects.toThrow('is not responding')
    expect(await connectTo(place, hub.pin)).toBeNull()
    expect(heard).toEqual([])
  })
})

describe('finding the hub that a pairing text means', () => {
  const announcing =
    (...hubs: FoundHub[]) =>
    (onHub: (hub: FoundHub) => void) => {
      for (const hub of hubs) onHub(hub)
      return () => undefined
    }

  it('takes the first place where its key is, whatever else is announced', async () => {
    const [hub, other] = [await newIdentity(), await newIdentity()]
    const { place } = await listenAs(hub)
    const { place: elsewhere } = await listenAs(other)
    const discover = announcing(
      { hubId: other.hubId, name: 'Another gym', places: [elsewhere] },
      { hubId: hub.hubId, name: 'Ours', places: [NOWHERE, elsewhere, place] },
    )
    expect(await findHub(hub.hubId, { discover, meet: verifyHub })).toEqual({ ...place, pin: hub.pin })
  })

  it('says why there is none', async () => {
    const [hub, other] = [await newIdentity(), await newIdentity()]
    const { place } = await listenAs(other)
    const find = (...places: Place[]) =>
      findHub(hub.hubId, {
        discover: places.length === 0 ? announcing() : announcing({ hubId: hub.hubId, name: '', places }),
        meet: verifyHub,
        timeoutMs: 1,
      })
    expect(await Promise.all([find(), find(NOWHERE), find(NOWHERE, place)])).toEqual([
      'nobody',
      'no_answer',
      'other_hub',
    ])
  })

  it('goes to the address that was typed, and nowhere else', async () => {
    const [hub, other] = [await newIdentity(), await newIdentity()]
    const { place } = await listenAs(hub)
    const at = ({ port }: Place) => `127.0.0.1:${port}`
    const text = writePairingText({ hubId: hub.hubId, code: CODE })
    const met = { hub: { ...place, pin: hub.pin }, code: CODE }
    expect(await meetPairingHub({ text, address: at(place) })).toEqual(met)
    expect(
      await meetPairingHub({ text: text.toLowerCase().replaceAll('-', ' '), address: at(place) }),
    ).toEqual(met)
    const { place: elsewhere, heard } = await listenAs(other)
    expect(await meetPairingHub({ text, address: at(elsewhere) })).toBe('other_hub')
    expect(heard).toEqual([])
    expect(await meetPairingHub({ text, address: at(NOWHERE) })).toBe('no_answer')
    expect(await meetPairingHub({ text, address: 'http://127.0.0.1' })).toBe('bad_address')
    expect(await meetPairingHub({ text: text.slice(1), address: '' })).toBe('no_text')
  })
})

test.each([
  [[], false],
  [[{ text: 'a', address: '' }], true],
  [[{ text: 'a', address: '' }, 1], false],
  [[{ text: 'a' }], false],
  [[{ text: 'a', address: '', more: '' }], false],
  [[{ text: 'a'.repeat(301), address: '' }], false],
  [['a'], false],
  [[null], false],
])('the argument of joining %j', (given, isTaken) => {
  expect(readJoinAsked(given) !== null).toBe(isTaken)
})

describe('the certificates that the page is shown', () => {
  it('have to be of the pinned key, whoever signed them and however old they are', async () => {
    const [hub, other] = [await newIdentity(), await newIdentity()]
    expect(judgeCertificate(hub.certificate, hub.pin)).toBe(VERDICT.trusted)
    expect(judgeCertificate(other.certificate, hub.pin)).toBe(VERDICT.refused)
    expect(judgeCertificate('nonsense', hub.pin)).toBe(VERDICT.refused)
    expect(judgeCertificate('', hub.pin)).toBe(VERDICT.refused)
  })

  it('are left to the usual rules where nothing is pinned', async () => {
    expect(judgeCertificate((await newIdentity()).certificate, null)).toBe(VERDICT.usual)
  })
})
