import { newTimeOrderedId } from '../server/platform/uuid-v7.ts'
import { joinFindings, type Findings } from './findings.ts'
import { compareChains } from './scale/chains.ts'
import { startServers } from './scale/servers.ts'
import { compareStores, MEMBERS_OF_STORES, type Measuring } from './scale/stores.ts'

/** A chain's members. */
const MEMBERS = 26_000

type Asked = Pick<Measuring, 'rounds' | 'seconds' | 'before' | 'say'>

/** Measures several hubs on one database of PostgreSQL beside a hub on SQLite; where the servers cannot be had it says so. */
export async function measureScale(asked: Asked): Promise<Findings> {
  const servers = await startServers()
  if (typeof servers === 'string') {
    console.log(`\nScale: not measured. ${servers}`)
    return { faults: [], judgements: [] }
  }
  try {
    const members = Array.from({ length: MEMBERS }, newTimeOrderedId)
    const { rounds, seconds, say } = asked
    const stores = await compareStores({ ...asked, servers, members })
    const strangers = members.slice(MEMBERS_OF_STORES)
    const chains = await compareChains({ servers, members: strangers, seconds: rounds * seconds, say })
    return joinFindings([stores, chains])
  } finally {
    await servers.stop()
  }
}
