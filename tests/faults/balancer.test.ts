import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readHubFile } from '../../server/platform/data-folder.ts'
import { findHaproxy, startBalancer, type Balancer } from '../support/balancer/haproxy.ts'
import { freePort } from '../support/free-port.ts'
import { patience } from '../support/patience.ts'
import { startCluster, type Cluster } from '../support/postgres/cluster.ts'
import { askServer } from '../support/postgres/databases.ts'
import { seededRandom } from '../support/random.ts'
import { findRedis, startRedis, type RedisServer } from '../support/redis/server.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { fingerprintOf, openBusyDesks, type BusyDesks } from './support/busy-desks.ts'
import { startFaultyHub, type FaultyHub } from './support/hub-process.ts'
import { until } from './support/until.ts'

const HUBS = 3
const DESKS = 100
const MEMBERS = 1_000
const SCANS_PER_SECOND = 50

/** Between two faults, so that each meets hubs at work. */
const BETWEEN_FAULTS = 150

/** All desks know the same again so soon after a fault. */
const LEVEL_WITHIN_MS = patience(10_000)

/** Tokens of one hub are good at all of them. */
const ENV = { FRONTDESK_JWT_SECRET: 'a secret that all hubs of the chain have' }

const LIMITS = ['socketsPerAddress=1000', 'snapshotsPerMinute=0', 'connectionsPerAddress=2000'].flatMap(
  (limit) => ['--limit', limit],
)

const [haproxy, redis] = [findHaproxy(), findRedis()]

/** One place of a hub behind the balancer: its folder and port stay, its process comes and goes. */
interface Place {
  folder: string
  hub: FaultyHub
  start: () => Promise<void>
}

interface Chain {
  cluster: Cluster
  database: string
  redis: RedisServer
  places: Place[]
  balancer: Balancer
  desks: BusyDesks
}

async function openPlace(database: string, redisAddress: string, port: number): Promise<Place> {
  const folder = temporaryFolder()
  const args = ['--database', database, '--redis', redisAddress, '--behind-proxy', '127.0.0.0/8', ...LIMITS]
  const open = () => startFaultyHub({ folder, environment: ENV, args: ['--port', String(port), ...args] })
  const place: Place = {
    folder,
    hub: await open(),
    async start() {
      place.hub = await open()
    },
  }
  return place
}

/** Asks a hub as the command line on its machine, which may do everything. */
async function ask({ folder }: Place, path: string, type: string, body: string): Promise<Response> {
  const { http, controlKey } = readHubFile(folder)
  const headers = { authorization: `Bearer ${controlKey}`, 'content-type': type }
  const answer = await fetch(new URL(path, http), { method: 'POST', body, headers })
  if (!answer.ok) throw new Error(await answer.text())
  return answer
}

async function openChain(): Promise<Chain> {
  const cluster = await startCluster()
  if (cluster === null) throw new Error('There is no PostgreSQL.')
  onTestFinished(cluster.remove)
  await askServer(cluster.address('postgres'), 'create database chain')
  const database = cluster.address('chain')
  const server = await startRedis(redis ?? '')
  const ports = await Promise.all(Array.from({ length: HUBS }, freePort))
  const places: Place[] = []
  for (const port of ports) places.push(await openPlace(database, server.address, port))
  const members = Array.from({ length: MEMBERS }, (_, at) => ({ id: uuidv7(), card: `CARD-${at}` }))
  const rows = members.map(({ id, card }, at) => `${id},Member ${at},${card}\n`).join('')
  await ask(places[0]!, 'api/v1/members/import', 'text/csv', `id,full_name,credentials\n${rows}`)
  const asked = JSON.stringify({ role: 'receptionist', ttlMs: 24 * 3_600_000 })
  const given = await ask(places[0]!, 'api/v1/access-tokens', 'application/json', asked)
  const { access: token } = (await given.json()) as { access: string }
  const balancer = await startBalancer(haproxy ?? '', ports)
  for (const at of ports.keys())
    await until(async () => (await balancer.statusOf(at)) === 'UP', `hub ${at + 1}`)
  const { ws, certificate } = balancer
  const random = seededRandom('a chain behind a balancer')
  const desks = await openBusyDesks({
    ...{ ws, certificate, token, members, random },
    ...{ count: DESKS, perSecond: SCANS_PER_SECOND },
  })
  onTestFinished(desks.disconnect)
  return { cluster, database, redis: server, places, balancer, desks }
}

/** As many more scans as this are answered. */
async function goesOn({ desks }: Chain): Promise<void> {
  const before = desks.answerMs.length
  await until(() => desks.answerMs.length >= before + BETWEEN_FAULTS, `${BETWEEN_FAULTS} scans`)
}

async function headOf({ database }: Chain): Promise<number> {
  const [row] = (await askServer(database, 'select seq from hub_state')) as { seq: number }[]
  return Number(row?.seq)
}

/** Every desk is live and knows all that has happened until now. */
async function areLevel(chain: Chain): Promise<void> {
  const head = await headOf(chain)
  await until(() => chain.desks.areAt(head), `all desks at ${head}`)
}

const isUp = (chain: Chain, at: number) =>
  until(async () => (await chain.balancer.statusOf(at)) === 'UP', `hub ${at + 1} at the balancer`)

async function startAgain(chain: Chain, at: number): Promise<void> {
  await chain.places[at]?.start()
  await isUp(chain, at)
}

/** What goes wrong under load, and what puts it right afterwards. */
const FAULTS: [
  name: string,
  fault: (chain: Chain) => Promise<unknown>,
  after?: (chain: Chain) => Promise<unknown>,
][] = [
  ['a hub is killed', ({ places }) => places[0]!.hub.kill(), (chain) => startAgain(chain, 0)],
  ['a hub is drained', ({ places }) => ended(places[1]!.hub), (chain) => startAgain(chain, 1)],
  [
    'a hub is stopped where it is',
    ({ places }) => Promise.resolve(process.kill(places[2]!.hub.pid, 'SIGSTOP')),
    async (chain) => {
      process.kill(chain.places[2]!.hub.pid, 'SIGCONT')
      await isUp(chain, 2)
    },
  ],
  ['Redis is flushed', ({ redis: server }) => server.ask('FLUSHALL')],
  ['Redis is killed', ({ redis: server }) => server.kill()],
  ['Redis is started again', ({ redis: server }) => server.start()],
  [
    'PostgreSQL is killed and started again',
    async ({ cluster }) => {
      await cluster.kill()
      await cluster.start()
    },
  ],
]

/** A hub is asked to end, and does so in order. */
async function ended({ process: child }: FaultyHub): Promise<void> {
  const exit = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  expect(await exit).toBe(0)
}

describe.skipIf(haproxy === null || redis === null)(
  'a hundred desks over three hubs behind a balancer',
  () => {
    it('lose nothing, do nothing twice and all know the same', { timeout: patience(400_000) }, async () => {
      const chain = await openChain()
      await areLevel(chain)
      for (const [name, fault, after] of FAULTS) {
        await goesOn(chain)
        const [knocks, answered] = [chain.desks.failedKnocks(), chain.desks.answerMs.length]
        const at = performance.now()
        await fault(chain)
        const doneMs = performance.now() - at
        await areLevel(chain)
        const levelMs = performance.now() - at
        await goesOn(chain)
        const failed = chain.desks.failedKnocks() - knocks
        const worstMs = Math.max(...chain.desks.answerMs.slice(answered))
        process.stderr.write(
          `${name} (${Math.round(doneMs)} ms): level after ${Math.round(levelMs)} ms, slowest answer ${Math.round(worstMs)} ms, ${failed} failed knocks\n`,
        )
        expect(levelMs - doneMs, name).toBeLessThan(LEVEL_WITHIN_MS)
        if (name === 'a hub is drained') expect(failed).toBe(0)
        await after?.(chain)
      }
      await chain.desks.stop()
      await areLevel(chain)
      await isWhole(chain)
    })
  },
)

/** What the desks were told is what the database has, and what each of them shows. */
async function isWhole({ database, desks }: Chain): Promise<void> {
  const visitsWhere = async (condition: string): Promise<string> => {
    const rows = (await askServer(database, `select id from visits where ${condition}`)) as { id: string }[]
    return fingerprintOf(rows.map(({ id }) => id))
  }
  const { began, ended: left, strange } = desks.told
  expect(strange).toEqual([])
  expect(await visitsWhere('true')).toBe(fingerprintOf(began))
  expect(await visitsWhere('check_out_at is not null')).toBe(fingerprintOf(left))
  const [events] = (await askServer(database, 'select count(*)::int as count from events')) as {
    count: number
  }[]
  expect(events?.count).toBe(began.length + left.length)
  expect(new Set(desks.inside())).toEqual(new Set([await visitsWhere('check_out_at is null')]))
  process.stderr.write(`${began.length + left.length} scans acknowledged, none lost or doubled\n`)
}
