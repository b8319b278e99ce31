import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { commandHere, runCommand, type Ran } from '../../support/hub/command-line.ts'
import { openSocket } from '../../support/client/desk.ts'
import { startHub, startHubProcess } from '../../support/hub/hub.ts'
import { HAS_FILE_MODES, HAS_STOP_SIGNALS } from '../../support/system.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** The whole of a refusal: exit code 2, nothing on stdout, one line for people. */
function expectRefusal(ran: Ran, sentence: string | RegExp): void {
  expect(ran.err).toMatch(sentence)
  expect(ran.err.trim().split('\n')).toHaveLength(1)
  expect(ran).toMatchObject({ code: 2, out: '' })
}

describe('hub serve', () => {
  it.skipIf(!HAS_FILE_MODES)(
    'prints one line when it accepts connections, keeps its files to this user, and exits 0 on SIGTERM with 1001',
    async () => {
      const running = await startHubProcess(['--port', '0', '--demo', '20'])
      expect(running.http).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
      expect(running.ws).toBe(`${running.http.replace('http', 'ws')}ws/checkins/`)
      for (const file of ['hub.json', 'jwt-secret', 'frontdesk.sqlite', 'logs/hub.log']) {
        expect(statSync(join(running.folder, file)).mode & 0o777).toBe(0o600)
      }
      expect(statSync(join(running.folder, 'logs')).mode & 0o777).toBe(0o700)
      const desk = await openSocket(`${running.ws}?token=${await running.token()}`)
      expect((await desk.next('initial_stats')).payload.currentlyIn).toBeGreaterThan(0)
      expect(await running.stop('SIGTERM')).toBe(0)
      expect((await desk.closed).code).toBe(1001)
      expect(existsSync(join(running.folder, 'hub.json'))).toBe(false)
    },
  )

  it('a second time on the same folder exits 2; after a kill the folder is free at once', async () => {
    const running = await startHubProcess(['--port', '0'])
    const again = ['serve', '--data', running.folder, '--port', '0']
    expectRefusal(await runCommand(again), /Another hub has the data folder/)
    await running.stop('SIGKILL')
    await startHub({ data: running.folder })
  })

  it('writes no log file with --no-log-file', async () => {
    const running = await startHubProcess(['--port', '0', '--no-log-file'])
    await expect.poll(running.complaints).toContain('the hub is ready')
    expect(existsSync(join(running.folder, 'logs'))).toBe(false)
  })
})

describe.skipIf(!HAS_STOP_SIGNALS)('hub serve that is told to stop while it is closing', () => {
  /** A hub on its way out, held by a client in the middle of a request. */
  async function closingHub() {
    const running = await startHubProcess(['--port', '0'])
    const desk = await openSocket(`${running.ws}?token=${await running.token()}`)
    const slow = connect(Number(new URL(running.http).port), '127.0.0.1')
    slow.on('error', () => undefined)
    onTestFinished(() => void slow.destroy())
    await once(slow, 'connect')
    slow.write('GET /healthz HTTP/1.1\r\n')
    void running.stop('SIGTERM')
    expect((await desk.closed).code).toBe(1001)
    return running
  }

  it('by another signal still closes in order', async () => {
    const running = await closingHub()
    expect(await running.stop('SIGINT')).toBe(0)
    expect(existsSync(join(running.folder, 'hub.json'))).toBe(false)
    expect(existsSync(join(running.folder, 'frontdesk.sqlite-wal'))).toBe(false)
  })

  it('by the same signal ends at once', async () => {
    const running = await closingHub()
    expect(await running.stop('SIGTERM')).toBeNull()
    await startHub({ data: running.folder })
  })
})

describe('hub serve is refused', () => {
  const serve = (folder: string, ...more: string[]): Promise<Ran> =>
    commandHere(['serve', '--data', folder, '--port', '0', ...more])

  it('on a port in use', async () => {
    const blocker = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => blocker.once('listening', resolve))
    const { port } = blocker.address() as AddressInfo
    const ran = await serve(temporaryFolder(), '--port', String(port))
    expectRefusal(ran, `Port ${port} of 127.0.0.1 is in use`)
    blocker.close()
  })

  it('in a folder that cannot be one', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), '')
    expectRefusal(await serve(join(folder, 'file')), 'is not writable')
  })

  it.skipIf(process.getuid?.() === 0)(
    'in a folder without the right to write (root may write anywhere)',
    async () => {
      const folder = temporaryFolder()
      mkdirSync(join(folder, 'locked'))
      chmodSync(join(folder, 'locked'), 0o500)
      expectRefusal(await serve(join(folder, 'locked')), 'is not writable')
    },
  )

  it('with a shared secret that is too short', async () => {
    const env = { FRONTDESK_JWT_SECRET: 'short' }
    const ran = await commandHere(['serve', '--data', temporaryFolder(), '--port', '0'], env)
    expectRefusal(ran, 'at least 32 bytes')
  })

  it('with settings that are not understood', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'settings.json'), '{"timeZone":"Mars/Olympus"}')
    expectRefusal(await serve(folder), /settings\.json: timeZone is wrong/)
    writeFileSync(join(folder, 'settings.json'), '{')
    expectRefusal(await serve(folder), 'is not JSON')
  })

  it('with --demo in a folder with members of your own', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'a.csv'), 'full_name\nSofia\n')
    const imported = await commandHere(['members', 'import', join(folder, 'a.csv'), '--data', folder])
    expect(imported.code).toBe(0)
    expectRefusal(await serve(folder, '--demo', '5'), '--demo fills an empty data folder')
  })
})

describe('a command line', () => {
  it.each([
    [['serve'], 'Say where the data are: --data FOLDER.'],
    [['serve', '--data', 'DATA', '--port', '99999'], /--port is wrong/],
    [['serve', '--data', 'DATA', '--demo', 'many'], /--demo is wrong/],
    [['serve', '--data', 'DATA', '--log-level', 'loud'], /--log-level is wrong/],
    [['serve', '--data', 'DATA', '--limit', 'speed=1'], /--limit takes NAME=VALUE/],
    [['serve', '--data', 'DATA', '--host', '0.0.0.0'], /would serve tokens unencrypted/],
    [
      ['serve', '--data', 'DATA', '--port', '0', '--host', '203.0.113.7', '--behind-proxy', '127.0.0.1'],
      /may not be an address of this machine/,
    ],
    [
      ['serve', '--data', 'DATA', '--colour', 'red'],
      /serve does not take --colour. It takes: --backup-folder/,
    ],
    [['token', '--data', 'DATA'], 'Say for whom: --role viewer|receptionist|manager.'],
    [['token', '--data', 'DATA', '--role', 'king'], /Say for whom/],
    [['token', '--data', 'DATA', '--role', 'viewer', '--ttl', 'long'], /--ttl takes a span/],
    [['members', 'export', '--data', 'DATA', '--format', 'xls'], /--format takes csv, json, xlsx or zip/],
    [['members', 'import', 'nowhere.csv', '--data', 'DATA'], 'The file nowhere.csv cannot be read.'],
  ])('%j is refused with exit code 2 and one clear line', async (args, sentence) => {
    const folder = temporaryFolder()
    expectRefusal(
      await commandHere(
        args.map((arg) => (arg === 'DATA' ? folder : arg)),
        {},
      ),
      sentence,
    )
  })
})

describe('the commands beside', () => {
  it('work with and without a running hub: token, link, import, export', async () => {
    const folder = temporaryFolder()
    const file = join(folder, 'members.csv')
    writeFileSync(file, 'full_name,credentials\nSofia L.,A-100\n')
    const at = (...args: string[]) => commandHere([...args, '--data', folder])
    expect(await at('members', 'import', file)).toMatchObject({
      code: 0,
      out: '1 members added, 0 changed\n',
    })
    const early = (await at('token', '--role', 'receptionist')).out.trim()
    const link = /^http:\/\/127\.0\.0\.1:8000\/#signin=\w{5}-\w{5}\n$/
    expect((await at('link', '--role', 'manager')).out).toMatch(link)

    const running = await startHubProcess(['--port', '0'], folder)
    const desk = await openSocket(`${running.ws}?token=${early}`)
    await desk.next('initial_stats')
    const late = (await at('token', '--role', 'viewer', '--ttl', '30m')).out.trim()
    await (await openSocket(`${running.ws}?token=${late}`)).next('initial_stats')
    expect((await at('link', '--role', 'viewer')).out).toContain(`${running.http}#signin=`)
    writeFileSync(file, 'full_name,credentials,phone\nSofia L.,A-100,1\nTom,B-100,2\n')
    expect((await at('members', 'import', file)).out).toBe('1 members added, 1 changed\n')
    expect((await desk.next('member_changed')).payload.member.full_name).toBe('Sofia L.')
    // As its own process: what is written must all have left before it ends.
    const exported = await runCommand(['members', 'export', '--format', 'json', '--data', folder])
    expect(JSON.parse(exported.out)).toMatchObject([
      { full_name: 'Sofia L.', status: 'active', credentials: ['A-100'] },
      { full_name: 'Tom', credentials: ['B-100'] },
    ])
    writeFileSync(file, 'full_name,visits_left\nAnn,x\n')
    expectRefusal(await at('members', 'import', file), 'Line 2: visits_left must be a whole number.')
  })
})
