import jwt from 'jsonwebtoken'
import { describe, expect, it } from 'vitest'
import { openSocket } from '../../support/client/desk.ts'
import { startHub, type TestHub } from '../../support/hub/hub.ts'
import { storesOnServer } from '../../support/postgres/databases.ts'
import { post } from '../../support/hub/staff.ts'

const SECRET = 'the secret of an AV Gym backend, 32 bytes at least'

const hubOf = (role?: string): Promise<TestHub> =>
  startHub(
    {},
    {},
    {
      ...{ FRONTDESK_TIME_ZONE: 'UTC', FRONTDESK_JWT_SECRET: SECRET },
      ...(role !== undefined && { FRONTDESK_JWT_ROLE: role }),
    },
  )

/** As that backend signs its tokens: no role, no issuer, no audience, the person by a number. */
const backendToken = (claims: object = {}): string =>
  jwt.sign({ token_type: 'access', jti: 'a1b2', user_id: 7, ...claims }, SECRET, { expiresIn: 3_600 })

async function answerTo(hub: TestHub, token: string) {
  const desk = await openSocket(hub.ws)
  desk.send({ type: 'authenticate', payload: { token } })
  const { type, payload } = await desk.next(
    ({ type }) => type === 'error' || type === 'authentication_success',
  )
  const { role, code } = payload as { role?: string; code?: string }
  return { type, role, code }
}

describe('a token of the system that shares the secret', () => {
  it.each(['viewer', 'receptionist', 'manager'])('is a %s’s where the setting says so', async (role) => {
    const hub = await hubOf(role)
    expect(await answerTo(hub, backendToken())).toMatchObject({ type: 'authentication_success', role })
  })

  it('signs nobody in where no setting names its role', async () => {
    const hub = await hubOf()
    expect(await answerTo(hub, backendToken())).toMatchObject({ code: 'authentication_failed' })
  })

  it('has the role that it names itself, whatever the setting says', async () => {
    const hub = await hubOf('manager')
    expect(await answerTo(hub, backendToken({ role: 'viewer' }))).toMatchObject({ role: 'viewer' })
  })

  // Where there are several gyms, it names one of them.
  it.skipIf(storesOnServer())(
    'may have a site of its own, which says nothing to the one gym of a data folder',
    async () => {
      const hub = await hubOf('receptionist')
      for (const site of ['downtown', 3, null])
        expect(await answerTo(hub, backendToken({ site }))).toMatchObject({ role: 'receptionist' })
    },
  )

  it('needs no typ, and may be issued by a clock that is half a minute ahead', async () => {
    const hub = await hubOf('receptionist')
    const iat = Math.floor(Date.now() / 1000) + 30
    const token = jwt.sign({ user_id: 7, iat, exp: iat + 60 }, SECRET, {
      header: { alg: 'HS256', typ: undefined },
    })
    expect(await answerTo(hub, token)).toMatchObject({ role: 'receptionist' })
  })

  it('is refreshed at that system’s address, as whom it is', async () => {
    const hub = await hubOf('receptionist')
    const refresh = backendToken({ token_type: 'refresh' })
    const { body } = await post(hub, 'api/auth/token/refresh/', { refresh })
    expect(await answerTo(hub, (body as { access: string }).access)).toMatchObject({ role: 'receptionist' })
  })
})

describe('a role for tokens that name none', () => {
  it('is one that there is, or the hub does not start', async () => {
    await expect(hubOf('owner')).rejects.toThrow('FRONTDESK_JWT_ROLE is wrong: must be one of')
  })
})
