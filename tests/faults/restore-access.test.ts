import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commandHere } from '../support/hub/command-line.ts'
import { openSocket } from '../support/client/desk.ts'
import { tamper } from '../support/hub/data.ts'
import { startHub, type TestHub } from '../support/hub/hub.ts'
import { addStaff, changeStaff, PASSWORD, post, signIn, type Answer } from '../support/hub/staff.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const PIN = '730218'

const JSON_TYPE = { 'content-type': 'application/json' }

/** The environment of a hub that another system signs tokens for, too. */
const SHARED = { FRONTDESK_TIME_ZONE: 'UTC', FRONTDESK_JWT_SECRET: 's'.repeat(43) }
const OWN = { FRONTDESK_TIME_ZONE: 'UTC' }

interface SignedIn {
  access: string
  refresh: string
  deskToken: string
  deskId: string
}

const signInAs = async (hub: TestHub, username: string): Promise<SignedIn> =>
  (await signIn(hub, { username, password: PASSWORD })).body as SignedIn

/** A gym with two managers and a receptionist, all signed in at desks of their own. */
async function openGym(env: NodeJS.ProcessEnv = OWN) {
  const hub = await startHub({}, {}, env)
  const ids: Record<string, string> = {}
  const desks: Record<string, SignedIn> = {}
  for (const [username, role] of [
    ['boss', 'manager'],
    ['mona', 'manager'],
    ['anna', 'receptionist'],
  ] as const) {
    ids[username] = (await addStaff(hub, { username, role })).id
    desks[username] = await signInAs(hub, username)
  }
  return { hub, ids, desks }
}

async function backUp(hub: TestHub): Promise<string> {
  const backup = join(temporaryFolder(), 'evening.sqlite')
  expect(await commandHere(['backup', backup, '--data', hub.folder])).toMatchObject({ code: 0 })
  return backup
}

/** Ends the hub, restores, and starts it again. What `restore` has printed is with it. */
async function restored(hub: TestHub, backup: string, env: NodeJS.ProcessEnv = OWN) {
  await hub.close()
  const { code, out } = await commandHere(['restore', backup, '--data', hub.folder], env)
  expect(code).toBe(0)
  return { again: await startHub({ data: hub.folder }, {}, env), out }
}

async function isLetIn(hub: TestHub, token: string, deskToken?: string): Promise<boolean> {
  const desk = await openSocket(hub.ws)
  desk.send({ type: 'authenticate', payload: { token, ...(deskToken !== undefined && { deskToken }) } })
  return (
    (await desk.next((frame) => ['initial_stats', 'error'].includes(frame.type))).type === 'initial_stats'
  )
}

const lastAuditOf = async (hub: TestHub): Promise<object> => {
  const { entries } = (await (await hub.fetch('api/v1/audit?limit=500')).json()) as {
    entries: { action: string }[]
  }
  return entries.filter(({ action }) => action === 'restored').at(-1) ?? {}
}

describe.each([
  ['its own secret', OWN],
  ['a shared secret', SHARED],
])('a restore of a hub with %s', (_what, env) => {
  it('ends every sign-in, those since the backup too', async () => {
    const { hub, desks } = await openGym(env)
    const backup = await backUp(hub)
    // At the desk that the backup knows too: nothing but the sign-in itself is new.
    const { deskToken: known } = desks['anna']!
    const { body } = await signIn(hub, { username: 'anna', password: PASSWORD, deskToken: known })
    const since = { ...desks['anna'], ...(body as object) }
    const { again } = await restored(hub, backup, env)
    for (const { access, refresh, deskToken } of [desks['anna'], desks['boss'], since] as SignedIn[]) {
      expect(await isLetIn(again, access, deskToken)).toBe(false)
      expect((await post(again, 'api/v1/token/refresh', { refresh, deskToken })).status).toBe(401)
    }
    const anew = await signInAs(again, 'anna')
    expect(await isLetIn(again, anew.access, anew.deskToken)).toBe(true)
  })
})

describe('a restore', () => {
  it('ends the tokens that were made for programs', async () => {
    const { hub } = await openGym()
    const token = await hub.token('manager')
    const { again, out } = await restored(hub, await backUp(hub))
    expect(await isLetIn(again, token)).toBe(false)
    expect(out).toContain('no token, code or approval of before is good any more')
  })

  it('says which tokens stay good where another system signs with the secret too', async () => {
    const { hub } = await openGym(SHARED)
    const token = await hub.token('manager')
    const { again, out } = await restored(hub, await backUp(hub), SHARED)
    expect(await isLetIn(again, token)).toBe(true)
    expect(out).not.toContain('no token')
    expect(out).toContain('stay good until they expire: change FRONTDESK_JWT_SECRET to end them')
  })

  it('ends codes, approvals, and PINs until the password was used', async () => {
    const { hub, ids, desks } = await openGym()
    const { access, deskToken } = desks['mona']!
    await post(hub, 'api/v1/me/pin', { password: PASSWORD, pin: PIN }, access, deskToken)
    const link = await hub.fetch('api/v1/links', {
      method: 'POST',
      body: '{"role":"manager","name":"Maria"}',
      headers: JSON_TYPE,
    })
    const { code } = (await link.json()) as { code: string }
    const given = await post(hub, 'api/v1/approvals', { username: 'mona', password: PASSWORD, deskToken })
    const { approval } = given.body as { approval: string }
    const { again } = await restored(hub, await backUp(hub))
    const switching = () => post(again, 'api/v1/token/pin', { deskToken, staffId: ids['mona'], pin: PIN })
    expect((await signIn(again, { code })).status).toBe(401)
    expect((await post(again, 'api/v1/kiosk/leave', { deskToken, approval })).status).toBe(403)
    expect((await switching()).status).toBe(401)
    expect((await signIn(again, { username: 'mona', password: PASSWORD, deskToken })).status).toBe(200)
    expect((await switching()).status).toBe(200)
  })

  it('keeps out whoever was disabled since the backup', async () => {
    const { hub, ids } = await openGym()
    const backup = await backUp(hub)
    await changeStaff(hub, ids['anna']!, { disabled: true })
    const { again, out } = await restored(hub, backup)
    expect(out).toContain('Accounts that stay disabled: anna.\n')
    expect((await signIn(again, { username: 'anna', password: PASSWORD })).status).toBe(401)
    expect((await signIn(again, { username: 'mona', password: PASSWORD })).status).toBe(200)
  })

  it('keeps out the desks that were removed since the backup', async () => {
    const { hub, desks } = await openGym()
    const backup = await backUp(hub)
    const { deskId, deskToken } = desks['anna']!
    expect((await hub.fetch(`api/v1/desks/${deskId}/remove`, { method: 'POST' })).status).toBe(200)
    const { again, out } = await restored(hub, backup)
    expect(out).toContain('Desks that stay removed: 1.\n')
    expect((await signIn(again, { username: 'anna', password: PASSWORD, deskToken })).status).toBe(403)
  })

  it('gives nobody the role back that was taken since the backup', async () => {
    const { hub, ids } = await openGym()
    const backup = await backUp(hub)
    await changeStaff(hub, ids['mona']!, { role: 'viewer' })
    await changeStaff(hub, ids['anna']!, { role: 'manager' })
    const { again, out } = await restored(hub, backup)
    expect(out).toContain('Accounts with the password and PIN of now, and the lesser role: mona.\n')
    const roles: Answer[] = [
      await signIn(again, { username: 'mona', password: PASSWORD }),
      await signIn(again, { username: 'anna', password: PASSWORD }),
    ]
    expect(roles.map(({ body }) => body as { role: string })).toMatchObject([
      { role: 'viewer' },
      { role: 'receptionist' },
    ])
  })

  it('takes no password any more that was changed since the backup', async () => {
    const { hub, desks } = await openGym()
    const backup = await backUp(hub)
    const asked = { password: PASSWORD, newPassword: 'another four words here' }
    const { access, deskToken } = desks['anna']!
    expect((await post(hub, 'api/v1/me/password', asked, access, deskToken)).status).toBe(200)
    const { again } = await restored(hub, backup)
    expect((await signIn(again, { username: 'anna', password: PASSWORD })).status).toBe(401)
    expect((await signIn(again, { username: 'anna', password: asked.newPassword })).status).toBe(200)
  })

  it('tells the audit log whom it kept out, by their ids', async () => {
    const { hub, ids, desks } = await openGym()
    const backup = await backUp(hub)
    await changeStaff(hub, ids['anna']!, { disabled: true })
    await changeStaff(hub, ids['mona']!, { role: 'viewer' })
    await hub.fetch(`api/v1/desks/${desks['anna']!.deskId}/remove`, { method: 'POST' })
    const { again } = await restored(hub, backup)
    expect(await lastAuditOf(again)).toMatchObject({
      actor: 'hub',
      details: {
        before: 'read',
        disabled: [ids['anna']],
        restricted: [ids['mona']],
        removedDesks: [desks['anna']?.deskId],
      },
    })
  })

  it('says so where no manager is left who can sign in', async () => {
    const { hub, ids } = await openGym()
    await changeStaff(hub, ids['mona']!, { role: 'receptionist' })
    const backup = await backUp(hub)
    await addStaff(hub, { username: 'new', role: 'manager' })
    await changeStaff(hub, ids['boss']!, { disabled: true })
    const { out } = await restored(hub, backup)
    expect(out).toContain('No manager can sign in: hub staff add NAME --role manager.\n')
  })

  it.each([
    ['that are damaged', (file: string) => writeFileSync(file, 'x'.repeat(5_000))],
    ['with a schema of somebody else', (file: string) => tamper(file, 'create view names as select 1')],
  ])('over data %s says that it does not know who was thrown out', async (_what, damage) => {
    const { hub } = await openGym()
    const backup = await backUp(hub)
    await hub.close()
    damage(join(hub.folder, 'frontdesk.sqlite'))
    const { again, out } = await restored(hub, backup)
    expect(out).toContain('The data before cannot be read. Look through the accounts and desks')
    expect((await signIn(again, { username: 'anna', password: PASSWORD })).status).toBe(200)
    expect(await lastAuditOf(again)).toMatchObject({ details: { before: 'unreadable' } })
  })
})
