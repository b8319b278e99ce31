import Sqlite from 'better-sqlite3'
import {
  copyFileSync,
  cpSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDesk } from '../support/client/desk.ts'
import { commandHere } from '../support/hub/command-line.ts'
import { askDatabase, makeData } from '../support/hub/data.ts'
import { holdTime } from '../support/hub/held-time.ts'
import { addMember, openHub, refusalOn, startHub, type TestHub } from '../support/hub/hub.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const SECOND_MS = 1_000
const VISITS = 'select count(*) as visits from visits'
const IN_UTC = { FRONTDESK_TIME_ZONE: 'UTC' }

/** A hub at work, its time in the test's hand, in a folder that may be moved. */
async function hubAtWork() {
  const time = holdTime()
  const folder = join(temporaryFolder(), 'gym')
  const hub = await openHub(folder, {}, time, IN_UTC)
  const [sofia, ole] = [await addMember(hub), await addMember(hub, { full_name: 'Ole Brandt' })]
  const desk = await openDesk(hub)
  await desk.ask('check_in', { memberId: sofia.id })
  const database = join(folder, 'frontdesk.sqlite')
  return { time, folder, hub, desk, ole, database, log: `${database}-wal`, ready: () => readiness(hub) }
}

async function readiness(hub: TestHub): Promise<{ status: number; ready: boolean; troubles: object[] }> {
  // Where the folder is gone nobody has the key of the command line; on the hub's machine everyone sees why.
  const response = await fetch(new URL('readyz', hub.http))
  return { status: response.status, ...((await response.json()) as { ready: boolean; troubles: object[] }) }
}

/** What people, scripts and programs that keep folders in step do to the files of a hub at work. */
const LOSSES: [what: string, lose: (gym: { folder: string; database: string; log: string }) => void][] = [
  ['the database is removed', ({ database }) => rmSync(database)],
  ['the database is renamed', ({ database }) => renameSync(database, `${database}.old`)],
  [
    'an older copy takes the place of the database',
    ({ database }) => {
      copyFileSync(database, `${database}.copy`)
      renameSync(`${database}.copy`, database)
    },
  ],
  [
    'the database is cut',
    ({ database }) => {
      emptyLog(database)
      truncateSync(database, 4096)
    },
  ],
  ['the log is removed', ({ log }) => rmSync(log)],
  ['the log is cut', ({ log }) => truncateSync(log)],
  ['the folder is moved', ({ folder }) => renameSync(folder, `${folder}-moved`)],
]

/** Writes the whole log into the database and empties it, as another program may. */
function emptyLog(database: string): void {
  const other = new Sqlite(database)
  other.pragma('wal_checkpoint(TRUNCATE)')
  other.close()
}

describe('a hub at work whose files are lost', () => {
  it.each(LOSSES)(
    'where %s, refuses what comes and is not ready, and every desk is told why',
    async (_what, lose) => {
      const { time, hub, desk, ole, ready, ...files } = await hubAtWork()
      expect(await ready()).toMatchObject({ status: 200, ready: true })
      lose(files)
      time.pass(SECOND_MS)
      const status = await desk.next('hub_status')
      expect(status.payload).toMatchObject({ state: 'trouble', reason: 'database_gone' })
      const refused = await desk.ask('check_in', { memberId: ole.id })
      expect(refused).toMatchObject({ type: 'check_in_error', payload: { code: 'storage_unavailable' } })
      expect(await ready()).toMatchObject({
        ...{ status: 503, ready: false },
        troubles: [
          {
            code: 'storage_unavailable',
            sentence: expect.stringContaining('removed, replaced or cut') as string,
          },
        ],
      })
      await hub.close().catch(() => undefined)
    },
  )

  it('is seen not to be ready before anybody has looked', async () => {
    const { hub, database, ready } = await hubAtWork()
    rmSync(database)
    expect(await ready()).toMatchObject({ status: 503 })
    await hub.close()
  })

  it('goes on once the folder is back, and has everything', async () => {
    const { time, folder, hub, desk, ole, database } = await hubAtWork()
    renameSync(folder, `${folder}-moved`)
    time.pass(SECOND_MS)
    expect((await desk.ask('check_in', { memberId: ole.id })).type).toBe('check_in_error')
    renameSync(`${folder}-moved`, folder)
    time.pass(SECOND_MS)
    await desk.next(({ type, payload }) => type === 'hub_status' && payload.state === 'ok')
    expect((await desk.ask('check_in', { memberId: ole.id })).type).toBe('check_in_success')
    expect(askDatabase(database, VISITS)).toEqual({ visits: 2 })
    await hub.close()
  })

  it('makes no new database in the place of one that was removed', async () => {
    const { time, hub, database } = await hubAtWork()
    rmSync(database)
    time.pass(3 * SECOND_MS)
    await readiness(hub)
    expect(existsSync(database)).toBe(false)
    await hub.close()
    expect(existsSync(database)).toBe(false)
  })
})

describe('a hub whose disk is well', () => {
  it('is not in trouble when another program empties the log into the database', async () => {
    const { time, hub, desk, ole, database, ready } = await hubAtWork()
    time.pass(SECOND_MS)
    emptyLog(database)
    time.pass(SECOND_MS)
    await expect.poll(() => (time.pass(SECOND_MS), ready())).toMatchObject({ ready: true })
    expect((await desk.ask('check_in', { memberId: ole.id })).type).toBe('check_in_success')
    await hub.close()
  })
})

/** A stopped hub's folder, and a copy of its database from before the last two check-ins. */
async function stoppedWithOldCopy() {
  const { hub, desk, ole, folder, database } = await hubAtWork()
  const old = join(temporaryFolder(), 'old.sqlite')
  expect(await commandHere(['backup', old, '--data', folder])).toMatchObject({ code: 0 })
  await desk.ask('check_in', { memberId: ole.id })
  await hub.close()
  return { folder, database, old }
}

describe('a database that is behind what the hub wrote last', () => {
  it('is refused at the start with a sentence that says how to take it all the same', async () => {
    const { folder, database, old } = await stoppedWithOldCopy()
    copyFileSync(old, database)
    expect(await refusalOn(folder)).toContain(`hub restore ${database} --data ${folder}`)
    expect(await commandHere(['restore', database, '--data', folder])).toMatchObject({ code: 0 })
    await startHub({ data: folder })
    expect(askDatabase(database, VISITS)).toEqual({ visits: 1 })
  })

  it('is refused also where it has gone on elsewhere since', async () => {
    const { folder, database, old } = await stoppedWithOldCopy()
    const elsewhere = temporaryFolder()
    copyFileSync(old, join(elsewhere, 'frontdesk.sqlite'))
    const other = await openHub(elsewhere, {}, {}, IN_UTC)
    const desk = await openDesk(other)
    for (let more = 0; more < 3; more += 1) {
      await desk.ask('check_in', { memberId: (await addMember(other)).id })
    }
    await other.close()
    copyFileSync(join(elsewhere, 'frontdesk.sqlite'), database)
    expect(await refusalOn(folder)).toContain('is not the one that the hub wrote last')
  })

  it('is refused where it is of another gym', async () => {
    const { folder, database } = await stoppedWithOldCopy()
    copyFileSync(await makeData(temporaryFolder(), 20), database)
    expect(await refusalOn(folder)).toContain('is not the one that the hub wrote last')
  })

  it('is refused where the log of a hub that was killed is gone', async () => {
    const { time, folder, hub, desk, ole, database } = await hubAtWork()
    await commandHere(['check', '--data', folder])
    await desk.ask('check_in', { memberId: ole.id })
    time.pass(SECOND_MS)
    const head = join(folder, 'frontdesk.head.json')
    await expect.poll(() => readFileSync(head, 'utf8')).toContain('"seq":2')
    // As the power cut leaves it, but for the log.
    const after = join(temporaryFolder(), 'gym')
    cpSync(folder, after, { recursive: true, filter: (file) => !/-wal$|-shm$|hub\.(lock|json)$/.test(file) })
    await hub.close()
    expect(await refusalOn(after)).toContain('is not the one that the hub wrote last')
    expect(existsSync(database)).toBe(true)
  })

  it('is no reason to refuse what a restore has put there, nor a folder as it was left', async () => {
    const { folder, database, old } = await stoppedWithOldCopy()
    await (await openHub(folder, {}, {}, IN_UTC)).close()
    expect(await commandHere(['restore', old, '--data', folder])).toMatchObject({ code: 0 })
    await (await openHub(folder, {}, {}, IN_UTC)).close()
    expect(askDatabase(database, VISITS)).toEqual({ visits: 1 })
  })
})

describe('a page that the disk has lost', () => {
  it('is found under a hub at work, within five minutes, and nothing is acknowledged from then on', async () => {
    const folder = temporaryFolder()
    const database = await makeData(folder, 300)
    const time = holdTime()
    const hub = await startHub({ data: folder, limit: ['silentPeerMs=9999999'] }, time)
    const desk = await openDesk(hub)
    const sofia = await addMember(hub)
    const page = askDatabase(database, `select rootpage from sqlite_master where name = 'half_hours'`) as {
      rootpage: number
    }
    spoilPage(database, page.rootpage)
    time.pass(4 * 60 * SECOND_MS)
    expect((await desk.ask('heartbeat')).type).toBe('heartbeat_ack')
    expect(desk.frames.filter(({ type }) => type === 'hub_status')).toEqual([])
    time.pass(60 * SECOND_MS)
    const status = await desk.next('hub_status')
    expect(status.payload).toMatchObject({ state: 'trouble', reason: 'database_damaged' })
    const refused = await desk.ask('check_in', { memberId: sofia.id })
    expect(refused.payload).toMatchObject({ code: 'storage_unavailable' })
  })
})

/** Writes nonsense over one page, in place, as a dying disk does. */
function spoilPage(file: string, page: number): void {
  const bytes = readFileSync(file)
  const size = bytes.readUInt16BE(16)
  bytes.fill(0xff, (page - 1) * size, page * size)
  writeFileSync(file, bytes, { flag: 'r+' })
}
