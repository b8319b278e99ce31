import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openSocket } from '../support/desk.ts'
import { startHubProcess } from '../support/hub.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

interface Ran {
  code: number | null
  out: string
  err: string
}

/** Runs one command of the hub to its end. */
function hub(args: readonly string[], environment: Record<string, string> = {}): Ran {
  const env = { ...process.env, ...environment }
  const ran = spawnSync(process.execPath, ['server/cli.ts', ...args], {
    encoding: 'utf8',
    env,
  })
  return { code: ran.status, out: ran.stdout, err: ran.stderr }
}

/** The whole of a refusal: exit code 2, nothing on stdout, one line for people. */
function expectRefusal(ran: Ran, sentence: string | RegExp): void {
  expect(ran.err).toMatch(sentence)
  expect(ran.err.trim().split('\n')).toHaveLength(1)
  expect(ran).toMatchObject({ code: 2, out: '' })
}

describe('hub serve', () => {
  it('prints one line when it accepts connections, keeps its files to this user, and exits 0 on SIGTERM with 1001', async () => {
    const running = await startHubProcess(['--port', '0', '--demo', '20'])
    expect(running.http).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
    expect(running.ws).toBe(`${running.http.replace('http', 'ws')}ws/checkins/`)
    for (const file of ['hub.json', 'jwt-secret', 'frontdesk.sqlite']) {
      expect(statSync(join(running.folder, file)).mode & 0o777).toBe(0o600)
    }
    const desk = await openSocket(`${running.ws}?token=${await running.token()}`)
    expect((await desk.next('initial_stats')).payload.currentlyIn).toBeGreaterThan(0)
    expect(await running.stop('SIGTERM')).toBe(0)
    expect((await desk.closed).code).toBe(1001)
    expect(existsSync(join(running.folder, 'hub.json'))).toBe(false)
  })

  it('a second time on the same folder exits 2; after a kill the folder is free at once', async () => {
    const running = await startHubProcess(['--port', '0'])
    expectRefusal(hub(['serve', '--data', running.folder, '--port', '0']), /Another hub has the data folder/)
    await running.stop('SIGKILL')
    await startHubProcess(['--port', '0'], running.folder)
  })

  it('on a port in use exits 2', async () => {
    const blocker = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => blocker.once('listening', resolve))
    const { port } = blocker.address() as AddressInfo
    expectRefusal(
      hub(['serve', '--data', temporaryFolder(), '--port', String(port)]),
      `Port ${port} of 127.0.0.1 is in use`,
    )
    blocker.close()
  })

  it('in a folder that cannot be one exits 2', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), '')
    expectRefusal(hub(['serve', '--data', join(folder, 'file')]), 'cannot be written')
  })

  it.skipIf(process.getuid?.() === 0)(
    'in a folder without the right to write exits 2 (root may write anywhere)',
    () => {
      const folder = temporaryFolder()
      mkdirSync(join(folder, 'locked'))
      chmodSync(join(folder, 'locked'), 0o500)
      expectRefusal(hub(['serve', '--data', join(folder, 'locked')]), 'cannot be written')
    },
  )

  it.each([
    [['serve'], 'Say where the data are: --data FOLDER.'],
    [['serve', '--data', 'DATA', '--port', '99999'], /--port is wrong/],
    [['serve', '--data', 'DATA', '--demo', 'many'], /--demo is wrong/],
    [['serve', '--data', 'DATA', '--log-level', 'loud'], /--log-level is wrong/],
    [['serve', '--data', 'DATA', '--limit', 'speed=1'], /--limit takes NAME=VALUE/],
    [['serve', '--data', 'DATA', '--host', '0.0.0.0'], /would serve tokens unencrypted/],
    [
      ['serve', '--data', 'DATA', '--port', '0', '--host', '203.0.113.7', '--behind-proxy', '127.0.0.1'],
      /is it an address of this machine/,
    ],
    [['serve', '--data', 'DATA', '--colour', 'red'], /Unknown option '--colour'/],
    [['token', '--data', 'DATA'], 'Say for whom: --role viewer|receptionist|manager.'],
    [['token', '--data', 'DATA', '--role', 'king'], /Say for whom/],
    [['token', '--data', 'DATA', '--role', 'viewer', '--ttl', 'long'], /--ttl takes a span/],
    [['members', 'export', '--data', 'DATA', '--format', 'xls'], /--format takes csv or json/],
    [['members', 'import', 'nowhere.csv', '--data', 'DATA'], 'The file nowhere.csv cannot be read.'],
  ])('%j exits 2 with one clear line', (args, sentence) => {
    const folder = temporaryFolder()
    expectRefusal(hub(args.map((arg) => (arg === 'DATA' ? folder : arg))), sentence)
  })

  it('refuses a shared secret that is too short, and settings that are not understood', () => {
    const folder = temporaryFolder()
    expectRefusal(
      hub(['serve', '--data', folder, '--port', '0'], { FRONTDESK_JWT_SECRET: 'short' }),
      'at least 32 bytes',
    )
    writeFileSync(join(folder, 'settings.json'), '{"timeZone":"Mars/Olympus"}')
    expectRefusal(hub(['serve', '--data', folder, '--port', '0']), /settings\.json: time-zone is wrong/)
    writeFileSync(join(folder, 'settings.json'), '{')
    expectRefusal(hub(['serve', '--data', folder, '--port', '0']), 'is not JSON')
  })

  it('--demo in a folder with members of your own exits 2', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'a.csv'), 'full_name\nSofia\n')
    expect(hub(['members', 'import', join(folder, 'a.csv'), '--data', folder]).code).toBe(0)
    expectRefusal(
      hub(['serve', '--data', folder, '--port', '0', '--demo', '5']),
      '--demo fills an empty data folder',
    )
  })
})

describe('the commands beside', () => {
  it('work with and without a running hub: token, link, import, export', async () => {
    const folder = temporaryFolder()
    const file = join(folder, 'members.csv')
    writeFileSync(file, 'full_name,credentials\nSofia,A-1\n')
    const at = (...args: string[]) => hub([...args, '--data', folder])
    expect(at('members', 'import', file)).toMatchObject({ code: 0, out: '1 members added, 0 changed\n' })
    const early = at('token', '--role', 'receptionist').out.trim()
    expect(at('link', '--role', 'manager').out).toMatch(/^http:\/\/127\.0\.0\.1:8000\/#signin=\w{5}-\w{5}\n$/)

    const running = await startHubProcess(['--port', '0'], folder)
    const desk = await openSocket(`${running.ws}?token=${early}`)
    await desk.next('initial_stats')
    const late = at('token', '--role', 'viewer', '--ttl', '30m').out.trim()
    await (await openSocket(`${running.ws}?token=${late}`)).next('initial_stats')
    expect(at('link', '--role', 'viewer').out).toContain(`${running.http}#signin=`)
    writeFileSync(file, 'full_name,credentials\nSofia L.,A-1\nTom,B-1\n')
    expect(at('members', 'import', file).out).toBe('1 members added, 1 changed\n')
    expect((await desk.next('member_changed')).payload.member.full_name).toBe('Sofia L.')
    const exported = JSON.parse(at('members', 'export', '--format', 'json').out) as object[]
    expect(exported).toMatchObject([
      { full_name: 'Sofia L.', status: 'active', credentials: ['A-1'] },
      { full_name: 'Tom', credentials: ['B-1'] },
    ])
    writeFileSync(file, 'full_name,visits_left\nAnn,x\n')
    expectRefusal(at('members', 'import', file), 'Line 2: visits_left must be a whole number.')
  })

  it('log neither tokens nor codes nor names', async () => {
    const running = await startHubProcess(['--port', '0', '--log-level', 'trace'])
    let log = ''
    running.process.stderr?.on('data', (text: string) => (log += text))
    const token = await running.token()
    const desk = await openSocket(`${running.ws}?token=${token}`)
    await desk.next('initial_stats')
    await desk.ask('scan', { code: 'SECRET-4711' })
    desk.send({ type: 'check_in', payload: { memberId: 'SECRET-4711' } })
    await desk.next('check_in_error')
    await fetch(`${running.http}api/members/?search=SECRET-4711`, {
      headers: { authorization: `Bearer ${token}` },
    })
    await expect.poll(() => log).toContain('/api/members/')
    expect(log).not.toContain('SECRET')
    expect(log).not.toContain(token)
    expect(log).not.toContain(readFileSync(join(running.folder, 'jwt-secret'), 'utf8'))
  })
})

describe('npm run verify', () => {
  const verify = (url: string, token: string) =>
    spawnSync(process.execPath, ['scripts/verify.ts', '--url', url, '--token', token], { encoding: 'utf8' })

  it('finds that everything holds at our hub', async () => {
    const running = await startHubProcess(['--port', '0', '--demo', '30'])
    const ran = verify(running.ws, await running.token())
    expect(ran.stdout).not.toContain('FAILS')
    expect(ran.stdout).toContain('16 of 16 hold.')
    expect(ran.status).toBe(0)
  })

  it('exits 2 with a sentence where there is no server or no right', async () => {
    const nowhere = verify('ws://127.0.0.1:9/ws/checkins/', 'x')
    expect(nowhere.status).toBe(2)
    const running = await startHubProcess(['--port', '0', '--demo', '30'])
    const viewer = verify(running.ws, await running.token('viewer'))
    expect(viewer.stderr).toContain('No member was found who may come in')
    expect(viewer.status).toBe(2)
  })
})
