import { asOwner } from '../../../server/store/postgres/open-postgres.ts'
import { prepareDatabase } from '../../../server/store/postgres/open-site.ts'
import { startCluster, type Cluster } from './cluster.ts'
import { findHaproxy } from '../balancer/haproxy.ts'
import { findRedis } from '../redis/server.ts'
import { askServer, SERVER_VARIABLE, TEMPLATE } from './databases.ts'

/** What a server does beside its clients' work costs a core that the tests need: no databases live long enough to gain by it. */
const QUIET = ['autovacuum=off', 'jit=off', 'checkpoint_timeout=1h']

/** Before any test: a server for all of them, and Redis and haproxy for those that ask for them; where there is none, they are skipped visibly. */
export async function setup(): Promise<() => Promise<void>> {
  findRedis()
  findHaproxy()
  const cluster = await startCluster(QUIET)
  if (cluster === null) {
    process.stderr.write('No PostgreSQL was found: the tests that need it are skipped.\n')
    return () => Promise.resolve()
  }
  await makeTemplate(cluster)
  process.env[SERVER_VARIABLE] = cluster.address('postgres')
  return cluster.remove
}

/** The empty database of a new gym, which each test gets a copy of. */
async function makeTemplate({ address }: Cluster): Promise<void> {
  await askServer(address('postgres'), `create database ${TEMPLATE}`)
  await asOwner(address(TEMPLATE), prepareDatabase)
}
