import { askServer } from '../../tests/support/postgres/databases.ts'
import { openAsker, type Asker } from '../load/asker.ts'
import type { ReadFrame } from '../load/frames.ts'
import type { Faults } from '../load/job.ts'
import { settled, sleep } from '../load/timing.ts'
import { Turnstile } from '../load/turnstile.ts'
import { compareVisits, type VisitRow } from '../stored-visits.ts'
import type { Chain } from './chain.ts'
import type { Servers } from './servers.ts'

const DESKS_A_HUB = 4
const MEMBERS_A_DESK = 20

const TIMES = 2

/** As long as a supervisor takes to start it again. */
const AWAY_MS = 1_000

/** How soon a desk asks again where the hub could not write. */
const ASKED_AGAIN_MS = 50

/** Answers between two restarts, so that each meets hubs at work. */
const BETWEEN = 100

/** Far beyond what an answer may take. */
const PATIENCE_MS = 60_000

export interface Restarts extends Faults {
  /** From the moment when the server took connections again until a desk was answered, the slower one. */
  firstAnswerMs: number
}

/** How many members it takes at so many hubs. */
export function membersOfRestarts(hubs: number): number {
  return hubs * DESKS_A_HUB * MEMBERS_A_DESK
}

/** Kills PostgreSQL and starts it again while all desks ask; looks whether all that was acknowledged is there, once. */
export async function measureRestarts(
  { hubs, token }: Chain,
  { cluster, database }: Servers,
  members: readonly string[],
): Promise<Restarts> {
  const visits = async () =>
    (await askServer(database, 'select id, member_id, check_out_at from visits')) as VisitRow[]
  const before = new Set((await visits()).map(({ id }) => id))
  const desks = await Promise.all(
    Array.from({ length: hubs.length * DESKS_A_HUB }, async (_, desk) => {
      const asker = await openAsker(hubs[desk % hubs.length]?.ws ?? '', token)
      const own = members.slice(desk * MEMBERS_A_DESK, (desk + 1) * MEMBERS_A_DESK)
      return { asker, turnstile: new Turnstile(own) }
    }),
  )
  const progress = { answers: 0, isOver: false }
  const busy = Promise.all(desks.map(({ asker, turnstile }) => keepAsking(asker, turnstile, progress)))
  const goesOn = async (answers: number): Promise<void> => {
    const enough = progress.answers + answers
    await settled(() => progress.answers >= enough, PATIENCE_MS)
    if (progress.answers < enough) throw new Error('No desk was answered any more.')
  }
  const ms: number[] = []
  for (let time = 0; time < TIMES; time += 1) {
    await goesOn(BETWEEN)
    await cluster.kill()
    await sleep(AWAY_MS)
    const answered = goesOn(1).then(() => performance.now())
    await cluster.start()
    const backAt = performance.now()
    // A hub may be sooner than whoever looks whether the server is there.
    ms.push(Math.max((await answered) - backAt, 0))
  }
  await goesOn(BETWEEN)
  progress.isOver = true
  await busy
  for (const { asker } of desks) asker.close()
  const all = desks.map(({ turnstile }) => turnstile.acknowledged)
  const acknowledged = {
    checkIns: all.flatMap(({ checkIns }) => checkIns),
    checkOuts: all.flatMap(({ checkOuts }) => checkOuts),
  }
  return { firstAnswerMs: Math.max(...ms), ...compareVisits(await visits(), before, acknowledged) }
}

async function keepAsking(
  asker: Asker,
  turnstile: Turnstile,
  progress: { answers: number; isOver: boolean },
): Promise<void> {
  while (!progress.isOver) {
    const frame = JSON.parse(turnstile.nextCommand()) as ReadFrame & { requestId: string; payload: object }
    turnstile.answered(await askUntilDone(asker, frame))
    progress.answers += 1
  }
}

/** The same request until it is done: whether it was, nobody knows while the database is away. */
async function askUntilDone(
  asker: Asker,
  { type, payload, requestId }: { type: string; payload: object; requestId: string },
): Promise<ReadFrame> {
  for (;;) {
    const answer = await asker.ask(type, payload, requestId)
    if (answer.type === `${type}_success`) return answer as ReadFrame
    const { retryable } = answer.payload as { retryable?: boolean }
    if (retryable !== true) throw new Error(`It was refused: ${JSON.stringify(answer)}`)
    await sleep(ASKED_AGAIN_MS)
  }
}
