import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { openDesk, type Frame, type TestDesk } from '../support/client/desk.ts'
import { openHub, type TestHub } from '../support/hub/hub.ts'
import { metric } from '../hostile/support/inside.ts'
import { startCluster, type Cluster } from '../support/postgres/cluster.ts'
import { askServer } from '../support/postgres/databases.ts'
import { patience } from '../support/patience.ts'
import { seededRandom, type Random } from '../support/random.ts'
import { findRedis, startRedis } from '../support/redis/server.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { atEnd } from '../support/for-whole-file.ts'
import { newLedger, openDesks, type Ledger } from './support/ledger.ts'
import { until } from './support/until.ts'
import { findFaultsOnServer } from './support/verdict.ts'

/** Tokens of one hub are good at all of them. */
const ENV = { FRONTDESK_TIME_ZONE: 'UTC', FRONTDESK_JWT_SECRET: 'a secret that all hubs of the chain have' }

const HUBS = 2
const DESKS_A_HUB = 3
const MEMBERS = 40

/** Operations that are acknowledged between two faults, so that each meets a hub at work. */
const BETWEEN_FAULTS = 60

const redis = findRedis()

interface Chain {
  cluster: Cluster
  database: string
  hubs: TestHub[]
  members: { id: string; card: string }[]
  ledger: Ledger
  random: Random
}

async function openChain(cluster: Cluster, random: Random, given: { redis?: string } = {}): Promise<Chain> {
  await askServer(cluster.address('postgres'), 'create database chain')
  const database = cluster.address('chain')
  const hubs: TestHub[] = []
  for (let opened = 0; opened < HUBS; opened += 1) {
    const limit = ['framesPerSecond=0', 'snapshotsPerMinute=0']
    const hub = await openHub(temporaryFolder(), { ...given, database, limit }, {}, ENV)
    atEnd(hub.close)
    hubs.push(hub)
  }
  const members = Array.from({ length: MEMBERS }, (_, at) => ({ id: uuidv7(), card: `CARD-${at}` }))
  const rows = members.map(({ id, card }, at) => `${id},Member ${at},${card}\n`).join('')
  const body = `id,full_name,credentials\n${rows}`
  const sent = { method: 'POST', body, headers: { 'content-type': 'text/csv' } }
  const taken = await hubs[0]?.fetch('api/v1/members/import', sent)
  if (!taken?.ok) throw new Error(await taken?.text())
  return { cluster, database, hubs, members, ledger: newLedger(), random }
}

/** Desks that come back whenever their hub lets them, until this is stopped. */
async function keepBusy({ hubs, members, ledger, random }: Chain): Promise<() => Promise<void>> {
  const token = await hubs[0]!.token()
  let isOver = false
  const stops: (() => void)[] = []
  const running = hubs.map(async ({ ws }) => {
    while (!isOver) {
      const desks = openDesks(DESKS_A_HUB, { ws, token, ledger, random, members, onAnswer: () => undefined })
      const asksAgain = setInterval(() => desks.close(), patience(2_000))
      stops.push(desks.close)
      await desks.closed
      clearInterval(asksAgain)
    }
  })
  return async () => {
    isOver = true
    for (const stop of stops) stop()
    await Promise.all(running)
  }
}

/** As many more operations as this are acknowledged. */
async function goesOn({ ledger }: Chain, operations = BETWEEN_FAULTS): Promise<void> {
  const before = ledger.acknowledged()
  await until(() => ledger.acknowledged() >= before + operations, `${operations} acknowledged operations`)
}

/** A desk at each hub that has seen all of the history from its beginning. */
async function openWatchers({ hubs }: Chain): Promise<TestDesk[]> {
  return Promise.all(hubs.map((hub) => openDesk(hub, { authenticate: { accept: ['batch'] } })))
}

const seqsOf = (desk: TestDesk): number[] =>
  desk.frames
    .flatMap((frame) => (frame.type === 'batch' ? (frame.payload as typeof desk.frames) : [frame]))
    .filter(({ type }) => /^(member_checked_in|member_checked_out|scan_refused|member_changed)$/.test(type))
    .map(({ payload }) => payload.seq as number)

/** Nothing acknowledged is lost or doubled, and every watcher has heard of all that happened since it came, each once and in order. */
async function isWhole(chain: Chain, watchers: readonly TestDesk[], since: number): Promise<void> {
  const ask = (question: string) => askServer(chain.database, question) as Promise<Record<string, unknown>[]>
  // What the desks sent last may still be written while it is looked; a fault stays.
  await expect.poll(() => findFaultsOnServer(ask, chain.ledger)).toEqual([])
  const events = (await ask(`select seq from events where seq > ${since} order by seq`)).map(({ seq }) => seq)
  for (const watcher of watchers) {
    await until(() => seqsOf(watcher).length >= events.length, 'all events at each desk')
    expect(seqsOf(watcher)).toEqual(events)
  }
  process.stderr.write(`${chain.ledger.acknowledged()} operations acknowledged, ${events.length} events\n`)
}

const headOf = async ({ database }: Chain): Promise<number> => {
  const [row] = (await askServer(database, 'select seq from hub_state')) as { seq: number }[]
  return row?.seq ?? 0
}

async function startServer(): Promise<Cluster> {
  const cluster = await startCluster()
  if (cluster === null) throw new Error('There is no PostgreSQL.')
  atEnd(cluster.remove)
  return cluster
}

/** What goes wrong, each as often as it says, under load. */
const FAULTS: [name: string, times: number, fault: (chain: Chain) => Promise<unknown>][] = [
  [
    'a connection that writes is cut off, wherever it is in its work',
    12,
    ({ database }) =>
      askServer(
        database,
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name like 'frontdesk-%' and pid <> pg_backend_pid()`,
      ),
  ],
  [
    'the server is killed and starts again',
    3,
    async ({ cluster }) => {
      await cluster.kill()
      await cluster.start()
    },
  ],
]

describe.skipIf(redis === null)(
  'hubs on one database lose nothing, do nothing twice, and tell every desk all',
  () => {
    it.each(FAULTS)('where %s', { timeout: patience(240_000) }, async (_name, times, fault) => {
      const chain = await openChain(await startServer(), seededRandom('a chain'))
      const [watchers, since] = [await openWatchers(chain), await headOf(chain)]
      const stop = await keepBusy(chain)
      for (let done = 0; done < times; done += 1) {
        await goesOn(chain)
        await fault(chain)
      }
      await goesOn(chain)
      await stop()
      await isWhole(chain, watchers, since)
    })

    it(
      'where Redis is killed, started empty, flushed, and everybody cut off',
      { timeout: patience(240_000) },
      async () => {
        const server = await startRedis(redis ?? '')
        const chain = await openChain(await startServer(), seededRandom('a chain'), { redis: server.address })
        const [watchers, since] = [await openWatchers(chain), await headOf(chain)]
        const stop = await keepBusy(chain)
        for (const fault of [
          server.kill,
          server.start,
          () => server.ask('FLUSHALL'),
          () => server.ask('CLIENT', 'KILL', 'TYPE', 'pubsub'),
          () => server.ask('CLIENT', 'KILL', 'TYPE', 'normal').catch(() => undefined),
        ]) {
          await goesOn(chain)
          await fault()
        }
        await goesOn(chain)
        await stop()
        await isWhole(chain, watchers, since)
      },
    )

    it(
      'where one that has stopped within its work keeps the others waiting',
      { timeout: patience(120_000) },
      async () => {
        const server = await startRedis(redis ?? '')
        const chain = await openChain(await startServer(), seededRandom('a chain'), { redis: server.address })
        const desk = await openDesk(chain.hubs[0]!)
        const published = () => metric(chain.hubs[0]!, 'frontdesk_channel_published_total')
        const stopped = new pg.Client({ connectionString: chain.database })
        await stopped.connect()
        await stopped.query('begin')
        await stopped.query('select seq from hub_state for update')
        const checkIn = () => desk.ask('check_in', { memberId: chain.members[0]!.id })
        const isPutOff = { code: 'storage_unavailable', retryable: true }
        expect((await checkIn()).payload).toMatchObject(isPutOff)
        // All that was committed before has been told by now: a refusal takes seconds.
        const before = await published()
        const isAway = ({ type, payload }: Frame) =>
          type === 'hub_status' && payload.reason === 'database_away'
        await until(() => desk.frames.some(isAway), 'word of it at the desk')
        // What was refused is no news: others would take it for a sign that they alone cannot read.
        expect((await checkIn()).payload).toMatchObject(isPutOff)
        expect(await published()).toBe(before)
        await stopped.end()
        await until(async () => (await checkIn()).type === 'check_in_success', 'a check-in once it is over')
      },
    )

    it(
      'where the server says nothing any more, until it does again',
      { timeout: patience(240_000) },
      async () => {
        const chain = await openChain(await startServer(), seededRandom('a chain'))
        const desk = await openDesk(chain.hubs[0]!)
        const stop = await keepBusy(chain)
        await goesOn(chain)
        chain.cluster.freeze()
        await desk.next(({ type, payload }) => type === 'hub_status' && payload.reason === 'database_away')
        chain.cluster.thaw()
        await goesOn(chain)
        await stop()
        await isWhole(chain, [], await headOf(chain))
      },
    )
  },
)
