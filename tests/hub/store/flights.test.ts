import { beforeEach, expect, it, onTestFinished } from 'vitest'
import { CARDS, command, MEMBERS, openCommandGym, submit, type Step } from '../../support/hub/command-gym.ts'
import { watchFlights } from '../../support/postgres/flights.ts'

const HOUR_MS = 3_600_000

const SCANS: Step[] = CARDS.slice(0, MEMBERS.length).map((code) =>
  command('scan', { code, mode: 'in' }, `scan-${code}`),
)

let flightsOf: (group: readonly Step[]) => Promise<number[]>
/** Everybody has come in, and leaves with these. */
let leaving: Step[]
let pass: (ms: number) => void
let visits: () => Promise<{ id: string }[]>

beforeEach(async () => {
  const { core, asks, run, ...gym } = await openCommandGym('postgres')
  pass = gym.pass
  const { flights, stop } = watchFlights()
  onTestFinished(stop)
  flightsOf = async (group) => {
    flights.length = 0
    await Promise.all(group.map((step) => submit(core, step, asks(step), run)))
    return [...flights]
  }
  await flightsOf(SCANS)
  visits = () => core.store.db.selectFrom('visits').select('id').orderBy('member_id').execute()
  leaving = (await visits()).map(({ id }) => command('check_out', { checkInId: id }, `leaving-${id}`))
  expect(leaving).toHaveLength(MEMBERS.length)
})

it('a group asks all that it has to know in one flight, and writes in another', async () => {
  expect(await flightsOf(leaving)).toEqual([2])
})

it('cards take no more, be it one by itself', async () => {
  const leavingByCard = SCANS.map((_, at) => command('scan', { code: CARDS[at], mode: 'out' }, `out-${at}`))
  expect(await flightsOf(leavingByCard.slice(0, 1))).toEqual([2])
  expect(await flightsOf(leavingByCard.slice(1))).toEqual([2])
})

it('what is taken back takes one flight more for what came after it', async () => {
  const [visit] = await visits()
  expect(await flightsOf([command('undo', { checkInId: visit?.id }, 'undone')])).toEqual([3])
})

it('a command that asks what nobody could tell beforehand takes one flight more', async () => {
  await flightsOf(leaving.slice(0, 1))
  pass(HOUR_MS)
  // Whether their card may have been handed on is looked up for those who come in by their name.
  const comingBack = command('check_in', { memberId: MEMBERS[0] }, 'coming-back')
  expect(await flightsOf([...leaving.slice(1), comingBack])).toEqual([3])
})
