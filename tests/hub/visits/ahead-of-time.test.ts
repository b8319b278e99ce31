import { expect, it } from 'vitest'
import { openDesk } from '../../support/client/desk.ts'
import { countIn, DAY_MS, HOUR_MS, lookAround, putRight, SECOND_MS } from '../../support/hub/clock-gym.ts'
import { statsOf } from '../../support/hub/closing.ts'
import type { HeldTime } from '../../support/hub/held-time.ts'
import { addMember, type TestHub } from '../../support/hub/hub.ts'
import { storedRows } from '../../support/hub/stored.ts'

/** Visits of a clock that was three weeks ahead, after it was put right at noon. */

const MINUTE_MS = 60 * SECOND_MS
const TO_CLOSING_MS = 10 * HOUR_MS

async function inSinceAhead() {
  let ole = { id: '', card: '' }
  const { time, hub } = await putRight(async (gym) => {
    ole = await addMember(gym.hub, { full_name: 'Ole Brandt' })
    await (await openDesk(gym.hub)).ask('check_in', { memberId: ole.id })
  })
  await lookAround(time, hub, MINUTE_MS + SECOND_MS)
  await expect.poll(() => countIn(hub, `closings where outcome = 'inside'`)).toBe(1)
  return { time, hub, ole }
}

/** Looks around until all have left: on a server a look may come before the last one is committed, and does nothing then. */
async function nobodyIsInside(time: HeldTime, hub: TestHub): Promise<void> {
  await expect
    .poll(async () => {
      await lookAround(time, hub, SECOND_MS)
      return openVisits(hub)
    })
    .toBe(0)
}

const openVisits = (hub: TestHub) => countIn(hub, 'visits where check_out_at is null')

it('ends with the day on which the clock was put right, at its own beginning; or later, where the member is still inside', async () => {
  const { time, hub, ole } = await inSinceAhead()
  expect(await openVisits(hub)).toBe(1)
  time.sleep(TO_CLOSING_MS)
  await nobodyIsInside(time, hub)
  const [visit] = await storedRows(hub.folder, `select * from visits where member_id = '${ole.id}'`)
  expect(visit).toMatchObject({ closed_by: 'auto', check_out_at: visit?.check_in_at })
  const desk = await openDesk(hub)
  expect(await statsOf(desk)).toMatchObject({ currentlyIn: 0 })
  const listed = await desk.ask('request', { method: 'closings.list', params: {} })
  const [first] = (listed.payload as { visits: Record<string, string>[] }).visits
  expect(first?.check_out_time).toBe(first?.check_in_time)

  const said = await desk.ask('review_closing', { checkInId: visit?.id, outcome: 'inside' })
  expect(said.type).toBe('review_closing_success')
  await lookAround(time, hub, MINUTE_MS + SECOND_MS)
  expect(await openVisits(hub)).toBe(1)
  time.sleep(DAY_MS)
  await nobodyIsInside(time, hub)
})

it('is left by its member’s card on the same day, and lets it in on the next morning', async () => {
  const { time, hub, ole } = await inSinceAhead()
  const scan = async () =>
    (await (await openDesk(hub)).ask('scan', { code: ole.card })).payload.reason as string
  const preview = async () => {
    const asked = { method: 'scans.preview', params: { code: ole.card } }
    return (await (await openDesk(hub)).ask('request', asked)).payload as { reason: string }
  }
  expect(await preview()).toMatchObject({ reason: 'ok_out' })
  time.sleep(20 * HOUR_MS)
  expect(await preview()).toMatchObject({ reason: 'ok_in' })
  expect(await scan()).toBe('ok_in')
})
