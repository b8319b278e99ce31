import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { exitOf } from '../child.ts'
import { ROOT } from '../project.ts'

/**
 * `node scripts/packaging/smoke.ts [EXECUTABLE]`: starts a packed app as a person would, lets its hub serve a check-in, and ends it.
 * It needs the real Electron and a display: the release workflow runs it on each system, on what `npm run package` left in `dist`.
 */

/** The first start of a packed app on a machine that does other things too, demo members included. */
const START_TIMEOUT_MS = 120_000
const STOP_TIMEOUT_MS = 30_000
const LOOK_EVERY_MS = 200

const PACKED: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'dist/linux-unpacked/frontdesk',
  win32: 'dist/win-unpacked/frontdesk.exe',
  darwin: 'dist/mac-universal/AV Gym Front Desk.app/Contents/MacOS/AV Gym Front Desk',
}

async function main(executable: string): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'frontdesk-smoke-'))
  const data = join(scratch, 'data')
  const app = spawn(executable, ['--data', data, '--port', '0', '--demo', '20'], { stdio: 'inherit' })
  const exited = exitOf(app)
  try {
    const address = await hubAddress(data, app.pid)
    const token = spawnSync(executable, ['--hub', 'token', '--role', 'receptionist', '--data', data], {
      encoding: 'utf8',
    })
    const verify = [join(ROOT, 'scripts/verify.ts'), '--url', address, '--token', token.stdout.trim()]
    if (spawnSync(process.execPath, verify, { stdio: 'inherit' }).status !== 0) {
      throw new Error('The packed desk’s hub does not keep the protocol.')
    }
    app.kill('SIGTERM')
    const code = await Promise.race([exited, wait(STOP_TIMEOUT_MS, 'late' as const)])
    // Windows has no signals: there the app is killed, and leaves no code.
    if (process.platform !== 'win32' && code !== 0)
      throw new Error(`The packed desk ended with ${String(code)}.`)
  } finally {
    app.kill('SIGKILL')
    rmSync(scratch, { recursive: true, force: true, maxRetries: 10 })
  }
}

/** Where the hub of a data folder takes sockets, once it does. */
async function hubAddress(data: string, pid: number | undefined): Promise<string> {
  const until = Date.now() + START_TIMEOUT_MS
  while (Date.now() < until && pid !== undefined) {
    const path = join(data, 'hub.json')
    if (existsSync(path)) return (JSON.parse(readFileSync(path, 'utf8')) as { ws: string }).ws
    await wait(LOOK_EVERY_MS)
  }
  throw new Error('The packed desk’s hub did not get ready.')
}

await main(process.argv[2] ?? join(ROOT, PACKED[process.platform] ?? ''))
process.stdout.write('The packed desk starts, serves and ends.\n')
