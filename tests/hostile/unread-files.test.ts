import { channel } from 'node:diagnostics_channel'
import { connect, type Socket } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DEFAULT_LIMITS } from '../../server/settings/limits.ts'
import { openDesk } from '../support/client/desk.ts'
import { forWholeFile } from '../support/for-whole-file.ts'
import { startHub, type TestHub } from '../support/hub/hub.ts'
import { beginDatabase } from '../support/hub/new-database.ts'
import { changeStored } from '../support/hub/stored.ts'
import { patience } from '../support/patience.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** Managers' programs that ask for a file and do not read it: each file is far larger than what waits in the system's own buffers. */

const READERS = 20

/** Short, since it is waited for; as long as a hub needs that makes all of a file, whether it is taken or not. */
const STALLED_MS = Math.ceil(patience(3_000))

/** What may wait for a reader: what is made ahead, a piece that does not fit into it, and what stands between. */
const MOST_UNREAD_BYTES = 1024 * 1024

const ROWS = `with recursive some (n) as (select 1 union all select n + 1 from some where n < 6000)`
const ID = `printf('01a20902-753d-7125-bcc5-%012x', n)`

const TWO_KB = `hex(randomblob(1000))`

/** Beyond what the hub writes of its own meanwhile. */
const AUDIT_BEFORE = 1_000_000

const MEMBERS =
  '(id, full_name, membership_type, phone, email, suspended, debt_cents, search_text, created_at, updated_at)'

/** 6,000 members with names of 2 KB, an entry of the ledger each, and as much in the audit log. */
const LARGE_GYM = `
  insert into members ${MEMBERS} ${ROWS} select ${ID}, ${TWO_KB}, 'Gold', '', '', 0, 0, 'n', 1, 1 from some;
  insert into ledger_entries (number, id, member_id, at, business_day, kind, cents, staff_id, change_id)
    ${ROWS} select n, ${ID}, ${ID}, 1, '2026-01-01', 'opening', 0, 'hub', 'c' from some;
  insert into audit_log (seq, at, entries, hash)
    ${ROWS} select ${AUDIT_BEFORE} + n, 1, json_array(json_array('hub', null, 'check_in', null, json_object('x', hex(randomblob(12000))))), 'h'
      from some where n <= 500;`

/** 400 members with a photo of 30 KB each. */
const GYM_WITH_PHOTOS = `
  insert into members ${MEMBERS} ${ROWS} select ${ID}, 'Ann', 'Gold', '', '', 0, 0, 'n', 1, 1 from some where n <= 400;
  insert into member_photos (member_id, version, image, at)
    ${ROWS} select ${ID}, 'v', hex(randomblob(20000)), 1 from some where n <= 400;`

async function startFilled(statements: string): Promise<TestHub> {
  const folder = temporaryFolder()
  await beginDatabase(folder)
  await changeStored(folder, statements)
  return startHub({ data: folder, limit: [`stalledMs=${STALLED_MS}`] })
}

const largeGym = forWholeFile(() => startFilled(LARGE_GYM))
const gymWithPhotos = forWholeFile(() => startFilled(GYM_WITH_PHOTOS))

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Bytes that this process, which the hub is in, cannot do without. */
function bytesHeld(): number {
  collectGarbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

interface End {
  connection: Socket
  /** When nobody had taken any of its answer for too long: how much of it waited, and what was held for all. */
  stalled: { unread: number; held: number } | null
}

/** The hub's ends of connections that are opened from now on, by the port of the other end. */
function watchConnections(): Map<number, End> {
  const opened = new Map<number, End>()
  const seen = (message: unknown): void => {
    const { socket: connection } = message as { socket: Socket }
    const end: End = { connection, stalled: null }
    connection.on('timeout', () => {
      end.stalled = { unread: connection.writableLength, held: bytesHeld() }
    })
    opened.set(connection.remotePort ?? 0, end)
  }
  channel('net.server.socket').subscribe(seen)
  onTestFinished(() => {
    channel('net.server.socket').unsubscribe(seen)
  })
  return opened
}

/** Asks for it and reads nothing. Resolves with the port that it asks from. */
async function askAndLeave(hub: TestHub, path: string, token: string): Promise<number> {
  const { hostname, port, host } = new URL(hub.http)
  const connection = connect({ host: hostname, port: Number(port) })
  onTestFinished(() => void connection.destroy())
  connection.on('error', () => undefined)
  connection.pause()
  await new Promise<void>((resolve) => connection.once('connect', resolve))
  connection.write(`GET /${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\n\r\n`)
  return connection.localPort ?? 0
}

const sizeOf = async (hub: TestHub, path: string): Promise<number> =>
  (await (await hub.fetch(path)).arrayBuffer()).byteLength

/** The hub's ends of twenty connections that have asked for it and were cut, with what was held for them at most; a desk was answered meanwhile. */
async function cutReaders(hub: TestHub, path: string): Promise<{ ends: End[]; grown: number }> {
  const opened = watchConnections()
  const [desk, token] = [await openDesk(hub), await hub.token('manager')]
  const before = bytesHeld()
  const ports: number[] = []
  for (let count = 0; count < READERS; count += 1) ports.push(await askAndLeave(hub, path, token))
  expect((await desk.ask('snapshot')).type).toBe('snapshot')
  await expect.poll(() => ports.every((port) => opened.has(port))).toBe(true)
  const ends = ports.map((port) => opened.get(port)!)
  await expect.poll(() => ends.every(({ connection }) => connection.destroyed)).toBe(true)
  expect((await desk.ask('heartbeat')).type).toBe('heartbeat_ack')
  return { ends, grown: Math.max(...ends.map(({ stalled }) => stalled?.held ?? 0)) - before }
}

describe('twenty readers that ask and do not read', () => {
  it.each([
    ['api/v1/members/export', largeGym],
    ['api/v1/members/export?format=json', largeGym],
    ['api/v1/members/list.csv', largeGym],
    ['api/v1/ledger.csv', largeGym],
    ['api/v1/members/export?format=zip', gymWithPhotos],
  ])('of %s have little more made than they take, are cut, and keep no desk waiting', async (path, gym) => {
    const size = await sizeOf(gym(), path)
    const { ends, grown } = await cutReaders(gym(), path)
    for (const { connection, stalled } of ends) {
      expect(stalled?.unread).toBeGreaterThan(0)
      expect(stalled?.unread).toBeLessThan(MOST_UNREAD_BYTES)
      expect(connection.bytesWritten).toBeLessThan(size / 2)
    }
    expect(grown).toBeLessThan((READERS * size) / 4)
  })

  it('of a page of the audit log, which is made whole, leave no more unread than all may, and keep no desk waiting', async () => {
    const path = `api/v1/audit?after=${AUDIT_BEFORE}`
    const size = await sizeOf(largeGym(), path)
    const { ends } = await cutReaders(largeGym(), path)
    expect(READERS * size).toBeGreaterThan(3 * DEFAULT_LIMITS.unreadAnswerBytes)
    const unread = ends.reduce((sum, { stalled }) => sum + (stalled?.unread ?? 0), 0)
    expect(unread).toBeGreaterThan(0)
    expect(unread).toBeLessThan(DEFAULT_LIMITS.unreadAnswerBytes)
  })
})
