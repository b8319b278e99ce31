import { describe, expect, it } from 'vitest'
import { countAttempt } from '../../../server/auth/attempt-limiter.ts'
import { codeAttempt, passwordAttempt, pinAttempt, type Attempted } from '../../../server/auth/attempted.ts'
import { createPasswords } from '../../../server/auth/passwords.ts'
import type { Place } from '../../../server/auth/place.ts'
import type { Core } from '../../../server/hub/core.ts'
import { saveAttempts } from '../../../server/store/sign-in-attempts.ts'
import { openDesk } from '../../support/client/desk.ts'
import { openTestCore } from '../../support/hub/core.ts'
import { holdTime } from '../../support/hub/held-time.ts'
import { startHub } from '../../support/hub/hub.ts'
import { addStaff, PASSWORD, post } from '../../support/hub/staff.ts'

/** Whoever guesses has to wait, and nobody else; all guessers together get nowhere, and managers are told. */

const WRONG = 'wrong wrong wrong'
const THEIRS = '198.51.100.1'
const [ELSEWHERE, A_NEW_PC] = ['198.51.100.2', '198.51.100.3']

/** A hub behind a proxy, so that requests can come from any address. */
async function proxiedHub() {
  const time = holdTime()
  const hub = await startHub({ 'behind-proxy': ['127.0.0.1'] }, time)
  const send = async (from: string, path: string, body: object) => {
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': from }
    const answer = await fetch(new URL(path, hub.http), {
      ...{ method: 'POST', headers, body: JSON.stringify(body) },
    })
    return { status: answer.status, body: (await answer.json()) as Record<string, string> }
  }
  const signIn = (from: string, asked: object) => send(from, 'api/v1/token', asked)
  const guess = async (from: string, asked: object, times = 5): Promise<void> => {
    for (let count = 0; count < times; count += 1) expect((await signIn(from, asked)).status).toBe(401)
    expect((await signIn(from, asked)).status).toBe(429)
  }
  return { hub, time, send, signIn, guess }
}

const anna = (more: object = {}) => ({ username: 'anna', password: PASSWORD, ...more })

describe('wrong passwords elsewhere', () => {
  it('keep a person out neither at their own desk, nor at another, nor at a new PC', async () => {
    const { hub, signIn, guess } = await proxiedHub()
    await addStaff(hub, { username: 'anna' })
    await addStaff(hub, { username: 'ben' })
    const own = await signIn(THEIRS, anna())
    const bens = await signIn(THEIRS, { username: 'ben', password: PASSWORD })
    await guess(ELSEWHERE, anna({ password: WRONG }))
    for (const { body } of [own, bens]) {
      expect((await signIn(THEIRS, anna({ deskToken: body['deskToken'] }))).status).toBe(200)
    }
    expect((await signIn(A_NEW_PC, anna())).status).toBe(200)
  })

  it('at another desk do not keep a person from a new password', async () => {
    const { hub, signIn, guess } = await proxiedHub()
    await addStaff(hub, { username: 'anna' })
    const { body } = await signIn(THEIRS, anna())
    await guess(ELSEWHERE, anna({ password: WRONG }))
    const asked = { password: PASSWORD, newPassword: 'four other words here' }
    const changed = await post(hub, 'api/v1/me/password', asked, body['access'], body['deskToken'])
    expect(changed.status).toBe(200)
  })

  it('from the address of a desk do not keep it out: it shows its credential', async () => {
    const { hub, signIn, guess } = await proxiedHub()
    await addStaff(hub, { username: 'anna' })
    const { body } = await signIn(THEIRS, anna())
    await guess(THEIRS, anna({ password: WRONG }))
    for (let count = 0; count < 30; count += 1) await signIn(THEIRS, {})
    expect((await signIn(THEIRS, anna())).status).toBe(429)
    expect((await signIn(THEIRS, anna({ deskToken: body['deskToken'] }))).status).toBe(200)
  })

  it('of a network of IPv6 count together', async () => {
    const { hub, signIn } = await proxiedHub()
    await addStaff(hub, { username: 'anna' })
    for (let count = 1; count <= 5; count += 1) {
      expect((await signIn(`2001:db8::${count}`, anna({ password: WRONG }))).status).toBe(401)
    }
    expect((await signIn('2001:db8::6', anna())).status).toBe(429)
    expect((await signIn('2001:db8:0:1::1', anna())).status).toBe(200)
  })
})

describe('wrong codes', () => {
  it('end no code that is out: whoever guesses waits, and nobody else', async () => {
    const { hub, time, signIn, guess } = await proxiedHub()
    const link = await hub.fetch('api/v1/links', {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ role: 'receptionist', name: '' }),
    })
    const { code } = (await link.json()) as { code: string }
    await guess(ELSEWHERE, { code: '00000-00000' })
    expect((await signIn(ELSEWHERE, { code })).status).toBe(429)
    expect((await signIn(A_NEW_PC, { code })).status).toBe(200)
    time.pass(30_000)
    expect((await signIn(ELSEWHERE, { code: '00000-00000' })).status).toBe(401)
  })
})

describe('wrong PINs', () => {
  it('at a desk where the person may use none do not count against them', async () => {
    const { hub, signIn, send } = await proxiedHub()
    const { id } = await addStaff(hub, { username: 'anna' })
    await addStaff(hub, { username: 'ben' })
    const own = (await signIn(THEIRS, anna())).body
    const bens = (await signIn(THEIRS, { username: 'ben', password: PASSWORD })).body
    const asked = { password: PASSWORD, pin: '730218' }
    await post(hub, 'api/v1/me/pin', asked, own['access'], own['deskToken'])
    const type = async (deskToken: string | undefined, pin: string) =>
      (await send(THEIRS, 'api/v1/token/pin', { deskToken, staffId: id, pin })).status
    for (let count = 0; count < 5; count += 1) expect(await type(bens['deskToken'], '000001')).toBe(401)
    expect(await type(bens['deskToken'], '000001')).toBe(429)
    expect(await type(own['deskToken'], '730218')).toBe(200)
  })
})

describe('all guessers together', () => {
  const stranger = (number: number): Place => ({ name: `198.51.100.${number}`, isKnown: false })
  const desk = (number: number): Place => ({ name: `desk ${number}`, isKnown: true })
  const staff = { id: 'anna' }

  /** More than any bound that is tried here. */
  const ENOUGH = 150

  const password = (from: Place, isOwnDesk = false) =>
    passwordAttempt({ staff, username: 'anna', from, isOwnDesk })

  /** Tries from one place after the other, four times each, until they have to wait; says how often. */
  async function triesOf({ writer }: Core, attemptAt: (place: number) => Attempted[]): Promise<number> {
    for (let tries = 0; tries < ENOUGH; tries += 1) {
      const attempted = attemptAt(Math.floor(tries / 4))
      const isHeard = await writer
        .write((context) => countAttempt(context, attempted))
        .then(
          () => true,
          () => false,
        )
      if (!isHeard) return tries
    }
    return ENOUGH
  }

  it.each([
    ['a password, as strangers', 100, (place: number) => password(stranger(place))],
    ['a password, at desks of others', 100, (place: number) => password(desk(place))],
    ['a PIN', 100, (place: number) => pinAttempt(staff, desk(place))],
  ])('may try %s no more than %d times within its window', async (_what, bound, attemptAt) => {
    const core = await openTestCore()
    expect(await triesOf(core, attemptAt)).toBe(bound)
  })

  it('of strangers may try 10,000 codes an hour, and desks are heard then', async () => {
    const core = await openTestCore()
    await core.writer.write(({ tx, now }) =>
      saveAttempts(tx, {
        ...{ subject: 'codes_by_strangers:all', failures: 9_999, blocked_until: 0 },
        ...{ window_began_at: now, window_failures: 9_999 },
      }),
    )
    expect(await triesOf(core, (place) => codeAttempt(stranger(place)))).toBe(1)
    await core.writer.write((context) => countAttempt(context, codeAttempt(desk(1))))
  })

  it.each([
    ['strangers', stranger],
    ['other desks', desk],
  ])('leave a person their own desk: %s', async (_who, placeOf) => {
    const core = await openTestCore()
    await triesOf(core, (place) => password(placeOf(place)))
    await core.writer.write((context) => countAttempt(context, password(desk(500), true)))
  })

  it('do not slow one another down: each is at the beginning of its own waits', async () => {
    const core = await openTestCore()
    for (let place = 0; place < 10; place += 1) {
      for (let count = 0; count < 5; count += 1)
        await core.writer.write((context) => countAttempt(context, password(stranger(place))))
    }
    await core.writer.write((context) => countAttempt(context, password(stranger(10))))
  })
})

describe('the queue of hashes', () => {
  it('that strangers fill leaves a known place the next turn', async () => {
    const passwords = createPasswords()
    const stored = await passwords.hash(PASSWORD)
    const done: string[] = []
    const verify = async (name: string, isKnown: boolean): Promise<unknown> => {
      const result = await passwords
        .verify(stored, PASSWORD, { name, isKnown })
        .catch((error: unknown) => error)
      done.push(name)
      return result
    }
    const strangers = Array.from({ length: 40 }, (_, index) => verify(`stranger ${index}`, false))
    const known = verify('desk', true)
    const results = await Promise.all(strangers)
    expect(await known).toBe(true)
    const refused = results.filter((result) => result !== true)
    expect(refused).toHaveLength(9)
    expect(refused[0]).toMatchObject({ code: 'rate_limited' })
    expect(done.slice(9, 11)).toEqual(['stranger 0', 'desk'])
  })

  it('has no more than five of one place', async () => {
    const passwords = createPasswords()
    const stored = await passwords.hash(PASSWORD)
    const from = { name: THEIRS, isKnown: false }
    const tries = Array.from({ length: 8 }, () =>
      passwords.verify(stored, PASSWORD, from).catch(() => 'refused'),
    )
    const other = passwords.verify(stored, PASSWORD, { name: ELSEWHERE, isKnown: false })
    expect((await Promise.all(tries)).filter((result) => result === 'refused')).toHaveLength(2)
    expect(await other).toBe(true)
  })
})

describe('managers', () => {
  it('are told who guesses, once an hour, in the audit log, at /readyz and at every desk', async () => {
    const { hub, time, signIn } = await proxiedHub()
    await addStaff(hub, { username: 'anna' })
    const readAudit = async () => {
      const answer = await hub.fetch('api/v1/audit?after=0&limit=100')
      const { entries } = (await answer.json()) as { entries: { action: string; details: object }[] }
      return entries.filter(({ action }) => action === 'guessing_noticed')
    }
    const warnings = async () =>
      ((await (await hub.fetch('readyz')).json()) as { warnings: { code: string }[] }).warnings.map(
        ({ code }) => code,
      )
    const wait = async (from: string, seconds: number): Promise<void> => {
      await signIn(from, { username: 'nobody', password: WRONG })
      time.pass(seconds * 1_000)
    }
    for (const seconds of [0, 0, 0, 0, 30, 60, 120, 240, 480]) await wait(ELSEWHERE, seconds)
    expect(await readAudit()).toEqual([])
    expect(await warnings()).not.toContain('guessing')
    await wait(ELSEWHERE, 900)
    const details = { kind: 'device', from: ELSEWHERE }
    expect(await readAudit()).toMatchObject([{ details }, { details: { kind: 'account' } }])
    time.pass(10_000)
    await expect.poll(warnings).toContain('guessing')
    const desk = await openDesk(hub)
    expect((await desk.next('hub_status')).payload.warnings).toContain('guessing')
    time.pass(3_600_000)
    await expect.poll(warnings).not.toContain('guessing')
  })
})
