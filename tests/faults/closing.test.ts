import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { ENDED_AT_ONCE } from '../../server/jobs/end-overdue-visits.ts'
import { askFile, CROWD, crowdInside, endedOnce, statsOf } from '../support/hub/closing.ts'
import { openDesk } from '../support/client/desk.ts'
import { startHubProcess } from '../support/hub/hub.ts'
import { gymWithClock } from '../support/hub/set-clock.ts'

describe('a hub that is killed in the middle of a closing', () => {
  const KILL_AT = 2 * ENDED_AT_ONCE + 20

  it('ends every visit once when it comes back', async () => {
    const longAgo = new Date(Date.now() - 30 * 3_600_000).toISOString()
    const gym = gymWithClock({ timeZone: 'UTC', longestStayHours: 12 }, longAgo)
    const { hub: first } = await crowdInside(gym)
    await first.close()
    onTestFinished(() => void vi.unstubAllEnvs())
    vi.stubEnv('KILL_AT', String(KILL_AT))
    const killing = ['--import', new URL('../support/hub/kill-at-closing.mjs', import.meta.url).href]
    await expect(startHubProcess(['--port', '0'], gym.folder, killing)).rejects.toThrow('did not start')
    vi.unstubAllEnvs()
    expect(await askFile(gym, 'select count(*) from visits where check_out_at is null')).toBe(
      CROWD - 2 * ENDED_AT_ONCE,
    )
    const hub = await startHubProcess(['--port', '0'], gym.folder)
    const desk = await openDesk(hub)
    expect(await statsOf(desk)).toMatchObject({ currentlyIn: 0, toReview: CROWD })
    expect(await hub.stop('SIGTERM')).toBe(0)
    await endedOnce(gym, Date.parse(longAgo) + 12 * 3_600_000, 'UTC')
  })
})
