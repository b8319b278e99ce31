import { beforeEach, describe, expect, it } from 'vitest'
import { goodbye, openSocket, type TestDesk } from '../../support/client/desk.ts'
import { never } from '../../support/hub/held-time.ts'
import { startHub, type TestHub } from '../../support/hub/hub.ts'
import { addStaff, PASSWORD, post, signIn } from '../../support/hub/staff.ts'

interface SignedInDesk {
  access: string
  refresh: string
  deskToken: string
}

let now = 0
let hub: TestHub
let own: SignedInDesk
let other: SignedInDesk

beforeEach(async () => {
  now = Date.parse('2026-11-25T10:00:00Z')
  hub = await startHub({}, { now: () => now, every: never })
  await addStaff(hub, { username: 'anna' })
  own = await signInAt('Entrance')
  other = await signInAt('Bar')
})

async function signInAt(deskName: string): Promise<SignedInDesk> {
  const { body } = await signIn(hub, { username: 'anna', password: PASSWORD, deskName })
  return body as SignedInDesk
}

async function authenticate(payload: object, address = hub.ws): Promise<TestDesk> {
  const desk = await openSocket(address)
  desk.send({ type: 'authenticate', payload })
  return desk
}

const NOT_VALID = { code: 4001, reason: 'authentication_failed' }

describe('a token that was made for a desk', () => {
  it('signs nobody in without the desk’s credential', async () => {
    expect(await goodbye(await authenticate({ token: own.access }))).toEqual(NOT_VALID)
  })

  it('signs nobody in at another desk', async () => {
    const { deskToken } = other
    expect(await goodbye(await authenticate({ token: own.access, deskToken }))).toEqual(NOT_VALID)
  })

  it('signs nobody in by the address', async () => {
    const desk = await openSocket(`${hub.ws}?token=${own.access}`)
    expect(await desk.closed).toEqual(NOT_VALID)
  })

  it('signs its person in at its desk', async () => {
    const { access: token, deskToken } = own
    const desk = await authenticate({ token, deskToken })
    expect((await desk.next('authentication_success')).payload).toMatchObject({
      name: 'anna',
      deskName: 'Entrance',
    })
  })

  it('renews the person of a live socket only where its desk has proved itself', async () => {
    const program = await authenticate({ token: await hub.token() })
    await program.next('initial_stats')
    expect((await program.ask('authenticate', { token: own.access })).payload.code).toBe(
      'authentication_failed',
    )
    expect((await program.ask('snapshot')).type).toBe('snapshot')
    const { access: token, deskToken } = own
    const desk = await authenticate({ token, deskToken })
    await desk.next('initial_stats')
    const again = await desk.ask('authenticate', { token })
    expect(again).toMatchObject({ type: 'authentication_success', payload: { deskName: 'Entrance' } })
  })

  it('is not taken along to another desk on a live socket', async () => {
    const { access: token, deskToken } = own
    const desk = await authenticate({ token, deskToken })
    await desk.next('initial_stats')
    const moved = await desk.ask('authenticate', { deskToken: other.deskToken })
    expect(moved.payload.code).toBe('authentication_failed')
  })

  it.each([
    ['without the desk’s credential', 401, () => ({})],
    ['with another desk’s', 401, () => ({ 'desk-token': other.deskToken })],
    ['with one of no desk', 401, () => ({ 'desk-token': 'x' })],
    ['with its desk’s', 200, () => ({ 'desk-token': own.deskToken })],
  ])('is answered over HTTP %s with %s', async (_what, status, desk) => {
    const headers = { authorization: `Bearer ${own.access}`, ...desk() }
    expect((await fetch(new URL('api/auth/me/', hub.http), { headers })).status).toBe(status)
  })
})

const refresh = async (asked: object) => await post(hub, 'api/v1/token/refresh', asked)

describe('a refresh token of a desk', () => {
  const isSignedIn = async (token: string) =>
    (await refresh({ refresh: token, deskToken: own.deskToken })).status === 200

  it('gives its successor again to the same desk, whose first answer was lost', async () => {
    const { refresh: token, deskToken } = own
    const { body } = await refresh({ refresh: token, deskToken })
    expect((await refresh({ refresh: token, deskToken })).body.refresh).toBe(body.refresh)
  })

  it.each([
    ['nobody in particular', () => ({})],
    ['another desk', () => ({ deskToken: other.deskToken })],
  ])('that comes again from %s was copied: its sign-in ends', async (_who, desk) => {
    const { refresh: token, deskToken } = own
    const { body } = await refresh({ refresh: token, deskToken })
    expect((await refresh({ refresh: token, ...desk() })).status).toBe(401)
    expect(await isSignedIn(body.refresh)).toBe(false)
  })

  it.each([
    ['another desk', () => ({ deskToken: other.deskToken })],
    ['whoever shows no desk’s credential', () => ({})],
  ])('is not traded by %s, and stays good', async (_who, desk) => {
    const { refresh: token } = own
    expect((await refresh({ refresh: token, ...desk() })).status).toBe(401)
    expect(await isSignedIn(token)).toBe(true)
  })

  it('gives nothing at the AV Gym address, and stays good', async () => {
    const { refresh: token } = own
    expect((await post(hub, 'api/auth/token/refresh/', { refresh: token })).status).toBe(401)
    expect(await isSignedIn(token)).toBe(true)
  })

  it('that was rotated and comes to the AV Gym address was copied: its sign-in ends', async () => {
    const { refresh: token, deskToken } = own
    const { body } = await refresh({ refresh: token, deskToken })
    expect((await post(hub, 'api/auth/token/refresh/', { refresh: token })).status).toBe(401)
    expect(await isSignedIn(body.refresh)).toBe(false)
  })
})

describe('a refresh token of a program, which is no desk', () => {
  it('is traded without a credential', async () => {
    const { body } = await post(hub, 'api/auth/token/', { username: 'anna', password: PASSWORD })
    expect((await refresh({ refresh: (body as SignedInDesk).refresh })).status).toBe(200)
  })
})
