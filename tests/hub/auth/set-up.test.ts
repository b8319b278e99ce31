import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { holdTime } from '../../support/hub/held-time.ts'
import { startHub, startHubProcess, type HubProcess, type TestHub } from '../../support/hub/hub.ts'
import { HAS_STOP_SIGNALS } from '../../support/system.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const MANAGER = { username: 'anna', full_name: 'Anna Berg', password: 'four words make one' }

const ASKED = {
  gymName: 'Lakeside',
  timeZone: 'Europe/Vienna',
  manager: MANAGER,
  demo: false,
  joinable: false,
}

type AnyHub = Pick<HubProcess | TestHub, 'http' | 'setUp'>

/** The code in the address that the hub has printed. */
function codeOf({ setUp }: AnyHub): string {
  return new URL(setUp!).hash.replace('#setup=', '')
}

async function setUp(
  hub: AnyHub,
  asked: object,
  more: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  const headers = { 'content-type': 'application/json', ...more }
  const body = JSON.stringify(asked)
  const answer = await fetch(new URL('api/v1/set-up', hub.http), { method: 'POST', headers, body })
  return { status: answer.status, text: await answer.text() }
}

const isNeeded = async (hub: AnyHub): Promise<boolean> =>
  ((await (await fetch(new URL('api/v1/set-up', hub.http))).json()) as { isNeeded: boolean }).isNeeded

/** Whether a manager may sign in, while the hub may be starting anew. */
async function signIn(hub: HubProcess, username = MANAGER.username): Promise<number> {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ username, password: MANAGER.password })
  const answer = await fetch(new URL('api/v1/token', hub.http), { method: 'POST', headers, body }).catch(
    () => null,
  )
  return answer?.status ?? 0
}

describe('a hub that nobody has an account at', () => {
  it.skipIf(!HAS_STOP_SIGNALS)(
    'is set up once with the code that it prints, and goes on at the same address',
    async () => {
      const hub = await startHubProcess(['--port', '0'])
      expect(await isNeeded(hub)).toBe(true)
      expect(hub.setUp).toMatch(new RegExp(`^${hub.http}#setup=[0-9A-Z]{5}-[0-9A-Z]{5}$`))
      const code = codeOf(hub)
      expect(await setUp(hub, { ...ASKED, code })).toMatchObject({ status: 200 })
      await expect.poll(() => signIn(hub)).toBe(200)
      await expect.poll(() => isNeeded(hub).catch(() => null)).toBe(false)
      expect(JSON.parse(readFileSync(join(hub.folder, 'settings.json'), 'utf8'))).toEqual({
        gymName: 'Lakeside',
        timeZone: 'Europe/Vienna',
        lan: { on: false },
      })
      expect(await setUp(hub, { ...ASKED, code })).toMatchObject({ status: 403 })
      expect(await hub.stop('SIGTERM')).toBe(0)
    },
  )

  it('is set up by one of two who do at once, and goes on as their gym', async () => {
    const hub = await startHubProcess(['--port', '0'])
    const code = codeOf(hub)
    // While these are compared, both find a hub that is not set up. With the two they are as many as an address may try at once.
    const others = Array.from({ length: 3 }, () => signIn(hub, 'nobody'))
    const asked = [
      { ...ASKED, code },
      { ...ASKED, code, gymName: 'Riverside', manager: { ...MANAGER, username: 'otto' } },
    ]
    const answers = await Promise.all(asked.map((each) => setUp(hub, each)))
    await Promise.all(others)
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403])
    const first = answers.findIndex(({ status }) => status === 200)
    await expect.poll(() => signIn(hub, asked[first]?.manager.username)).toBe(200)
    // It may be starting anew.
    await expect.poll(() => signIn(hub, asked[1 - first]?.manager.username)).toBe(401)
    const settings = JSON.parse(readFileSync(join(hub.folder, 'settings.json'), 'utf8')) as object
    expect(settings).toMatchObject({ gymName: asked[first]?.gymName })
    expect(hub.process.exitCode).toBeNull()
  })

  it('begins with members to try it on where that is wanted, and keeps what the settings had', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'settings.json'), JSON.stringify({ capacity: 80, lan: { port: 9443 } }))
    const hub = await startHubProcess(['--port', '0'], folder)
    expect(await setUp(hub, { ...ASKED, code: codeOf(hub), demo: true })).toMatchObject({ status: 200 })
    const members = async (): Promise<number> => {
      const answer = await hub.fetch('api/v1/members/export?format=csv').catch(() => null)
      return (await answer?.text())?.split('\n').length ?? 0
    }
    await expect.poll(members).toBeGreaterThan(300)
    expect(JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'))).toMatchObject({
      capacity: 80,
      lan: { port: 9443, on: false },
    })
  })

  it.each([
    [{ code: 'WRONG-00000' }, 401, 'not the code'],
    [{ timeZone: 'Europe/Nowhere' }, 400, 'no such time zone'],
    [{ manager: { ...MANAGER, password: 'short' } }, 400, 'password_length'],
    [{ manager: { ...MANAGER, username: 'An na' } }, 400, 'username_form'],
    [{ gymName: '  ' }, 400, 'gymName'],
  ])('changes nothing for %j', async (wrong, status, said) => {
    const hub = await startHub()
    const answer = await setUp(hub, { ...ASKED, code: codeOf(hub), ...wrong })
    expect(answer.status).toBe(status)
    expect(answer.text).toContain(said)
    expect(await isNeeded(hub)).toBe(true)
    expect(() => readFileSync(join(hub.folder, 'settings.json'))).toThrow('ENOENT')
  })

  /** A hub at which somebody elsewhere has tried five wrong codes. */
  async function guessedAt() {
    const time = holdTime()
    const hub = await startHub({ 'behind-proxy': ['127.0.0.1'] }, time)
    const code = codeOf(hub)
    // What else is wrong is found after the code: it is no set-up.
    const asked = { ...ASKED, timeZone: 'Europe/Nowhere' }
    const tryAt = async (address: string, typed = code): Promise<number> =>
      (await setUp(hub, { ...asked, code: typed }, { 'x-forwarded-for': address })).status
    for (let count = 0; count < 5; count += 1) expect(await tryAt('198.51.100.1', 'WRONG-00000')).toBe(401)
    return { time, tryAt }
  }

  it('has whoever tried five wrong codes wait, and takes the right one then', async () => {
    const { time, tryAt } = await guessedAt()
    expect(await tryAt('198.51.100.1')).toBe(429)
    time.pass(30_000)
    expect(await tryAt('198.51.100.1')).toBe(400)
  })

  it('takes the code from everywhere else meanwhile', async () => {
    const { tryAt } = await guessedAt()
    expect(await tryAt('198.51.100.2')).toBe(400)
    expect(await tryAt('127.0.0.1')).toBe(400)
  })
})
