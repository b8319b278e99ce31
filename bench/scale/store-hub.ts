import { v7 as uuidv7 } from 'uuid'
import { watchFlights } from '../../tests/support/postgres/flights.ts'
import type { Outcome } from '../../server/commands/outcome.ts'
import type { CommandFrame } from '../../server/protocol/operations.ts'
import { ownCpuTimeMs } from '../cpu-time.ts'
import { Turnstile } from '../load/turnstile.ts'
import { openStoreGym, type StoreGym } from './store-gym.ts'
import {
  cardOf,
  type DoneOf,
  type FlightsByGroup,
  type Order,
  type StoreHubJob,
  type StoreWork,
} from './store-job.ts'

/** A hub without sockets, in a process of its own; told what to do by messages, and answers each. */
const gym = await openStoreGym(JSON.parse(process.argv[2] ?? '') as StoreHubJob)
const turnstiles = new Map<string, Turnstile>()
process.on('message', (order: Order) => void carryOut(order).then((done) => process.send?.(done)))
process.once('disconnect', () => process.exit())
process.send?.('ready')

/** Each asks again as soon as it is answered. */
const CLIENTS = 64

async function carryOut(order: Order): Promise<DoneOf<Order>> {
  switch (order.kind) {
    case 'fill':
      await gym.fill(order.members)
      return null
    case 'work':
      return work(turnstileOf(order.members), order.seconds)
    case 'flights':
      return countFlights(gym, order.members)
  }
}

/** The same members go on where they stopped. */
function turnstileOf(members: readonly string[]): Turnstile {
  const key = members[0] ?? ''
  const turnstile = turnstiles.get(key) ?? new Turnstile(members)
  turnstiles.set(key, turnstile)
  return turnstile
}

async function work(turnstile: Turnstile, seconds: number): Promise<StoreWork> {
  const [startedAt, cpuBefore] = [performance.now(), ownCpuTimeMs()]
  let operations = 0
  const client = async (): Promise<void> => {
    while (performance.now() < startedAt + seconds * 1_000) {
      const frame = JSON.parse(turnstile.nextCommand()) as CommandFrame
      turnstile.answered(answerOf(frame, await gym.ask(frame)))
      operations += 1
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  return { operations, ms: performance.now() - startedAt, cpuMs: ownCpuTimeMs() - cpuBefore }
}

/** As a desk would read it. Throws where it is a refusal: nothing here may be refused. */
function answerOf({ requestId = '' }: CommandFrame, { answer, event }: Outcome) {
  if (answer.kind !== 'visit' || !event?.visit_id)
    throw new Error(`It was refused: ${JSON.stringify(answer)}`)
  return { type: answer.type, requestId, payload: { id: event.visit_id } }
}

/** A group of so many: enough that what each of them asks by itself would be seen. */
const GROUP = 16

/** Writes a group of each kind, each of members of its own. */
async function countFlights({ ask }: StoreGym, members: readonly string[]): Promise<FlightsByGroup> {
  const { flights, stop } = watchFlights()
  const some = members.values()
  const take = (count: number) => Array.from({ length: count }, () => some.next().value ?? '')
  const frame = (type: CommandFrame['type'], payload: object) =>
    ({ type, requestId: uuidv7(), payload }) as CommandFrame
  const scans = (count: number, mode = 'in') =>
    take(count).map((id) => frame('scan', { code: cardOf(id), mode }))
  const flightsOf = async (group: readonly CommandFrame[]): Promise<number> => {
    flights.length = 0
    await Promise.all(group.map(ask))
    return Math.max(...flights)
  }
  try {
    const checkIns = () => take(GROUP).map((memberId) => frame('check_in', { memberId }))
    const afterAnother = await flightsOf(checkIns())
    const { event } = await ask(frame('check_in', { memberId: take(1)[0] }))
    return {
      afterAnother,
      checkIns: await flightsOf(checkIns()),
      scans: await flightsOf(scans(GROUP)),
      loneScan: await flightsOf(scans(1)),
      refused: await flightsOf([...scans(GROUP), ...scans(1, 'out')]),
      undo: await flightsOf([...scans(GROUP), frame('undo', { checkInId: event?.visit_id })]),
    }
  } finally {
    stop()
  }
}
