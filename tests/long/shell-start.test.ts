import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { exitOf } from '../../scripts/child.ts'
import { ensureDesk } from '../../scripts/ensure-desk.ts'
import { ROOT } from '../../scripts/project.ts'
import { isAlive, readHubFile, until } from '../support/shell/shell.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** `npm start` as on a machine without a display. */
function start(...options: string[]) {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'scripts/start.ts', ...options], {
    cwd: ROOT,
    env: { ...process.env, DISPLAY: undefined, WAYLAND_DISPLAY: undefined },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (said += text.toString()))
  const exited = exitOf(child)
  onTestFinished(async () => {
    child.kill('SIGTERM')
    await exited
  })
  return { child, exited, said: () => said }
}

beforeAll(() => ensureDesk())

test.skipIf(process.platform !== 'linux')(
  'without a display a first start says what it did, signs a desk in, and stops with Ctrl-C',
  async () => {
    const data = join(temporaryFolder(), 'data')
    const { child, exited, said } = start('--data', data, '--port', '0')
    await until(() => (said().includes('Stop with Ctrl-C.') ? true : undefined))
    const lines = said().trimEnd().split('\n')
    expect(lines[0]).toBe('Electron cannot be had here (no display): running the hub alone.')
    expect(lines[1]).toContain('300 demo members, cards DEMO-00001 to DEMO-00300.')
    expect(lines).toHaveLength(6)

    const [, hub = '', code = ''] = /(http:\/\/\S+)#signin=(\S+)/.exec(said()) ?? []
    expect((await fetch(hub)).headers.get('content-type')).toContain('text/html')
    const body = JSON.stringify({ code })
    const headers = { 'content-type': 'application/json' }
    const signIn = () => fetch(new URL('api/v1/token', hub), { method: 'POST', headers, body })
    expect((await signIn()).status).toBe(200)
    expect((await signIn()).status).not.toBe(200)

    const second = start('--data', data, '--port', '0')
    expect(await second.exited).toBe(2)
    expect(second.said()).toContain('Another hub has the data folder')

    const { pid } = readHubFile(data)!
    child.kill('SIGINT')
    expect(await exited).toBe(0)
    expect(isAlive(pid)).toBe(false)
  },
)

test.skipIf(process.platform !== 'linux')('--join without a display names the page to open', async () => {
  const { exited, said } = start('--join', 'https://192.168.1.5:8443/#signin=ABCDE-FGHIJ')
  expect(await exited).toBe(0)
  expect(said()).toContain('  https://192.168.1.5:8443/#signin=ABCDE-FGHIJ\n')
})

// What else is refused: scripts/start-options.test.ts.
test('an option that there is not is refused in one sentence with exit 2', async () => {
  const { exited, said } = start('--dmeo', '5')
  expect(await exited).toBe(2)
  expect(said()).toContain("Unknown option '--dmeo'.")
  expect(said().trimEnd().split('\n')).toHaveLength(1)
})
