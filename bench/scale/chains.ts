import type { Judgement } from '../aims.ts'
import type { Findings } from '../findings.ts'
import { CHAIN_WARM_UP } from '../load/chain.ts'
import type { ChainJob, ChainReport } from '../load/job.ts'
import { quantile } from '../statistics.ts'
import { figure, tableText } from '../table.ts'
import { runLoad } from '../turn.ts'
import { SCALE_AIMS } from './aims.ts'
import { scansOf, startChain, type Chain } from './chain.ts'
import { measureRedisFaults, SCANS_OF_REDIS_FAULTS, type RedisFaults } from './redis-faults.ts'
import { measureRestarts, membersOfRestarts, type Restarts } from './restart.ts'
import { measureRevocation } from './revocation.ts'
import type { Servers } from './servers.ts'

/** An evening at a chain's gym. */
const SCANS_PER_SECOND = 50

const DESKS_A_HUB = 2

/** For longer there are too few members, as each comes once. */
const MOST_SECONDS = 60

export interface Measuring {
  servers: Servers
  /** Who have never been there. */
  members: readonly string[]
  /** Of the steady load. */
  seconds: number
  say: (progress: string) => void
}

interface Measured {
  withRedis: Told
  alone: Told
  faults: RedisFaults
  restarts: Restarts
}

/** Under the steady load, and beside it. */
interface Told extends ChainReport {
  revokedMs: number
}

/** Measures what desks of several hubs on one database feel, and what becomes of it where a server fails. Prints a table. */
export async function compareChains(measuring: Measuring): Promise<Findings> {
  const { servers, members, say } = measuring
  const seconds = Math.min(measuring.seconds, MOST_SECONDS)
  const scans = scansOf(members).values()
  const take = (count: number) => Array.from({ length: count }, () => scans.next().value ?? raise())
  const told = async ({ hubs, token }: Chain): Promise<ChainReport> => {
    const load = { scansPerSecond: SCANS_PER_SECOND, seconds, desksAHub: DESKS_A_HUB }
    const job: ChainJob = {
      ...{ kind: 'chain', token, ...load },
      hubs: hubs.map(({ ws }) => ws),
      scans: take(CHAIN_WARM_UP.scans + seconds * SCANS_PER_SECOND),
    }
    return runLoad(job, { load: (command) => [...command] })
  }
  say('scale: several hubs without Redis')
  const alone = await withChain(startChain(servers, 'alone', null), async (chain) => ({
    ...(await told(chain)),
    revokedMs: await measureRevocation(chain, 'alone'),
  }))
  const measured = await withChain(startChain(servers, 'redis', servers.redis.address), async (chain) => {
    say('scale: several hubs with Redis')
    const withRedis = { ...(await told(chain)), revokedMs: await measureRevocation(chain, 'redis') }
    say('scale: Redis killed, emptied, cut off')
    const faults = await measureRedisFaults(chain, servers.redis, take(SCANS_OF_REDIS_FAULTS))
    say('scale: PostgreSQL killed and started again')
    const some = take(membersOfRestarts(chain.hubs.length)).map(({ memberId }) => memberId)
    const restarts = await measureRestarts(chain, servers, some)
    return { withRedis, alone, faults, restarts }
  })
  console.log(tableOf(measured, seconds))
  return findingsOf(measured)
}

function raise(): never {
  throw new Error('There are fewer members than scans.')
}

async function withChain<Result>(
  starting: Promise<Chain>,
  use: (chain: Chain) => Promise<Result>,
): Promise<Result> {
  const chain = await starting
  try {
    return await use(chain)
  } finally {
    await chain.stop()
  }
}

function p95(ms: readonly number[]): number {
  return quantile(ms, 0.95)
}

function findingsOf({ withRedis, alone, faults, restarts }: Measured): Findings {
  const judgements: Judgement[] = [
    {
      measure: `${SCANS_PER_SECOND} scans a second over several hubs, answer p95`,
      value: p95(withRedis.answerMs),
      aim: SCALE_AIMS.answer,
    },
    { measure: 'last desk of another hub p95', value: p95(withRedis.elsewhereMs), aim: SCALE_AIMS.told },
    {
      measure: 'last desk of another hub p95, without Redis',
      value: p95(alone.elsewhereMs),
      aim: SCALE_AIMS.toldWithoutRedis,
    },
    {
      measure: 'level after Redis was killed, emptied, cut off',
      value: faults.levelMs,
      aim: SCALE_AIMS.levelAfterRedis,
    },
    { measure: 'events that desks missed by it', value: faults.lost, aim: SCALE_AIMS.nothing },
    {
      measure: 'first answer after PostgreSQL is back',
      value: restarts.firstAnswerMs,
      aim: SCALE_AIMS.answerAfterRestart,
    },
    {
      measure: 'operations lost or doubled by it',
      value: restarts.lost + restarts.doubled,
      aim: SCALE_AIMS.nothing,
    },
    { measure: 'an ended sign-in is dead everywhere', value: withRedis.revokedMs, aim: SCALE_AIMS.revoked },
    {
      measure: 'an ended sign-in is dead everywhere, without Redis',
      value: alone.revokedMs,
      aim: SCALE_AIMS.revokedWithoutRedis,
    },
  ]
  const all = [withRedis, alone, faults, restarts]
  return {
    faults: all.map(({ lost, doubled }) => ({ name: 'hubs on one database', lost, doubled })),
    judgements,
    broken: [withRedis, alone].some(({ revokedMs }) => revokedMs > PROMISED_MS)
      ? ['A sign-in that was ended at one hub went on at another for more than two seconds.']
      : [],
  }
}

/** An ended sign-in takes effect within this time, whatever the machine. */
const PROMISED_MS = 2_000

function tableOf({ withRedis, alone }: Measured, seconds: number): string {
  const row = (name: string, of: (told: Told) => number[]) => [
    name,
    ...[withRedis, alone].flatMap((told) => [0.5, 0.95].map((share) => figure(quantile(of(told), share)))),
  ]
  const rows = [
    ['milliseconds', 'with Redis, p50', 'p95', 'without, p50', 'p95'],
    row('until answered', ({ answerMs }) => answerMs),
    row('from the answer to the last desk of another hub', ({ elsewhereMs }) => elsewhereMs),
  ]
  return (
    `\nThree hubs on one database: ${SCANS_PER_SECOND} scans a second for ${seconds} s, ${DESKS_A_HUB} desks at each\n` +
    tableText(rows)
  )
}
