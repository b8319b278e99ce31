import jwt from 'jsonwebtoken'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { openDesk } from '../../support/client/desk.ts'
import { openOwnDesk } from '../../support/client/own-desk.ts'
import { atEnd, forWholeFile } from '../../support/for-whole-file.ts'
import { commandHere, type Ran } from '../../support/hub/command-line.ts'
import { addMember, startHub, type TestHub } from '../../support/hub/hub.ts'
import { addStaff, PASSWORD, post, signIn } from '../../support/hub/staff.ts'
import { openSiteHub, SHARED_SECRET } from '../../support/hub/two-sites.ts'
import { askServer, databaseFor, isServerThere, serverAddress } from '../../support/postgres/databases.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const said = (sentence: string): string => expect.stringContaining(sentence) as string

/** Runs a command on a database, as an operator does. */
function commandOn(database: string | undefined, ...args: string[]): Promise<Ran> {
  const env = {
    ...(database !== undefined && { FRONTDESK_DATABASE: database }),
    ...{ FRONTDESK_TIME_ZONE: 'UTC', FRONTDESK_JWT_SECRET: SHARED_SECRET },
  }
  return commandHere([...args, '--data', temporaryFolder()], env)
}

interface TwoSites {
  database: string
  main: TestHub
  south: TestHub
}

async function openTwo(): Promise<TwoSites> {
  const database = await databaseFor(temporaryFolder())
  const main = await openSiteHub(database, 'main')
  await commandOn(database, 'sites', 'add', 'south')
  return { database, main, south: await openSiteHub(database, 'south') }
}

/** For tests that do not disturb each other. */
const shared = isServerThere() ? forWholeFile(openTwo) : () => expect.fail('There is no server.')

describe.skipIf(!isServerThere())('the sites of a database', () => {
  it('begin with the first hub’s, and others are added by their names', async () => {
    const database = await databaseFor(temporaryFolder())
    expect(await commandOn(database, 'sites', 'list')).toMatchObject({ code: 0, out: '' })
    await openSiteHub(database, 'north')
    expect(await commandOn(database, 'sites', 'add', 'south')).toMatchObject({ code: 0 })
    expect(await commandOn(database, 'sites', 'list')).toMatchObject({ code: 0, out: 'north\nsouth\n' })
    expect(await commandOn(database, 'sites', 'add', 'south')).toMatchObject({
      code: 2,
      err: said('already'),
    })
  })

  it('are not begun by a mistyped name', async () => {
    const database = await databaseFor(temporaryFolder())
    await openSiteHub(database, 'main')
    const env = { FRONTDESK_DATABASE: database, FRONTDESK_SITE: 'mian' }
    for (const args of [['check'], ['serve', '--port', '0']]) {
      expect(await commandHere([...args, '--data', temporaryFolder()], env)).toMatchObject({
        code: 2,
        err: said(
          'There is no site "mian" in this database, but: main. Correct --site, or add it with: hub sites add mian',
        ),
      })
    }
    expect(await commandOn(database, 'sites', 'list')).toMatchObject({ out: 'main\n' })
  })

  it.each([
    [['sites', 'list'], 'Say which database'],
    [['serve', '--site', 'south'], 'give it with --database'],
    [
      ['sites', 'add', 'South Side', '--database', 'postgres://nowhere/gym'],
      'small letters, digits and dashes',
    ],
    [['serve', '--site', 'South!', '--database', 'postgres://nowhere/gym'], '--site is wrong'],
  ])('are refused as %j', async (args, sentence) => {
    expect(await commandOn(undefined, ...args)).toMatchObject({ code: 2, out: '', err: said(sentence) })
  })
})

describe.skipIf(!isServerThere())('two gyms in one database', () => {
  it('have numbers, requests, cards and people of their own, be they the same', async () => {
    const { main, south } = await openTwo()
    const requestId = uuidv7()
    const answers = []
    for (const hub of [main, south]) {
      await addStaff(hub, { username: 'anna' })
      const { id: memberId } = await addMember(hub, { credentials: 'CARD-1' })
      const desk = await openDesk(hub)
      answers.push(await desk.ask('check_in', { memberId }, requestId))
      const { payload } = await desk.ask('snapshot')
      expect(payload).toMatchObject({
        seq: 1,
        stats: { currentlyIn: 1 },
        present: [{ member: { id: memberId } }],
      })
    }
    expect(answers.map(({ type }) => type)).toEqual(['check_in_success', 'check_in_success'])
  })

  it('take back who is disabled at one, and not who has the same name at the other', async () => {
    const { main, south } = shared()
    const accounts = []
    for (const hub of [main, south]) accounts.push(await addStaff(hub, { username: 'anna' }))
    await main.fetch(`api/v1/staff/${accounts[0]!.id}`, {
      ...{ method: 'POST', body: '{"disabled":true}', headers: { 'content-type': 'application/json' } },
    })
    const statuses = []
    for (const hub of [main, south])
      statuses.push((await signIn(hub, { username: 'anna', password: PASSWORD })).status)
    expect(statuses).toEqual([401, 200])
  })

  it('let nobody in by what the other has given out', async () => {
    const { main, south } = shared()
    await addStaff(main, { username: 'mona', role: 'manager' })
    const { body } = await signIn(main, { username: 'mona', password: PASSWORD })
    const { refresh, deskToken } = body as { refresh: string; deskToken: string }
    const link = await main.fetch('api/v1/links', {
      ...{ method: 'POST', body: '{"role":"manager"}', headers: { 'content-type': 'application/json' } },
    })
    const { code } = (await link.json()) as { code: string }
    const tries: [path: string, body: object][] = [
      ['api/v1/token', { code }],
      ['api/v1/token', { username: 'mona', password: PASSWORD }],
      ['api/v1/token', { username: 'mona', password: PASSWORD, deskToken }],
      ['api/v1/token/pin', { staffId: uuidv7(), pin: '7391', deskToken }],
      ['api/v1/token/refresh', { refresh, deskToken }],
      ['api/auth/token/', { username: 'mona', password: PASSWORD }],
      ['api/auth/token/refresh/', { refresh }],
      ['api/v1/sign-out', { refresh }],
      ['api/v1/desk/people', { deskToken }],
      ['api/v1/approvals', { username: 'mona', password: PASSWORD, deskToken }],
      ['api/v1/kiosk/leave', { deskToken, approval: 'of nobody' }],
    ]
    for (const [path, asked] of tries) {
      const { status } = await post(south, path, asked)
      expect({ path, status }).toEqual({ path, status: 401 })
    }
    // None of it was used up.
    expect((await post(main, 'api/v1/token', { code })).status).toBe(200)
    expect((await post(main, 'api/v1/token/refresh', { refresh, deskToken })).status).toBe(200)
  })

  it('do not wait for each other', async () => {
    const { database, south } = shared()
    const holder = new pg.Client({ connectionString: database })
    holder.on('error', () => undefined)
    await holder.connect()
    atEnd(() => holder.end())
    await holder.query('begin')
    const { rowCount } = await holder.query('select 1 from hub_state where site_id = 1 for update')
    expect(rowCount).toBe(1)
    const { id: memberId } = await addMember(south)
    expect(await (await openDesk(south)).ask('check_in', { memberId })).toMatchObject({
      type: 'check_in_success',
    })
  })

  it('keep their command line to themselves', async () => {
    const { database } = shared()
    const env = {
      ...{ FRONTDESK_DATABASE: database, FRONTDESK_SITE: 'south', FRONTDESK_TIME_ZONE: 'UTC' },
      FRONTDESK_JWT_SECRET: SHARED_SECRET,
    }
    const data = temporaryFolder()
    await commandHere(['staff', 'add', 'sam', '--data', data, '--role', 'manager'], env)
    expect((await commandHere(['staff', 'list', '--data', data], env)).out).toContain('sam')
    const ofMain = await commandOn(database, 'staff', 'list')
    expect(ofMain.code).toBe(0)
    expect(ofMain.out).not.toContain('sam')
    expect(await commandHere(['check', '--data', data], env)).toMatchObject({
      code: 0,
      out: said('All is well'),
    })
  })
})

describe.skipIf(!isServerThere())('a token', () => {
  const sign = (claims: object): string =>
    jwt.sign({ token_type: 'access', user_id: 7, role: 'viewer', ...claims }, SHARED_SECRET, {
      expiresIn: 60,
    })
  const statusAt = async (hub: TestHub, token: string): Promise<number> => {
    const headers = { authorization: `Bearer ${token}` }
    return (await fetch(new URL('api/auth/me/', hub.http), { headers })).status
  }

  it('is good at the site that it names alone, and at the main one where it names none', async () => {
    const { main, south } = shared()
    const named = [{}, { site: 'main' }, { site: 'south' }, { site: 'another' }]
    const good = []
    for (const claims of named) {
      const token = sign(claims)
      good.push([await statusAt(main, token), await statusAt(south, token)])
    }
    expect(good).toEqual([
      [200, 401],
      [200, 401],
      [401, 200],
      [401, 401],
    ])
    const own = jwt.decode(await south.token()) as object
    expect(own).toMatchObject({ site: 'south' })
    expect(jwt.decode(await main.token())).not.toHaveProperty('site')
  })

  it('of another site is refused by the hub of the first one', async () => {
    const hub = await startHub({}, {}, { FRONTDESK_TIME_ZONE: 'UTC', FRONTDESK_JWT_SECRET: SHARED_SECRET })
    expect([await statusAt(hub, sign({})), await statusAt(hub, sign({ site: 'south' }))]).toEqual([200, 401])
  })
})

describe.skipIf(!isServerThere())('an address whose role may make no role', () => {
  it('is told what an administrator has to run, and is bound like all when that was done', async () => {
    const server = serverAddress()
    await askServer(server, 'drop database if exists lesser')
    await askServer(server, 'create role "Lesser" login')
    atEnd(async () => {
      await askServer(server, 'drop database lesser with (force)')
      await askServer(server, 'drop role "Lesser"')
    })
    await askServer(server, `create database lesser owner "Lesser"`)
    const address = new URL(server)
    address.pathname = '/lesser'
    address.username = 'Lesser'
    const serve = ['serve', '--port', '0', '--data', temporaryFolder(), '--database', address.href]
    expect(await commandHere(serve)).toMatchObject({
      code: 2,
      err: said('create role frontdesk_hub nologin; grant frontdesk_hub to "Lesser";'),
    })
    await askServer(server, 'grant frontdesk_hub to "Lesser"')
    const desk = await openOwnDesk(await openSiteHub(address.href, 'main'))
    expect((await desk.ask('snapshot')).type).toBe('snapshot')
  })
})
