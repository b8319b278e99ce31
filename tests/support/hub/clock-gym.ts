import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { openDesk } from '../client/desk.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { commandHere } from './command-line.ts'
import { holdTime, type HeldTime } from './held-time.ts'
import { addMember, startHub, type TestHub } from './hub.ts'
import { storedValue } from './stored.ts'

/** A gym whose PC's clock is set, and what its hub makes of that. */

export const SECOND_MS = 1_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS
const AHEAD_MS = 21 * DAY_MS
export const TEN_YEARS_MS = 3_650 * DAY_MS

export const NOON = Date.parse('2026-11-24T12:00:00Z')

/** Long enough for clients that a test leaves alone while it lets hours pass. */
export const PATIENT = { limit: ['silentPeerMs=9999999999', 'framesPerSecond=0'] }

/** A gym that closes at 22:00, at noon, with somebody inside and both clocks in the test's hand. */
export async function gymAtNoon() {
  const time = holdTime(NOON)
  const data = temporaryFolder()
  writeFileSync(join(data, 'settings.json'), JSON.stringify({ closingTime: '22:00' }))
  const hub = await startHub({ data, ...PATIENT }, time)
  const sofia = await addMember(hub)
  const desk = await openDesk(hub)
  const requestId = uuidv7()
  const checkIn = () => desk.ask('check_in', { memberId: sofia.id }, requestId)
  const visit = (await checkIn()).payload as { id: string }
  return { time, hub, sofia, desk, visit, checkIn }
}

type Gym = Awaited<ReturnType<typeof gymAtNoon>>

/** Lets time pass, and then the hub do everything that it does by itself; resolves when all of it is committed. */
export async function lookAround(time: HeldTime, hub: TestHub, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += SECOND_MS) time.pass(SECOND_MS)
  for (let look = 0; look < 3; look += 1) {
    time.look()
    await hub.fetch('readyz')
  }
}

/** Somebody sets the clock, it stays so for 40 s in which the hub does all that it does by itself, and is set right again. */
export async function setFor40s(
  time: HeldTime,
  hub: TestHub,
  byMs: number,
  meanwhile?: () => Promise<unknown>,
): Promise<void> {
  time.set(time.now() + byMs)
  await lookAround(time, hub, 40 * SECOND_MS)
  await meanwhile?.()
  time.set(time.now() - byMs)
  await lookAround(time, hub, 40 * SECOND_MS)
}

export const countIn = async (hub: TestHub, what: string): Promise<number> =>
  Number(await storedValue(hub.folder, `select count(*) from ${what}`))

export const warningsOf = async (hub: TestHub): Promise<{ code: string; sentence: string }[]> =>
  ((await (await hub.fetch('readyz')).json()) as { warnings: { code: string; sentence: string }[] }).warnings

export const isSuspect = async (hub: TestHub): Promise<boolean> =>
  (await warningsOf(hub)).some(({ code }) => code === 'clock_suspect')

/** What was done on a clock that was three weeks ahead and believed, and what is there when it was put right and a manager has said so. */
export async function putRight(doAhead: (gym: Gym) => Promise<unknown>): Promise<Gym> {
  const gym = await gymAtNoon()
  gym.time.set(NOON + AHEAD_MS)
  await lookAround(gym.time, gym.hub, SECOND_MS)
  await doAhead(gym)
  gym.time.set(NOON)
  await lookAround(gym.time, gym.hub, SECOND_MS)
  await commandHere(['confirm-clock', '--data', gym.hub.folder])
  await lookAround(gym.time, gym.hub, SECOND_MS)
  expect(await isSuspect(gym.hub)).toBe(false)
  return gym
}
