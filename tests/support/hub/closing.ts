import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { businessDayAt } from '../../../server/domain/business-day.ts'
import { ENDED_AT_ONCE } from '../../../server/jobs/end-overdue-visits.ts'
import { openDesk, type TestDesk } from '../client/desk.ts'
import type { SetClockGym } from './set-clock.ts'
import { checkStored, storedValue } from './stored.ts'

/** What the hub tells of the day. */
export async function statsOf(desk: TestDesk): Promise<Record<string, number>> {
  return (await desk.ask('snapshot')).payload.stats as Record<string, number>
}

/** Nothing is wrong with the whole database of a gym in that time zone. */
export async function isWell(gym: SetClockGym, timeZone = 'Europe/Berlin'): Promise<void> {
  const day = businessDayAt(gym.now, { timeZone, cutOverHour: 4 })
  const { findings } = await checkStored(gym.folder, day)
  expect(findings).toEqual([])
}

/** Too many for two goes. */
export const CROWD = 5 * ENDED_AT_ONCE

/** A gym with all of them inside. */
export async function crowdInside(gym: SetClockGym) {
  const hub = await gym.open()
  const rows = Array.from({ length: CROWD }, () => uuidv7())
  const body = `id,full_name,credentials\n${rows.map((id) => `${id},Member,CARD-${id}`).join('\n')}\n`
  await hub.fetch('api/v1/members/import', { method: 'POST', body, headers: { 'content-type': 'text/csv' } })
  const desk = await openDesk(hub)
  await Promise.all(rows.map((memberId) => desk.ask('check_in', { memberId })))
  return { gym, hub, desk }
}

/** The one value that a query of the gym's database gives. */
export function askFile(gym: SetClockGym, query: string): Promise<unknown> {
  return storedValue(gym.folder, query)
}

/** Everybody of the crowd was sent home once, at one instant. */
export async function endedOnce(gym: SetClockGym, instant: number, timeZone?: string): Promise<void> {
  const ends = `from events where flags like '%auto_closed%'`
  expect(await askFile(gym, `select count(*) ${ends}`)).toBe(CROWD)
  expect(await askFile(gym, `select count(distinct visit_id) ${ends}`)).toBe(CROWD)
  expect(await askFile(gym, `select count(*) from visits where check_out_at = ${instant}`)).toBe(CROWD)
  await isWell(gym, timeZone)
}
