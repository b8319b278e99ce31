import { once } from 'node:events'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { askPinned } from '../../../server/network/ask-pinned.ts'
import { readTerm } from '../../../server/platform/term-file.ts'
import {
  STANDBY_PATHS,
  STANDBY_STATE_FILE,
  standbyState,
  WRONG_MANAGER,
} from '../../../server/protocol/standby.ts'
import { pinnedHub } from '../../../server/standby/hub-link.ts'
import { joinHub } from '../../../server/standby/join-hub.ts'
import { findStandbyFile, writeStandbyFile } from '../../../server/standby/standby-file.ts'
import { credentialsOf, admitDesk, pageDesk } from '../../support/client/page-desk.ts'
import { memoryOutbox } from '../../../renderer/services/testing/memory-outbox.ts'
import type { TermClaim } from '../../../server/protocol/term.ts'
import { openDesk, openSocket, type TestDesk } from '../../support/client/desk.ts'
import { commandHere, startCommand } from '../../support/hub/command-line.ts'
import { addMember, openHub, startHub, type TestHub } from '../../support/hub/hub.ts'
import { beginStandby, ON_LOOPBACK, pairingTextOf, placeOf } from '../../support/hub/standby.ts'
import { addStaff, PASSWORD } from '../../support/hub/staff.ts'
import { HAS_FILE_MODES } from '../../support/system.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

async function cardsOf(hub: TestHub, count: number): Promise<string[]> {
  const members = await Promise.all(Array.from({ length: count }, () => addMember(hub)))
  return members.map(({ card }) => card)
}

const promote = (folder: string) => commandHere(['promote', '--data', folder, '--yes'])

/** What a hub says to a program that signs in. */
async function welcomeAt(hub: TestHub): Promise<{ term: TermClaim }> {
  const desk = await openSocket(hub.ws)
  desk.send({ type: 'authenticate', payload: { token: await hub.token() } })
  return (await desk.next('authentication_success')).payload as { term: TermClaim }
}

/** Signs in as a desk that has met a hub of this term. */
async function tellOf(hub: TestHub, term: TermClaim): Promise<TestDesk> {
  const desk = await openSocket(hub.ws)
  desk.send({ type: 'authenticate', payload: { token: await hub.token(), term } })
  return desk
}

describe('a standby', () => {
  it('takes the hub’s place with all that was acknowledged, and the hub before is over', async () => {
    const hub = await openHub(temporaryFolder(), ON_LOOPBACK)
    const cards = await cardsOf(hub, 6)
    const { folder, fetch } = await beginStandby(hub)
    await fetch()
    const outbox = memoryOutbox()
    const signedIn = await admitDesk(hub, 'Door')
    const desk = pageDesk(hub, outbox)
    await desk.connect(credentialsOf(signedIn))
    for (const card of cards.slice(0, 3)) await desk.scan(card, { mode: 'in' })
    await fetch()
    for (const card of cards.slice(3)) await desk.scan(card, { mode: 'in' })
    await desk.whenKept()
    expect(outbox.entries.size, 'kept until the copy is known to hold it').toBe(6)
    desk.disconnect()
    await hub.close()

    expect(await promote(folder)).toMatchObject({ code: 0 })
    expect((await promote(folder)).err, 'twice').toContain('there is nothing to promote')
    expect(readTerm(folder)).toMatchObject({ number: 2 })
    const next = await startHub({ ...ON_LOOPBACK, data: folder })
    const moved = pageDesk(next, outbox)
    await moved.connect(credentialsOf(signedIn))
    await expect.poll(() => outbox.entries.size).toBe(0)
    const { payload } = await (await openDesk(next)).ask('snapshot')
    expect(payload.present).toHaveLength(6)
    expect(payload.stats.todayTotal).toBe(6)
    expect(moved.store.getState().saved, 'nobody has to look at it again').toEqual([])

    // Off the network: nobody but a desk can tell it.
    const returned = await openHub(hub.folder)
    onTestFinished(returned.close)
    const { term } = await welcomeAt(next)
    const forged = await tellOf(returned, { ...term, number: 3 })
    expect((await forged.next('authentication_success')).payload.term, 'a term without proof').toBeUndefined()
    const told = await tellOf(returned, term)
    expect((await told.closed).code).toBe(1001)
    expect((await forged.closed).code, 'every desk is sent away').toBe(1001)
    await returned.close()
    const refused = await commandHere(['serve', '--data', hub.folder])
    expect(refused).toMatchObject({ code: 2, out: '' })
    expect(refused.err).toContain('Another hub of this gym has taken over (term 2)')
  })

  it('is promoted for a manager of the copy alone, where one is named', async () => {
    const hub = await openHub(temporaryFolder(), ON_LOOPBACK)
    const { id } = await addStaff(hub, { username: 'mona', role: 'manager' })
    await addStaff(hub, { username: 'rita' })
    const { folder, fetch } = await beginStandby(hub)
    await fetch()
    await hub.close()
    const promoteAs = (username: string, password: string) =>
      commandHere(['promote', '--data', folder, '--yes', '--manager', username], {}, [`${password}\n`])
    for (const [username, password] of [
      ['mona', 'a wrong password'],
      ['rita', PASSWORD],
      ['nobody', PASSWORD],
    ] as const) {
      expect(await promoteAs(username, password), username).toMatchObject({ code: WRONG_MANAGER, out: '' })
    }
    expect(readTerm(folder)).toMatchObject({ number: 1 })
    expect(await promoteAs('Mona', PASSWORD)).toMatchObject({ code: 0 })
    const next = await startHub({ ...ON_LOOPBACK, data: folder })
    const audit = (await (await next.fetch('api/v1/audit?limit=100')).json()) as { entries: object[] }
    expect(JSON.stringify(audit)).toContain('standby_promoted')
    expect(JSON.stringify(audit)).toContain(id)
  })

  it('goes on where its hub has moved to, with the same key', async () => {
    const hub = await startHub(ON_LOOPBACK)
    const { folder, standby } = await beginStandby(hub)
    writeStandbyFile(folder, { ...standby, port: 1 })
    const { host, port } = await placeOf(hub)
    const moved = startCommand(['standby', '--data', folder, '--of', `https://${host}:${port}`])
    const [said] = (await once(moved.process.stdout!, 'data')) as [Buffer]
    expect(said.toString()).toContain('Copy of')
    moved.process.kill('SIGTERM')
    expect(await moved.ended).toMatchObject({ code: 0 })
    expect(findStandbyFile(folder)).toEqual(standby)
    expect(standbyState.parse(JSON.parse(readFileSync(join(folder, STANDBY_STATE_FILE), 'utf8')))).toEqual({
      deskId: standby.deskId,
      currentAt: expect.any(Number) as number,
      trouble: null,
    })
  })

  it('is refused where it has no right, or where another hub answers', async () => {
    const hub = await startHub(ON_LOOPBACK)
    const place = await placeOf(hub)
    await expect(joinHub(place, 'ABCD')).rejects.toThrow('no pairing text')
    const ofReceptionist = joinHub(place, await pairingTextOf(hub, 'receptionist'))
    await expect(ofReceptionist).rejects.toThrow('Your role does not allow this')
    const other = await startHub(ON_LOOPBACK)
    const elsewhere = joinHub(await placeOf(other), await pairingTextOf(hub))
    await expect(elsewhere).rejects.toThrow('another hub')

    const { standby, fetch: fetchNew } = await beginStandby(hub)
    const { deskToken } = await admitDesk(hub, 'Door')
    const ask = async (asking: { path: string; deskToken: string }) => {
      const headers = { 'desk-token': asking.deskToken }
      const answer = await askPinned(pinnedHub(standby), { method: 'GET', path: asking.path, headers })
      answer.resume()
      return answer.statusCode
    }
    const { identity, backup } = STANDBY_PATHS
    for (const path of [identity, backup]) {
      expect(await ask({ path, deskToken }), path).toBe(403)
      const headers = { 'desk-token': standby.deskToken }
      expect((await fetch(new URL(path, hub.http), { headers })).status, 'without TLS').toBe(403)
    }
    expect(await ask({ path: identity, deskToken: standby.deskToken })).toBe(200)
    const { standbys } = (await (await hub.fetch('readyz')).json()) as { standbys: { deskId: string }[] }
    const removed = await hub.fetch(`api/v1/desks/${standbys[0]!.deskId}/remove`, { method: 'POST' })
    expect(removed.status).toBe(200)
    await expect(fetchNew()).rejects.toThrow('This desk was removed')
  })
})

describe.skipIf(!HAS_FILE_MODES)('what a standby keeps', () => {
  it('is for its user alone', async () => {
    const hub = await startHub(ON_LOOPBACK)
    const { folder, fetch: fetchNew } = await beginStandby(hub)
    await fetchNew()
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
    const isOpen = (file: string): boolean => (statSync(file).mode & 0o077) !== 0
    expect(files.filter(isOpen)).toEqual([])
    expect(readdirSync(hub.folder).filter((name) => name.startsWith('standby-copy'))).toEqual([])
  })
})
