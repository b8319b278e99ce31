import { describe, expect, it } from 'vitest'
import { ENDED_AT_ONCE } from '../../../server/jobs/end-overdue-visits.ts'
import { askFile, CROWD, crowdInside, endedOnce, isWell, statsOf } from '../../support/hub/closing.ts'
import { openDesk } from '../../support/client/desk.ts'
import type { TestHub } from '../../support/hub/hub.ts'
import { gymWithClock } from '../../support/hub/set-clock.ts'

const BERLIN = { timeZone: 'Europe/Berlin', closingTime: '22:00', longestStayHours: null }
const AFTERNOON = '2026-11-23T15:00:00.000Z'
const CLOSING = '2026-11-23T21:00:00.000Z'
const NEXT_MORNING = '2026-11-24T07:00:00.000Z'

/** Of an ending by the hub. */
const isAutomatic = (payload: { flags?: string[] } | undefined): boolean =>
  payload?.flags?.includes('auto_closed') === true

/** The closing has come, and the hub has ended the first of the crowd: the rest waits for its next turn. */
async function crowdInTheMiddleOfAClosing() {
  const made = await crowdInside(gymWithClock(BERLIN, AFTERNOON))
  const { gym, desk } = made
  gym.turns.hold()
  gym.goTo(CLOSING)
  gym.turns.next()
  await desk.next(({ payload }) => isAutomatic(payload))
  return made
}

async function waitingCommands(hub: TestHub): Promise<number> {
  const metrics = await (await hub.fetch('metrics')).text()
  return Number(/^frontdesk_waiting_commands (\d+)/m.exec(metrics)?.[1])
}

describe('a crowd of visits', () => {
  it('is ended some at a time, and a scan comes in between', async () => {
    const { gym, hub, desk } = await crowdInTheMiddleOfAClosing()
    const before = await waitingCommands(hub)
    const scan = desk.ask('scan', { code: 'nobody’s' })
    await expect.poll(() => waitingCommands(hub)).toBe(before + 1)
    gym.turns.letGo()
    expect((await scan).payload.reason).toBe('unknown_credential')
    const endedBefore = desk.frames
      .slice(
        0,
        desk.frames.findIndex(({ type }) => type === 'scan_result'),
      )
      .filter(({ payload: said }) => isAutomatic(said))
    expect(endedBefore).toHaveLength(ENDED_AT_ONCE)
    await expect.poll(() => statsOf(desk)).toMatchObject({ currentlyIn: 0, toReview: CROWD })
    await isWell(gym)
  })

  it('is ended once each where the hub stops in the middle', async () => {
    const { gym, hub } = await crowdInTheMiddleOfAClosing()
    await hub.close()
    const left = Number(await askFile(gym, 'select count(*) from visits where check_out_at is null'))
    // How far it came depends on how long a commit takes.
    expect(left % ENDED_AT_ONCE).toBe(0)
    expect(left).toBeGreaterThan(0)
    expect(left).toBeLessThan(CROWD)
    gym.now = Date.parse(NEXT_MORNING)
    const again = await openDesk(await gym.open())
    expect(await statsOf(again)).toMatchObject({ currentlyIn: 0, toReview: CROWD })
    await endedOnce(gym, Date.parse(CLOSING))
  })
})
