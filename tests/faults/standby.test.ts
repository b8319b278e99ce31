import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { expect, it, onTestFinished } from 'vitest'
import { killChild } from '../../scripts/child.ts'
import type { HubConnection } from '../../renderer/services/connection.ts'
import { memoryOutbox } from '../../renderer/services/testing/memory-outbox.ts'
import { admitDesk, credentialsOf, pageDesk } from '../support/client/page-desk.ts'
import { openDesk } from '../support/client/desk.ts'
import { runCommand } from '../support/hub/command-line.ts'
import { addMember, startHubProcess, type HubProcess } from '../support/hub/hub.ts'
import { placeOf, pairingTextOf } from '../support/hub/standby.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { prepareBackupFolder } from '../../server/backup/backup-folder.ts'
import { copiesFolder } from '../../server/standby/fetch-copy.ts'
import { compileFaultyDisk, faultyDisk, type FaultyDisk } from './support/faulty-disk.ts'

const library = compileFaultyDisk()

const DESKS = 20
const SCANS_BEFORE = 40
const SCANS_AFTER = 100
const MEMBERS = 300

/** Each desk signs in by a link, more of them at once than a gym has. */
const ON = ['--lan', '--lan-address', '127.0.0.1', '--limit', 'signInAttemptsPerMinute=200']

/** Cards of demo members whom the rules let in: every tenth is refused. */
const CARDS = Array.from({ length: MEMBERS }, (_, index) => index + 1)
  .filter((number) => number % 10)
  .map((number) => `DEMO-${String(number).padStart(5, '0')}`)

/** `hub standby` as its own process; resolves with how to end it, and with what it says. */
async function startStandby(hub: HubProcess, disk?: FaultyDisk & { folder: string }) {
  const folder = disk?.folder ?? temporaryFolder()
  const { host, port } = await placeOf(hub)
  const of = `https://${host}:${port}`
  const args = ['server/cli/main.ts', 'standby', '--data', folder, '--of', of]
  const child = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...disk?.environment },
  })
  onTestFinished(() => killChild(child))
  const ended = once(child, 'exit')
  const said: string[] = []
  child.stdout.setEncoding('utf8').on('data', (text: string) => said.push(text))
  const complained: string[] = []
  child.stderr.setEncoding('utf8').on('data', (text: string) => complained.push(text))
  child.stdin.on('error', () => undefined)
  child.stdin.write(`${await pairingTextOf(hub)}\n`)
  const stop = async (): Promise<unknown> => {
    child.kill('SIGTERM')
    return (await ended)[0]
  }
  return { folder, stop, said: () => said.join(''), complaints: () => complained.join('') }
}

interface Desk {
  connection: HubConnection
  outbox: ReturnType<typeof memoryOutbox>
  credentials: ReturnType<typeof credentialsOf>
}

async function openDesks(hub: HubProcess): Promise<Desk[]> {
  const desks: Desk[] = []
  for (let number = 1; number <= DESKS; number += 1) {
    const outbox = memoryOutbox()
    const credentials = credentialsOf(await admitDesk(hub, `Desk ${number}`))
    desks.push({ connection: pageDesk(hub, outbox), outbox, credentials })
  }
  await Promise.all(desks.map(({ connection, credentials }) => connection.connect(credentials)))
  return desks
}

/** All cards at once, spread over the desks; resolves with the members when each is acknowledged as having come in. */
async function scanAll(desks: readonly Desk[], cards: readonly string[]): Promise<string[]> {
  const answers = await Promise.all(
    cards.map((card, index) => desks[index % desks.length]!.connection.scan(card, { mode: 'in' })),
  )
  return answers.map(({ visit, reason }) => {
    expect(reason).toBe('ok_in')
    return visit!.member.id
  })
}

async function insideAt(hub: HubProcess): Promise<string[]> {
  const { payload } = await (await openDesk(hub)).ask('snapshot')
  const { present } = payload as { present: { member: { id: string } }[] }
  return present.map(({ member }) => member.id).sort()
}

it('a standby that is promoted by hand has all that was acknowledged, within a minute, and the hub before ends', async () => {
  const hub = await startHubProcess(['--port', '0', '--lan-port', '0', '--demo', String(MEMBERS), ...ON])
  const { port: lanPort } = await placeOf(hub)
  const atFirst = await insideAt(hub)
  const cards = await cardsOutside(hub, atFirst)
  const desks = await openDesks(hub)
  const shipped = await scanAll(desks, cards.slice(0, SCANS_BEFORE))
  const standby = await startStandby(hub)
  await expect.poll(standby.said).toContain('Copy of')
  const notShipped = await scanAll(desks, cards.slice(SCANS_BEFORE, SCANS_BEFORE + SCANS_AFTER))
  await hub.stop('SIGKILL')
  desks.forEach(({ connection }) => connection.disconnect())

  const startedAt = performance.now()
  expect(await standby.stop()).toBe(0)
  const promoted = await runCommand(['promote', '--data', standby.folder, '--yes'])
  expect(promoted, promoted.err).toMatchObject({ code: 0 })
  const next = await startHubProcess(['--port', '0', '--lan-port', '0', ...ON], standby.folder)
  const moved = desks.map((desk) => ({ ...desk, connection: pageDesk(next, desk.outbox) }))
  await Promise.all(moved.map(({ connection, credentials }) => connection.connect(credentials)))
  const [last] = await scanAll(moved, cards.slice(-1))
  console.log(`From the command to the first scan: ${Math.round(performance.now() - startedAt)} ms`)
  await expect.poll(() => moved.every(({ outbox }) => outbox.entries.size === 0)).toBe(true)
  const all = [...atFirst, ...shipped, ...notShipped, last!].sort()
  expect(await insideAt(next)).toEqual(all)
  expect(new Set(all).size).toBe(all.length)
  expect((await runCommand(['check', '--data', standby.folder])).out).toContain('All is well')

  // It comes back where it was: the promoted one tells it, and the network does.
  const looked = await runCommand([
    'serve',
    '--data',
    hub.folder,
    '--port',
    '0',
    '--lan-port',
    String(lanPort),
    ...ON,
  ])
  expect(looked).toMatchObject({ code: 2 })
  expect(looked.err).toContain('Another hub of this gym has taken over (term 2)')
  const again = await runCommand(['serve', '--data', hub.folder, '--port', '0'])
  expect(again).toMatchObject({ code: 2, out: '' })
  expect(again.err).toBe(looked.err.slice(looked.err.indexOf('Another hub of this gym')))
})

it('of two standbys that were both promoted the last one goes on, and the other ends by itself', async () => {
  const hub = await startHubProcess(['--port', '0', '--lan-port', '0', '--demo', '10', ...ON])
  const standbys = [await startStandby(hub), await startStandby(hub)]
  for (const { said } of standbys) await expect.poll(said).toContain('Copy of')
  await hub.stop('SIGKILL')
  const promoted: HubProcess[] = []
  for (const { folder, stop } of standbys) {
    await stop()
    expect(await runCommand(['promote', '--data', folder, '--yes'])).toMatchObject({ code: 0 })
    promoted.push(await startHubProcess(['--port', '0', '--lan-port', '0', ...ON], folder))
  }
  const [first, last] = promoted
  await once(first!.process, 'exit')
  expect(first!.process.exitCode).toBe(2)
  expect(first!.complaints()).toContain('Another hub of this gym has taken over (term 2)')
  expect((await last!.fetch('readyz')).status).toBe(200)
})

it.skipIf(!library)('a standby whose disk is full keeps the copy that it has, and says so', async () => {
  const hub = await startHubProcess(['--port', '0', '--lan-port', '0', '--demo', '10', ...ON])
  const folder = temporaryFolder()
  // The disk is that of the copies.
  const copies = copiesFolder(folder)
  prepareBackupFolder(copies)
  const disk = { ...faultyDisk(library!, copies), folder }
  onTestFinished(disk.remove)
  const first = await startStandby(hub, disk)
  await expect.poll(first.said).toContain('Copy of')
  await first.stop()
  const before = readdirSync(copies)
  await addMember(hub)
  disk.setQuota(0)
  const full = await startStandby(hub, disk)
  await expect.poll(full.complaints).toMatch(/^The disk of \S+ is full\.$/m)
  await full.stop()
  expect(readdirSync(copies)).toEqual(before)
  disk.setQuota(null)
  const again = await startStandby(hub, disk)
  await expect.poll(again.said).toContain('11 members')
})

/** Cards of members who are not inside yet. */
async function cardsOutside(hub: HubProcess, inside: readonly string[]): Promise<string[]> {
  const members = (await (await hub.fetch('api/v1/members/export?format=json')).json()) as {
    id: string
    credentials: string[]
  }[]
  const known = new Set(inside)
  const outside = new Set(
    members.filter(({ id }) => !known.has(id)).flatMap(({ credentials }) => credentials),
  )
  return CARDS.filter((card) => outside.has(card))
}
