import Sqlite from 'better-sqlite3'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { goodbye, openSocket } from '../../support/client/desk.ts'
import { holdTime, never } from '../../support/hub/held-time.ts'
import { addMember, startHub, type TestHub } from '../../support/hub/hub.ts'
import {
  addStaff,
  changeStaff,
  post,
  signIn,
  startsWithManager,
  type Answer,
} from '../../support/hub/staff.ts'

const PASSWORD = 'four words make one'

describe('a staff account', () => {
  it('signs in with its password at our address and at the AV Gym system’s', async () => {
    const hub = await startHub()
    await addStaff(hub, { username: 'anna', role: 'receptionist', password: PASSWORD })
    const ours = await signIn(hub, { username: ' Anna', password: PASSWORD, deskName: 'Entrance' })
    expect(ours.body).toMatchObject({ role: 'receptionist', name: 'anna', deskName: 'Entrance' })
    const theirs = await post(hub, 'api/auth/token/', { username: 'anna', password: PASSWORD })
    expect(Object.keys(theirs.body).sort()).toEqual(['access', 'refresh'])
    const desk = await openSocket(hub.ws)
    desk.send({ type: 'authenticate', payload: { token: theirs.body.access } })
    expect((await desk.next('authentication_success')).payload).toMatchObject({ role: 'receptionist' })
    const refreshed = await post(hub, 'api/auth/token/refresh/', { refresh: theirs.body.refresh })
    const me = await fetch(new URL('api/auth/me/', hub.http), {
      headers: { authorization: `Bearer ${refreshed.body.access}` },
    })
    expect(await me.json()).toMatchObject({ full_name: 'anna', role: 'receptionist' })
  })

  it.each([
    ['an unknown name', { username: 'nobody', password: PASSWORD }],
    ['a wrong password', { username: 'anna', password: 'four words make two' }],
    ['a password a letter longer', { username: 'anna', password: `${PASSWORD}x` }],
    ['a very long password', { username: 'anna', password: 'x'.repeat(250) }],
    ['a zero character', { username: 'anna', password: 'four words\0make one' }],
  ])('is refused with the same sentence for %s', async (_what, asked) => {
    const hub = await startHub()
    await addStaff(hub, { username: 'anna', password: PASSWORD })
    const { status, body } = await signIn(hub, asked)
    expect(status).toBe(401)
    expect(body.error).toEqual({
      code: 'authentication_failed',
      message: 'The username or password is wrong.',
    })
  })

  it('takes a password typed in another composition of the same letters', async () => {
    const hub = await startHub()
    await addStaff(hub, { username: 'zoe', password: 'Zoë läuft früh los' })
    const typed = 'Zoë läuft früh los'.normalize('NFD')
    expect((await signIn(hub, { username: 'zoe', password: typed })).status).toBe(200)
  })

  it.each([
    [{ password: 'short' }, '12 to 128'],
    [{ password: 'aaaaaaaaaaaaaaaa' }, 'too easy'],
    [{ password: 'my name is anna1', username: 'anna' }, 'too easy'],
    [{ username: 'an na' }, 'username'],
    [{ username: 'anna', role: 'king' }, 'role'],
  ])('is not made with %j', async (given, sentence) => {
    const hub = await startHub()
    const asked = { username: 'anna', full_name: 'Anna', role: 'receptionist', password: PASSWORD, ...given }
    const response = await hub.fetch('api/v1/staff', jsonBody(asked))
    expect(response.status).toBe(400)
    expect(await response.text()).toContain(sentence)
  })

  it('of the last manager stays one', async () => {
    const hub = await startHub()
    const boss = await addStaff(hub, { username: 'boss', role: 'manager' })
    expect((await changeStaff(hub, boss.id, { role: 'viewer' })).status).toBe(400)
    expect((await changeStaff(hub, boss.id, { disabled: true })).status).toBe(400)
    await addStaff(hub, { username: 'second', role: 'manager' })
    expect((await changeStaff(hub, boss.id, { disabled: true })).status).toBe(200)
  })

  it('keeps its password as Argon2id with OWASP’s least cost, and nothing of it elsewhere', async () => {
    const hub = await startHub({}, { passwordCost: undefined })
    const anna = await addStaff(hub, { username: 'anna', password: PASSWORD })
    await hub.close()
    const file = new Sqlite(join(hub.folder, 'frontdesk.sqlite'))
    const { password_hash } = file.prepare('select password_hash from staff where id = ?').get(anna.id) as {
      password_hash: string
    }
    expect(password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    const audit = file.prepare('select entries from audit_log').all()
    file.close()
    expect(JSON.stringify(audit)).not.toContain(PASSWORD)
  })
})

describe('guessing', () => {
  it('has to wait after five failures, twice as long each time, also after a restart', async () => {
    let now = Date.parse('2026-11-23T09:00:00Z')
    const clock = { now: () => now, every: never }
    const hub = await startHub({}, clock)
    await addStaff(hub, { username: 'anna', password: PASSWORD })
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect((await signIn(hub, { username: 'anna', password: 'wrong wrong wrong' })).status).toBe(401)
    }
    const blocked = await signIn(hub, { username: 'anna', password: PASSWORD })
    expect(blocked).toMatchObject({ status: 429, body: { error: { code: 'rate_limited' } } })
    await hub.close()
    const again = await startHub({ data: hub.folder }, clock)
    expect((await signIn(again, { username: 'anna', password: PASSWORD })).status).toBe(429)
    now += 30_000
    expect((await signIn(again, { username: 'anna', password: 'wrong wrong wrong' })).status).toBe(401)
    now += 30_000
    expect((await signIn(again, { username: 'anna', password: PASSWORD })).status).toBe(429)
    now += 30_000
    expect((await signIn(again, { username: 'anna', password: PASSWORD })).status).toBe(200)
  })

  it('of one account does not lock the others', async () => {
    const hub = await startHub()
    await addStaff(hub, { username: 'anna', password: PASSWORD })
    await addStaff(hub, { username: 'ben', password: PASSWORD })
    const anna = await signIn(hub, { username: 'anna', password: PASSWORD })
    const { deskToken } = anna.body
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await signIn(hub, { username: 'anna', password: 'wrong wrong wrong' })
    }
    const ben = await signIn(hub, { username: 'ben', password: PASSWORD, deskToken })
    expect(ben.status).toBe(200)
  })
})

describe('a PIN', () => {
  async function sharedDesk(hub: TestHub) {
    const anna = await addStaff(hub, { username: 'anna', password: PASSWORD })
    const first = await signIn(hub, { username: 'anna', password: PASSWORD })
    const { deskToken, access } = first.body
    const setPin = (pin: string | null) =>
      post(hub, 'api/v1/me/pin', { password: PASSWORD, pin }, access as string, deskToken as string)
    return { anna, deskToken: deskToken as string, setPin }
  }

  it('switches its person in at a desk that knows them', async () => {
    const hub = await startHub()
    const { anna, deskToken, setPin } = await sharedDesk(hub)
    expect((await setPin('730218')).status).toBe(200)
    const listed = await post(hub, 'api/v1/desk/people', { deskToken })
    expect(listed.body).toEqual({ people: [{ id: anna.id, name: 'anna', role: 'receptionist' }] })
    const switched = await post(hub, 'api/v1/token/pin', { deskToken, staffId: anna.id, pin: '730218' })
    expect(switched.body).toMatchObject({ name: 'anna', role: 'receptionist' })
    const wrong = await post(hub, 'api/v1/token/pin', { deskToken, staffId: anna.id, pin: '730219' })
    expect(wrong.status).toBe(401)
  })

  it('is worth nothing at another desk, and thirty days after the password was used', async () => {
    let now = Date.parse('2026-11-01T09:00:00Z')
    const hub = await startHub({}, { now: () => now, every: never })
    const { anna, deskToken, setPin } = await sharedDesk(hub)
    await setPin('730218')
    const ben = await addStaff(hub, { username: 'ben', password: PASSWORD })
    const other = await signIn(hub, { username: 'ben', password: PASSWORD })
    const elsewhere = { deskToken: other.body.deskToken, staffId: anna.id, pin: '730218' }
    expect((await post(hub, 'api/v1/token/pin', elsewhere)).status).toBe(401)
    expect(ben.id).not.toBe(anna.id)
    now += 30 * 24 * 3_600_000 + 1
    const late = await post(hub, 'api/v1/token/pin', { deskToken, staffId: anna.id, pin: '730218' })
    expect(late.status).toBe(401)
  })

  it.each(['12345', '1234567', '123456', '987654', '111111', '121212', '123123', '12345a', '１２３４５６'])(
    'is not taken as %s',
    async (pin) => {
      const hub = await startHub()
      const { setPin } = await sharedDesk(hub)
      expect((await setPin(pin)).status).toBe(400)
    },
  )

  it('is blocked after five wrong ones where they were typed, and works at another desk of its person', async () => {
    const hub = await startHub({}, holdTime())
    const { anna, deskToken, setPin } = await sharedDesk(hub)
    await setPin('730218')
    const other = (await signIn(hub, { username: 'anna', password: PASSWORD })).body as { deskToken: string }
    const type = (pin: string, at: string) =>
      post(hub, 'api/v1/token/pin', { deskToken: at, staffId: anna.id, pin })
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect((await type('000001', other.deskToken)).status).toBe(401)
    }
    expect((await type('730218', other.deskToken)).status).toBe(429)
    expect((await type('730218', deskToken)).status).toBe(200)
  })

  it('is blocked after five wrong ones while the password still works', async () => {
    const hub = await startHub()
    const { anna, deskToken, setPin } = await sharedDesk(hub)
    await setPin('730218')
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await post(hub, 'api/v1/token/pin', { deskToken, staffId: anna.id, pin: '000001' })
    }
    const blocked = await post(hub, 'api/v1/token/pin', { deskToken, staffId: anna.id, pin: '730218' })
    expect(blocked.status).toBe(429)
    expect((await signIn(hub, { username: 'anna', password: PASSWORD })).status).toBe(200)
  })
})

describe('revocation', () => {
  it('of an account refuses its next command and closes the socket that it came from', async () => {
    const hub = await startHub({}, holdTime())
    const { openTheirs, account } = await startsWithManager(hub, 'receptionist')
    const desk = await openTheirs(hub)
    await changeStaff(hub, account.id, { disabled: true })
    const refused = await desk.ask('snapshot')
    expect(refused.payload).toMatchObject({ code: 'token_expired' })
    expect(await goodbye(desk)).toMatchObject({ code: 4001 })
  })

  it('of an account closes within two seconds a socket that says nothing', async () => {
    const time = holdTime()
    const hub = await startHub({}, time)
    const { openTheirs, account } = await startsWithManager(hub, 'receptionist')
    const desk = await openTheirs(hub)
    await changeStaff(hub, account.id, { disabled: true })
    expect(desk.socket.readyState).toBe(desk.socket.OPEN)
    time.pass(2_000)
    expect(await goodbye(desk)).toEqual({ code: 4001, reason: 'ended' })
  })

  it('of a sign-in does the same, and what was signed out stays out after a restart', async () => {
    const time = holdTime()
    const hub = await startHub({}, time)
    const { access, refresh, deskToken, openTheirs } = await startsWithManager(hub, 'receptionist')
    const desk = await openTheirs(hub)
    await post(hub, 'api/v1/sign-out', { refresh })
    time.pass(2_000)
    expect(await goodbye(desk)).toEqual({ code: 4001, reason: 'ended' })
    await hub.close()
    const again = await startHub({ data: hub.folder })
    const returning = await openSocket(again.ws)
    returning.send({ type: 'authenticate', payload: { token: access, deskToken } })
    expect((await returning.next('error')).payload).toMatchObject({ code: 'token_expired' })
  })

  it('of a role takes effect with the next command, and the next token has the new one', async () => {
    const hub = await startHub()
    const { refresh, deskToken, account, openTheirs } = await startsWithManager(hub, 'receptionist')
    const sofia = await addMember(hub)
    const desk = await openTheirs(hub)
    await changeStaff(hub, account.id, { role: 'viewer' })
    const refused = await desk.ask('check_in', { memberId: sofia.id })
    expect(refused).toMatchObject({ type: 'check_in_error' })
    const renewed = await post(hub, 'api/v1/token/refresh', { refresh, deskToken })
    expect(renewed.body).toMatchObject({ role: 'viewer' })
    const again = await openTheirs(hub, renewed.body.access as string)
    expect((await again.ask('check_in', { memberId: sofia.id })).payload).toMatchObject({ code: 'forbidden' })
  })

  it('of a desk closes it with 4403, for good', async () => {
    const hub = await startHub()
    await addStaff(hub, { username: 'anna', password: PASSWORD })
    const { body } = await signIn(hub, { username: 'anna', password: PASSWORD })
    const desk = await openSocket(hub.ws)
    desk.send({ type: 'authenticate', payload: { token: body.access, deskToken: body.deskToken } })
    await desk.next('initial_stats')
    expect((await hub.fetch(`api/v1/desks/${body.deskId}/remove`, { method: 'POST' })).status).toBe(200)
    expect(await desk.closed).toMatchObject({ code: 4403 })
    const back = await openSocket(hub.ws)
    back.send({ type: 'authenticate', payload: { deskToken: body.deskToken } })
    expect(await back.closed).toMatchObject({ code: 4403 })
    const { refresh, deskToken } = body as Record<'refresh' | 'deskToken', string>
    expect((await post(hub, 'api/v1/token/refresh', { refresh, deskToken })).status).toBe(401)
  })

  it('comes with a new password for every sign-in but one’s own', async () => {
    const hub = await startHub()
    await addStaff(hub, { username: 'anna', password: PASSWORD })
    const elsewhere = await signIn(hub, { username: 'anna', password: PASSWORD })
    const here = await signIn(hub, { username: 'anna', password: PASSWORD })
    const body = { password: PASSWORD, newPassword: 'a new day, a new one' }
    const { access, deskToken } = here.body as { access: string; deskToken: string }
    expect((await post(hub, 'api/v1/me/password', body, access, deskToken)).status).toBe(200)
    const refreshed = ({ body: { refresh, deskToken } }: Answer) =>
      post(hub, 'api/v1/token/refresh', { refresh, deskToken })
    expect((await refreshed(elsewhere)).status).toBe(401)
    expect((await refreshed(here)).status).toBe(200)
  })
})

function jsonBody(body: object): RequestInit {
  return { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
}
