import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, globSync, mkdirSync, readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { killChild } from '../../scripts/child.ts'
import { ROOT } from '../../scripts/project.ts'
import { writeHubFolder } from '../../scripts/packaging/hub-folder.ts'
import { startHubOf } from '../../scripts/packaging/packed-hub.ts'
import { readHubFile } from '../../server/platform/data-folder.ts'
import { installedProgram } from '../support/find-program.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** The user of the container: resources/deploy/Containerfile. */
const NOBODY = 65_534

/** How to become nobody; null for whoever may not. */
const setpriv = userInfo().uid === 0 ? installedProgram(['setpriv']) : null

/** Needs argon2. */
const ANNA = JSON.stringify({ username: 'anna', full_name: 'Anna', role: 'manager' })

it.skipIf(setpriv === null)(
  'a server runs the hub from a folder of what it needs, as nobody, who writes nowhere but into the data',
  async () => {
    const scratch = temporaryFolder()
    const [app, data] = [join(scratch, 'app'), join(scratch, 'data')]
    writeHubFolder(app)
    chmodSync(scratch, 0o755)
    mkdirSync(data)
    chownSync(data, NOBODY, NOBODY)
    const before = globSync('**', { cwd: app })
    const asNobody = [setpriv!, `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--no-new-privs']
    const { child, ready } = startHubOf(app, data, asNobody)
    onTestFinished(() => killChild(child))
    const { http } = await ready
    const headers = {
      authorization: `Bearer ${readHubFile(data).controlKey}`,
      'content-type': 'application/json',
    }
    const post = async (path: string, body: string) =>
      (await fetch(new URL(path, http), { method: 'POST', headers, body })).status
    expect(await (await fetch(http)).text()).toContain('id="desk"')
    expect([healthOf(new URL(http).port), healthOf('1')]).toEqual([0, 1])
    expect(await post('api/v1/staff', ANNA)).toBe(200)
    // In a thread that is a file of its own.
    expect(await post('api/v1/backup', JSON.stringify({ file: join(data, 'backup.sqlite') }))).toBe(200)
    expect(globSync('**', { cwd: app })).toEqual(before)
    expect(globSync('node_modules/{electron*,vite*,typescript,react}', { cwd: app })).toEqual([])
  },
)

/** What the container asks a hub on this port for its health: 0 where it is well. */
function healthOf(port: string): number | null {
  const file = readFileSync(join(ROOT, 'resources/deploy/Containerfile'), 'utf8')
  const command = /^HEALTHCHECK[^[]*(\[.*\])$/m.exec(file)?.[1] ?? '[]'
  const [, ...args] = JSON.parse(command) as string[]
  return spawnSync(process.execPath, args, { env: { FRONTDESK_PORT: port } }).status
}
