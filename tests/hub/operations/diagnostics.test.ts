import { appendFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { readHubFile } from '../../../server/platform/data-folder.ts'
import { commandHere } from '../../support/hub/command-line.ts'
import { openDesk, openSocket } from '../../support/client/desk.ts'
import { addMember, startHub, startHubProcess, type HubProcess } from '../../support/hub/hub.ts'
import { addStaff, PASSWORD, post, signIn } from '../../support/hub/staff.ts'
import { HAS_FILE_MODES } from '../../support/system.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** Stands in every name, card and text of this gym: a person's, and whatever a person wrote. */
const CANARY = 'CANARY'

/** A data folder in the home of somebody whose name is in its path. */
function homeOfSomebody(): string {
  const home = join(temporaryFolder(), `${CANARY} Berg`)
  mkdirSync(home)
  vi.stubEnv('HOME', home)
  onTestFinished(() => void vi.unstubAllEnvs())
  return home
}

/** A hub in which everybody has a telling name, and which has logged all it can. */
async function busyGym(): Promise<HubProcess & { file: string }> {
  const home = homeOfSomebody()
  const folder = join(home, 'data')
  mkdirSync(folder)
  const settings = {
    gymName: `${CANARY} gym`,
    defaultLocation: `${CANARY} door`,
    locations: [`${CANARY} door`],
    plans: { [`${CANARY} plan`]: { graceDays: 1 } },
    overrideReasons: [`${CANARY} reason`],
    capacity: 17,
  }
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings))
  writeFileSync(join(folder, `${CANARY}.csv`), '')
  const hub = await startHubProcess(['--port', '0', '--log-level', 'trace', '--new'], folder)
  await addStaff(hub, { username: 'boss-canary'.toLowerCase(), role: 'manager' })
  const member = await addMember(hub, {
    full_name: `Sofia ${CANARY}`,
    credentials: `${CANARY}-1`,
    phone: `${CANARY}-2`,
  })
  const desk = await openDesk(hub, { authenticate: { deskName: `${CANARY} desk` } })
  await desk.ask('scan', { code: member.card })
  await desk.ask('scan', { code: `${CANARY}-3` })
  await desk.ask(CANARY, {})
  await desk.ask('scan', { code: `${CANARY}-4`, [CANARY]: CANARY })
  await signIn(hub, { username: `${CANARY}-user`, password: `${CANARY} ${PASSWORD}` })
  await post(hub, `api/v1/${CANARY}`, { [CANARY]: CANARY }, CANARY)
  await (
    await openSocket(`${hub.ws}?token=${CANARY}`)
  ).closed
  const stack = `Error: ENOSPC, open '${join(folder, 'frontdesk.sqlite')}'`
  const frame = `at ${pathToFileURL(join(folder, 'hub.ts')).href}:1:1`
  appendFileSync(
    join(folder, 'logs', 'hub.log'),
    `${JSON.stringify({ msg: 'a fault', stack, frame })}\n${CANARY}\n`,
  )
  writeFileSync(join(folder, 'logs', 'hub.1.log'), `${JSON.stringify({ msg: 'set aside' })}\n`)
  return { ...hub, file: join(home, '..', 'found.json') }
}

interface Found {
  app: string
  settings: object
  files: { name: string }[]
  log: string[]
  hub: { metrics: string; seq: number } | string
}

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Found

function expectNobodyNamed(file: string): void {
  expect(readFileSync(file, 'utf8').toUpperCase()).not.toContain(CANARY)
}

describe('diagnostics', () => {
  it.skipIf(!HAS_FILE_MODES)('of a running hub tell how it is, and of nobody', async () => {
    const hub = await busyGym()
    const { code, out } = await commandHere(['diagnostics', hub.file, '--data', hub.folder])
    expect([code, out]).toEqual([0, expect.stringContaining('Written to')])
    expectNobodyNamed(hub.file)
    expect(readFileSync(hub.file, 'utf8')).not.toContain(readHubFile(hub.folder).controlKey)
    expect(statSync(hub.file).mode & 0o777).toBe(0o600)
    const found = read(hub.file)
    expect(found.settings).toMatchObject({ capacity: 17, plans: 1, locations: 1, overrideReasons: 1 })
    expect(found.files.map(({ name }) => name)).toContain('frontdesk.sqlite')
    expect(found.log[0]).toContain('set aside')
    expect(found.log.some((line) => line.includes('the hub is ready'))).toBe(true)
    expect(found.log.some((line) => line.includes('refused a malformed frame'))).toBe(true)
    expect(found.hub).toMatchObject({
      sessions: 1,
      metrics: expect.stringContaining('connections{state="live"} 1') as string,
    })
  })

  it('are for managers and the command line', async () => {
    const hub = await startHub()
    const ask = async (token?: string) => {
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
      return (await fetch(new URL('api/v1/diagnostics', hub.http), { headers })).status
    }
    expect(await ask()).toBe(401)
    expect(await ask(await hub.token('receptionist'))).toBe(403)
    expect(await ask(await hub.token('manager'))).toBe(200)
  })

  it('are had where no hub runs and where none can start; no file is overwritten', async () => {
    const hub = await busyGym()
    await hub.stop('SIGTERM')
    const ask = (file: string) => commandHere(['diagnostics', file, '--data', hub.folder])
    expect((await ask(hub.file)).code).toBe(0)
    expectNobodyNamed(hub.file)
    expect(read(hub.file)).toMatchObject({ hub: 'No hub is running on this data folder.' })
    expect(await ask(hub.file)).toMatchObject({
      code: 2,
      err: expect.stringContaining('is there already') as string,
    })

    writeFileSync(join(hub.folder, 'settings.json'), `{ "${CANARY}": 1 }`)
    const spoilt = `${hub.file}.spoilt`
    expect((await ask(spoilt)).code).toBe(0)
    expectNobodyNamed(spoilt)
    expect(read(spoilt).settings).toEqual({ problem: 'settings.json is not as it should be.' })
    // What is no database stands for a disk that gives no answer.
    rmSync(join(hub.folder, 'hub.lock'))
    mkdirSync(join(hub.folder, 'hub.lock'))
    const unlocked = `${hub.file}.unlocked`
    expect((await ask(unlocked)).code).toBe(0)
    expect(read(unlocked).hub).toContain('cannot be opened')
    expect(await commandHere(['diagnostics', spoilt, '--data', `${hub.folder}-not-there`])).toMatchObject({
      code: 2,
      err: expect.stringContaining('There are no data') as string,
    })
  })
})
