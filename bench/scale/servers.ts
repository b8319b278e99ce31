import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { adopt, killChild } from '../../scripts/child.ts'
import { startCluster, type Cluster } from '../../tests/support/postgres/cluster.ts'
import { askServer } from '../../tests/support/postgres/databases.ts'
import { findRedis, openRedis, type RedisServer } from '../../tests/support/redis/server.ts'
import { cpuTimeMs } from '../cpu-time.ts'
import { median, sum } from '../statistics.ts'

/** On a disk, where the system's temporary folder may be memory; and everybody may go in, as the account of PostgreSQL has to. */
const ON_DISK = '/var/tmp'

const FAR_AWAY = fileURLToPath(new URL('far-away.ts', import.meta.url))

/** 100 ms, 200 ms and so on: the server's processes need a moment to end. */
const REMOVE_RETRIES = 5

/** Questions by which the way there and back is measured. */
const ROUND_TRIPS = 50

/** The servers of one run, and a folder on the same disk. */
export interface Servers {
  cluster: Cluster
  redis: RedisServer
  folder: string
  /** The database of the gym, and the same behind a network whose way there and back takes a millisecond. */
  database: string
  farDatabase: string
  stop: () => Promise<void>
}

/** Starts them; a sentence where there is one that cannot be had. */
export async function startServers(): Promise<Servers | string> {
  const program = findRedis()
  if (program === null) return 'There is no Redis here.'
  const cluster = await startCluster([], ON_DISK)
  if (cluster === null) return 'There is no PostgreSQL here.'
  const folder = mkdtempSync(join(ON_DISK, 'frontdesk-bench-'))
  const redis = await openRedis(program)
  const atExit = () => endAtOnce(cluster, redis, folder)
  process.once('exit', atExit)
  await askServer(cluster.address('postgres'), 'create database bench')
  const database = cluster.address('bench')
  const far = fork(FAR_AWAY, [socketOf(database)])
  adopt(far)
  const [port] = (await once(far, 'message')) as [number]
  return {
    ...{ cluster, redis, folder, database },
    farDatabase: `postgres://postgres@127.0.0.1:${port}/bench`,
    async stop() {
      await killChild(far)
      await redis.kill()
      await cluster.remove()
      rmSync(folder, { recursive: true, force: true })
      process.off('exit', atExit)
    },
  }
}

/** Where the bench is ended in the middle of its work nobody waits for them. */
function endAtOnce(cluster: Cluster, redis: RedisServer, folder: string): void {
  const [postgres] = cluster.pids()
  if (postgres !== undefined) process.kill(postgres, 'SIGQUIT')
  const redisPid = redis.pid()
  if (redisPid !== undefined) process.kill(redisPid, 'SIGKILL')
  for (const each of [folder, folderOf(cluster.address('bench'))])
    rmSync(each, { recursive: true, force: true, maxRetries: REMOVE_RETRIES })
}

/** Of the server, with its socket in it. */
function folderOf(database: string): string {
  return new URL(database).searchParams.get('host') ?? ''
}

function socketOf(database: string): string {
  return join(folderOf(database), '.s.PGSQL.5432')
}

/** Begins to watch the processor time of the server; the function returned gives what it has used since, without what has ended meanwhile. */
export function cpuOfServer({ cluster }: Pick<Servers, 'cluster'>): () => number {
  const look = () => new Map(cluster.pids().map((pid) => [pid, cpuTimeMs(pid) ?? NaN]))
  const before = look()
  return () => sum([...look()].map(([pid, ms]) => ms - (before.get(pid) ?? 0)))
}

/** How long the way to a database and back takes, with the simplest question. */
export async function roundTripMs(database: string): Promise<number> {
  const client = new pg.Client({ connectionString: database })
  await client.connect()
  const ms: number[] = []
  for (let asked = 0; asked < ROUND_TRIPS; asked += 1) {
    const startedAt = performance.now()
    await client.query('select 1')
    ms.push(performance.now() - startedAt)
  }
  await client.end()
  return median(ms)
}
