import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { expect, it, onTestFinished } from 'vitest'
import { HubConnection } from '../../../renderer/services/connection.ts'
import type { GivenOptions } from '../../../server/settings/settings.ts'
import { openDesk } from '../../support/client/desk.ts'
import { signInAt, type SignedInAt } from '../../support/client/recording-desk.ts'
import { commandHere } from '../../support/hub/command-line.ts'
import { addMember, openHub, type TestHub, type TestMember } from '../../support/hub/hub.ts'
import { addStaff } from '../../support/hub/staff.ts'
import { databaseFor, isServerThere } from '../../support/postgres/databases.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { atEnd } from '../../support/for-whole-file.ts'

const timers = {
  now: () => Date.now(),
  setTimeout: (callback: () => void, ms: number) => setTimeout(callback, ms) as unknown as number,
  clearTimeout: (timer: number) => clearTimeout(timer),
}

/** Where the gym's data are: in the folder, or on a server. */
interface Home {
  folder: string
  server?: string
}

/** Also where the hubs of the tests have their data on the server. */
const IN_FOLDER = { database: undefined } as unknown as GivenOptions

async function hubOn({ folder, server }: Home, port = '0'): Promise<TestHub> {
  const where = server === undefined ? IN_FOLDER : { database: server }
  const hub = await openHub(folder, { ...where, port })
  atEnd(hub.close)
  return hub
}

/** The desk's own service, at a desk where somebody has signed in. */
async function openService(hub: TestHub, { access, deskToken }: SignedInAt): Promise<HubConnection> {
  const service = new HubConnection({ address: hub.ws, timers, random: () => 0.1 })
  onTestFinished(() => service.disconnect())
  await service.connect({ get: () => Promise.resolve({ token: access, deskToken }), renew: () => undefined })
  return service
}

async function moved(from: string, to: string): Promise<void> {
  expect(await commandHere(['migrate', '--from', from, '--to', to], {})).toMatchObject({ code: 0, err: '' })
}

async function isWell({ folder, server }: Home): Promise<void> {
  const env = { FRONTDESK_TIME_ZONE: 'UTC', ...(server !== undefined && { FRONTDESK_DATABASE: server }) }
  expect(await commandHere(['check', '--data', folder], env)).toMatchObject({
    code: 0,
    out: expect.stringContaining('All is well') as string,
  })
}

/** What is known at the desk while its gym is moved. */
interface Known {
  service: HubConnection
  /** A check-in that was answered before. */
  asked: { memberId: string; requestId: string; answer: object }
}

/** A hub is started where the gym has been moved to, at the address of before: what waited at the desk is done once, and what was answered keeps its answer. */
async function goesOnAt(
  home: Home,
  port: string,
  known: Known,
  waiting: Promise<unknown>[],
): Promise<TestHub> {
  const { service, asked } = known
  const before = service.desk.stats?.todayTotal ?? 0
  const hub = await hubOn(home, port)
  await Promise.all(waiting)
  await expect.poll(() => service.connection).toMatchObject({ phase: 'live', waiting: 0 })
  await expect.poll(() => service.desk.stats?.todayTotal).toBe(before + waiting.length)
  const desk = await openDesk(hub)
  const again = await desk.ask('check_in', { memberId: asked.memberId }, asked.requestId)
  expect(again.payload).toEqual(asked.answer)
  expect(service.desk.stats?.todayTotal).toBe(before + waiting.length)
  return hub
}

it.skipIf(!isServerThere())(
  'a desk goes on where its gym is, on a server and back in a folder, and nothing is lost or done twice',
  async () => {
    const [folder, other] = [temporaryFolder(), temporaryFolder()]
    const server = await databaseFor(temporaryFolder())
    const first = await hubOn({ folder })
    const { port } = new URL(first.http)
    await addStaff(first, { username: 'anna' })
    const members: TestMember[] = []
    for (let count = 0; count < 6; count += 1) members.push(await addMember(first))
    const [{ id: memberId }, ...others] = members as [TestMember, ...TestMember[]]
    const requestId = uuidv7()
    const answer = (await (await openDesk(first)).ask('check_in', { memberId }, requestId)).payload as object
    const service = await openService(first, await signInAt(first, 'anna'))
    const epochs = new Set<string>()
    service.onSnapshot(({ epoch }) => epochs.add(epoch))
    expect(await service.scan(others[0]!.card)).toMatchObject({ reason: 'ok_in' })
    await expect.poll(() => service.desk.stats?.todayTotal).toBe(2)
    const known = { service, asked: { memberId, requestId, answer } }

    await first.close()
    await expect.poll(() => service.connection.phase).not.toBe('live')
    const up = [service.scan(others[1]!.card), service.checkIn(others[2]!.id)]
    await moved(`sqlite:${folder}`, server)
    const second = await goesOnAt({ folder, server }, port, known, up)
    await isWell({ folder, server })

    await second.close()
    await expect.poll(() => service.connection.phase).not.toBe('live')
    const down = [service.scan(others[3]!.card), service.checkIn(others[4]!.id)]
    await moved(server, `sqlite:${other}`)
    copyFileSync(join(folder, 'jwt-secret'), join(other, 'jwt-secret'))
    await goesOnAt({ folder: other }, port, known, down)
    expect(service.desk.present.size).toBe(members.length)
    await isWell({ folder: other })
    // Of the folder, the server and the folder again: each time all was given anew.
    expect(epochs.size).toBe(3)
  },
)
