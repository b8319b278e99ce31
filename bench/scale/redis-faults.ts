import { ChainDesks } from '../load/chain.ts'
import type { Faults, ScanFrame } from '../load/job.ts'
import { sleep } from '../load/timing.ts'
import type { RedisServer } from '../../tests/support/redis/server.ts'
import type { Chain } from './chain.ts'

const SCANS_PER_SECOND = 50

/** Between two faults, so that each meets hubs that hear each other. */
const CALM_MS = 1_000

/** As long as a supervisor takes to start it again. */
const AWAY_MS = 2_000

const FAULTS: ((redis: RedisServer) => Promise<unknown>)[] = [
  async (redis) => {
    await redis.kill()
    await sleep(AWAY_MS)
    await redis.start()
  },
  (redis) => redis.ask('FLUSHALL'),
  (redis) => redis.ask('CLIENT', 'KILL', 'TYPE', 'pubsub'),
  // It cuts off who asks for it, too.
  (redis) => redis.ask('CLIENT', 'KILL', 'TYPE', 'normal').catch(() => undefined),
]

/** How many scans it takes at most. */
export const SCANS_OF_REDIS_FAULTS = 1_000

export interface RedisFaults extends Faults {
  /** From the end of the fault until every desk had been told all that had happened by then, the slowest. */
  levelMs: number
}

/** Kills Redis and starts it again, empties it, and cuts everybody off, while cards are scanned at all hubs. */
export async function measureRedisFaults(
  { hubs, token }: Chain,
  redis: RedisServer,
  scans: readonly ScanFrame[],
): Promise<RedisFaults> {
  const chain = await ChainDesks.open({ hubs: hubs.map(({ ws }) => ws), token, desksAHub: 2 })
  let sent = 0
  const load = setInterval(() => {
    const scan = scans[sent]
    if (scan) chain.send(scan, sent % chain.desks.length)
    sent += 1
  }, 1_000 / SCANS_PER_SECOND)
  const levelMs: number[] = []
  for (const fault of FAULTS) {
    await sleep(CALM_MS)
    await fault(redis)
    const backAt = performance.now()
    await chain.level(chain.watch.lastSeq)
    levelMs.push(performance.now() - backAt)
  }
  await sleep(CALM_MS)
  clearInterval(load)
  return { levelMs: Math.max(...levelMs), ...(await chain.close()) }
}
