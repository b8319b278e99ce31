import Sqlite from 'better-sqlite3'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { lockFolder } from '../../../server/platform/data-folder.ts'
import { atEnd } from '../../support/for-whole-file.ts'
import { openDesk } from '../../support/client/desk.ts'
import { commandHere, type Ran } from '../../support/hub/command-line.ts'
import { fillEveryTable } from '../../support/hub/full-gym.ts'
import { addMember, openHub } from '../../support/hub/hub.ts'
import {
  askServer,
  databaseFor,
  isServerThere,
  serverAddress,
  TEMPLATE,
} from '../../support/postgres/databases.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const move = (from: string, to: string): Promise<Ran> =>
  commandHere(['migrate', '--from', from, '--to', to], {})

const serve = (...where: string[]): Promise<Ran> => commandHere(['serve', '--port', '0', ...where], {})

const newDatabase = (): Promise<string> => databaseFor(temporaryFolder())

async function newGym(): Promise<string> {
  const folder = temporaryFolder()
  await fillEveryTable(folder)
  return folder
}

/** Reads or changes the file of a folder. */
function inFile<Result>(folder: string, work: (database: Sqlite.Database) => Result): Result {
  const database = new Sqlite(join(folder, 'frontdesk.sqlite'))
  try {
    return work(database)
  } finally {
    database.close()
  }
}

const epochIn = (folder: string): unknown =>
  inFile(folder, (database) => database.prepare('select epoch from hub_state').pluck().get())

const membersOf = (server: string): Promise<object[]> => askServer(server, 'select id from members')

describe.skipIf(!isServerThere())('hub migrate refuses, and changes nothing', () => {
  it('to fill another database of the name that the gym was moved to', async () => {
    const [folder, server] = [await newGym(), await newDatabase()]
    expect(await move(folder, server)).toMatchObject({ code: 0 })
    const name = new URL(server).pathname.slice(1)
    await askServer(serverAddress(), `drop database ${name} with (force)`)
    await askServer(serverAddress(), `create database ${name} template ${TEMPLATE}`)
    const again = await move(folder, server)
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining('already') as string })
    expect(await membersOf(server)).toEqual([])
  })

  it('what a newer version has written, of which it would leave things out', async () => {
    const [folder, server] = [await newGym(), await newDatabase()]
    expect(await move(folder, server)).toMatchObject({ code: 0 })
    await askServer(server, `insert into kysely_migration (name, timestamp) values ('0099-later', 'now')`)
    await askServer(server, `insert into schema_reach values ('0099-later', '0012-imports')`)
    const refused = { code: 2, err: expect.stringContaining('A newer version wrote the data') as string }
    expect(await move(server, temporaryFolder())).toMatchObject(refused)
    const env = { FRONTDESK_DATABASE: server }
    const file = join(temporaryFolder(), 'copy.sqlite')
    const copied = await commandHere(['backup', file, '--data', temporaryFolder()], env)
    expect({ ...copied, code: copied.code === 0 ? 0 : 2 }).toMatchObject(refused)
  })

  it.each([
    ['no places', ['migrate'], 'Say from where and to where'],
    ['a place alone', ['migrate', '--from', '/a'], 'Say from where and to where'],
    ['two folders', ['migrate', '--from', '/a', '--to', 'sqlite:/b'], 'a folder and a server'],
    [
      'a folder without a gym',
      ['migrate', '--from', '/nowhere', '--to', 'postgres://h/d'],
      'no gym in sqlite:',
    ],
    [
      'an address that is none',
      ['migrate', '--from', '/a', '--to', 'postgres://host:port/gym'],
      'such as postgres://user@host/database',
    ],
  ])('%s', async (_what, args, sentence) => {
    const ran = await commandHere(args, {})
    expect(ran).toMatchObject({ code: 2, out: '', err: expect.stringContaining(sentence) as string })
  })

  it('a folder that a hub has, and a server that is not there', async () => {
    const folder = await newGym()
    expect(await move(folder, 'postgres://nobody@127.0.0.1:1/gym')).toMatchObject({
      ...{ code: 2, err: expect.stringContaining('The database is not there') as string },
    })
    const lock = lockFolder(folder)
    onTestFinished(() => lock?.release())
    expect(await move(folder, await newDatabase())).toMatchObject({
      ...{ code: 2, err: expect.stringContaining('A hub has the data folder') as string },
    })
  })

  it('a target with a gym in it, be it a server or a folder', async () => {
    const [one, other] = [await newGym(), await newGym()]
    const server = await newDatabase()
    expect(await move(one, server)).toMatchObject({ code: 0 })
    const before = await membersOf(server)
    for (const [from, to] of [
      [other, server],
      [server, other],
    ] as const) {
      expect(await move(from, to)).toMatchObject({
        ...{ code: 2, err: expect.stringContaining('There is a gym in') as string },
      })
    }
    expect(await membersOf(server)).toEqual(before)
    expect(epochIn(other)).toBe('the epoch of before')
  })

  it('to fill up what was begun from a gym as it was at another time', async () => {
    const folder = await newGym()
    const server = await newDatabase()
    await askServer(server, REFUSING)
    expect(await move(folder, server)).toMatchObject({
      ...{ code: 2, err: expect.stringContaining('Rows of staff cannot be written') as string },
    })
    inFile(folder, (database) => database.exec('update hub_state set trusted_at = 1'))
    expect(await move(folder, server)).toMatchObject({
      ...{ code: 2, err: expect.stringContaining('as that was at another time') as string },
    })
    expect(epochIn(folder)).toBe('the epoch of before')
  })
})

/** A server that takes no staff. */
const REFUSING = 'alter table staff add constraint nobody check (false)'

/** A server that keeps another phone number than it is given. */
const FORGING = `
  create function forge() returns trigger language plpgsql as $$ begin new.phone := '0'; return new; end $$;
  create trigger forged before insert on members for each row execute function forge()`

describe.skipIf(!isServerThere())('what was moved', () => {
  it('is compared row by row: where one is another, nothing is released and the source is as it was', async () => {
    const folder = await newGym()
    const server = await newDatabase()
    await askServer(server, FORGING)
    const ran = await move(folder, server)
    expect(ran).toMatchObject({ code: 1, err: '' })
    expect(ran.out).toMatch(/^members .*not the same$/m)
    expect(ran.out.match(/not the same$/gm)).toHaveLength(1)
    expect(epochIn(folder)).toBe('the epoch of before')
    const refused = await serve('--data', temporaryFolder(), '--database', server)
    expect(refused).toMatchObject({
      code: 2,
      err: expect.stringContaining('Not all data of sqlite:') as string,
    })
  })

  it('is served where it is alone; the folder says where that is, without the password, until the move is undone', async () => {
    const folder = await newGym()
    const server = new URL(await newDatabase())
    server.password = 'sesame'
    const moved = await move(folder, server.href)
    expect(moved).toMatchObject({ code: 0, err: '' })
    const refused = await serve('--data', folder)
    expect(refused).toMatchObject({
      code: 2,
      err: expect.stringContaining('were moved to postgres://') as string,
    })
    expect(`${moved.out}${refused.err}${String(epochIn(folder))}`).not.toContain('sesame')
    const undone = await commandHere(['migrate', '--undo', '--from', folder], {})
    expect(undone).toMatchObject({ code: 0, err: '' })
    expect(epochIn(folder)).toBe('the epoch of before')
    const again = await commandHere(['migrate', '--undo', '--from', folder], {})
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining('nothing to undo') as string })
  })

  it('has U+FFFD for each U+0000 of old texts, and says where', async () => {
    const folder = await newGym()
    inFile(folder, (database) =>
      database.exec(`update visits set location = 'Main' || char(0) || 'hall', notes = char(0) || char(0)`),
    )
    const server = await newDatabase()
    const ran = await move(folder, server)
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toContain(
      'visits.location: U+0000, which PostgreSQL cannot keep, became U+FFFD in 3 texts.',
    )
    const [visit] = await askServer(server, 'select location, notes from visits')
    expect(visit).toEqual({ location: 'Main\uFFFDhall', notes: '\uFFFD\uFFFD' })
  })
})

it.skipIf(!isServerThere())(
  'a hub that still runs where the gym was moved away from acknowledges nothing more, until the move is undone',
  async () => {
    const server = await newDatabase()
    const hub = await openHub(temporaryFolder(), { database: server })
    atEnd(hub.close)
    const members = [await addMember(hub), await addMember(hub)]
    const desk = await openDesk(hub)
    const [came, comes] = members.map(({ id: memberId }) => ({ memberId }))
    expect(await desk.ask('check_in', came)).toMatchObject({ type: 'check_in_success' })
    expect(await move(server, temporaryFolder())).toMatchObject({ code: 0, err: '' })
    const refused = await desk.ask('check_in', comes)
    expect(refused.payload).toMatchObject({ code: 'storage_unavailable' })
    expect(await askServer(server, 'select id from visits')).toHaveLength(1)
    expect(await commandHere(['migrate', '--undo', '--from', server], {})).toMatchObject({ code: 0 })
    await expect.poll(async () => (await desk.ask('check_in', comes)).type).toBe('check_in_success')
  },
)
