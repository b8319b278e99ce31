import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { commandHere } from '../../support/hub/command-line.ts'
import { openHub } from '../../support/hub/hub.ts'
import { askServer, databaseFor, isServerThere, serverAddress } from '../../support/postgres/databases.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** What `hub serve` says of a database before it serves. */
async function served(
  database: string,
  more: readonly string[] = [],
): Promise<{ code: number | null; err: string }> {
  const { code, err } = await commandHere([
    ...['serve', '--port', '0', '--data', temporaryFolder(), '--database', database],
    ...more,
  ])
  return { code, err }
}

const nameOf = (address: string): string => new URL(address).pathname.slice(1)

/** A new gym's database that the server treats in a way of its own. */
async function databaseWith(setting: string): Promise<string> {
  const address = await databaseFor(temporaryFolder())
  await askServer(address, `alter database ${nameOf(address)} set ${setting}`)
  return address
}

describe.skipIf(!isServerThere())('a database that the hub cannot trust is refused with a sentence', () => {
  it.each([
    ['synchronous_commit = off', 'synchronous_commit off'],
    ['default_transaction_read_only = on', 'is read-only'],
  ])('with %s', async (setting, sentence) => {
    const database = await databaseWith(setting)
    expect(await served(database)).toMatchObject({
      code: 2,
      err: expect.stringContaining(sentence) as string,
    })
  })

  it('in another encoding than UTF8', async () => {
    const server = serverAddress()
    await askServer(server, `create database latin template template0 encoding 'LATIN1' locale 'C'`)
    const address = new URL(server)
    address.pathname = '/latin'
    try {
      const { code, err } = await served(address.href)
      expect({ code, err }).toMatchObject({
        code: 2,
        err: expect.stringContaining('has to be in UTF8') as string,
      })
    } finally {
      await askServer(server, 'drop database latin')
    }
  })

  it('that is not there, or whose server is not', async () => {
    const nowhere = new URL(serverAddress())
    nowhere.pathname = '/nowhere'
    expect(await served(nowhere.href)).toMatchObject({
      code: 2,
      err: expect.stringContaining('nowhere') as string,
    })
    const closed = 'postgres://frontdesk@127.0.0.1:1/gym'
    expect(await served(closed)).toMatchObject({
      code: 2,
      err: expect.stringContaining('The database is not there') as string,
    })
  })

  it('by a machine whose clock is another than the server’s', async () => {
    const real = Date.now
    vi.spyOn(Date, 'now').mockImplementation(() => real() - 20_000)
    onTestFinished(() => void vi.restoreAllMocks())
    expect(await served(await databaseFor(temporaryFolder()))).toMatchObject({
      code: 2,
      err: expect.stringContaining('20 s behind that of the database') as string,
    })
  })

  it('by a hub that has not the secret of those before it', async () => {
    const database = await databaseFor(temporaryFolder())
    const first = temporaryFolder()
    const hub = await openHub(first, { database })
    await hub.close()
    expect(await served(database)).toMatchObject({
      code: 2,
      err: expect.stringContaining('give FRONTDESK_JWT_SECRET as its other hubs have it') as string,
    })
    await (await openHub(first, { database })).close()
  })

  it('that a newer version has written', async () => {
    const database = await databaseFor(temporaryFolder())
    await askServer(database, `insert into kysely_migration (name, timestamp) values ('9999-later', 'now')`)
    expect(await served(database)).toMatchObject({
      code: 2,
      err: expect.stringContaining('newer version') as string,
    })
  })
})

describe.skipIf(!isServerThere())('the command line with a database on a server', () => {
  it('works on it without a hub', async () => {
    const [data, FRONTDESK_DATABASE] = [temporaryFolder(), await databaseFor(temporaryFolder())]
    const env = { FRONTDESK_DATABASE, FRONTDESK_TIME_ZONE: 'UTC' }
    const added = await commandHere(['staff', 'add', 'anna', '--data', data, '--role', 'manager'], env)
    expect(added).toMatchObject({ code: 0 })
    expect(await commandHere(['staff', 'list', '--data', data], env)).toMatchObject({
      code: 0,
      out: expect.stringContaining('anna') as string,
    })
    expect(await commandHere(['check', '--data', data], env)).toMatchObject({
      code: 0,
      out: expect.stringContaining('All is well') as string,
    })
  })

  it('refuses to restore: the server has its own way', async () => {
    const env = { FRONTDESK_DATABASE: await databaseFor(temporaryFolder()) }
    const ran = await commandHere(['restore', 'file', '--data', temporaryFolder()], env)
    expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('on a server') as string })
  })

  it('refuses Redis without one', async () => {
    const ran = await commandHere(['serve', '--data', temporaryFolder(), '--redis', 'redis://127.0.0.1:1'])
    expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('--database') as string })
  })
})
