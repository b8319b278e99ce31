import { describe, expect, it } from 'vitest'
import { openDesk, type TestDesk } from '../../support/client/desk.ts'
import { addMember, startHub } from '../../support/hub/hub.ts'
import { seededRandom } from '../../support/random.ts'
import { gymWithClock } from '../../support/hub/set-clock.ts'
import { storedValue } from '../../support/hub/stored.ts'

/** What people complain about at front desks everywhere, as far as the hub is to blame; a desk's are in tests/e2e. */

const statsOf = async (desk: TestDesk) =>
  (await desk.ask('snapshot')).payload.stats as Record<string, number | string>

describe('the pains of front desks', () => {
  it('6, people never check out: the next day’s card comes in, and yesterday fills no capacity and no average', async () => {
    const settings = { timeZone: 'UTC', closingTime: '22:00', capacity: 1, capacityIsHard: true }
    const gym = gymWithClock(settings, '2026-11-23T20:00:00.000Z')
    const hub = await gym.open()
    const forgetful = await addMember(hub)
    const evening = await openDesk(hub)
    expect((await evening.ask('scan', { code: forgetful.card })).payload.reason).toBe('ok_in')
    gym.goTo('2026-11-24T08:00:00.000Z')
    const morning = await openDesk(hub)
    expect((await morning.ask('scan', { code: forgetful.card })).payload.reason).toBe('ok_in')
    const day = { currentlyIn: 1, todayTotal: 1, averageStayMinutes: 0, businessDay: '2026-11-24' }
    expect(await statsOf(morning)).toMatchObject(day)
  })

  it('7, the wrong “today”: it is the gym’s own, whatever the hub’s or the desk’s clock is set to', async () => {
    const gym = gymWithClock({ timeZone: 'Asia/Tokyo', cutOverHour: 4 }, '2026-11-23T18:59:59.000Z')
    const hub = await gym.open()
    const { card } = await addMember(hub, { valid_until: '2026-11-23' })
    const desk = await openDesk(hub)
    expect((await statsOf(desk))['businessDay']).toBe('2026-11-23')
    // One second before four in the morning of the 24th in Tokyo; the desk believes that it is another year.
    const asked = { code: card, occurredAt: '2031-01-01T00:00:00.000Z' }
    expect((await desk.ask('scan', asked)).payload).toMatchObject({ reason: 'ok_in', visit: {} })
    gym.goTo('2026-11-23T19:00:10.000Z')
    const later = await openDesk(hub)
    expect(await statsOf(later)).toMatchObject({ businessDay: '2026-11-24', todayTotal: 0, currentlyIn: 1 })
    expect((await later.ask('scan', { code: card, mode: 'out' })).payload.reason).toBe('ok_out')
    expect((await later.ask('scan', { code: card, mode: 'in' })).payload.reason).toBe('expired')
  })

  it('10, counts nobody trusts: two entrances at once and any order of scans leave one number, that of the open visits', async () => {
    const random = seededRandom('two entrances')
    const hub = await startHub({ limit: ['framesPerSecond=0'] })
    const cards: string[] = []
    for (let count = 0; count < 8; count += 1) cards.push((await addMember(hub)).card)
    const [entrance, other] = [await openDesk(hub), await openDesk(hub)]
    const modes = ['toggle', 'in', 'out'] as const
    const asked = Array.from({ length: 200 }, () =>
      random.pick([entrance, other]).ask('scan', { code: random.pick(cards), mode: random.pick(modes) }),
    )
    await Promise.all(asked)
    const open = Number(
      await storedValue(hub.folder, 'select count(*) from visits where check_out_at is null'),
    )
    for (const desk of [entrance, other, await openDesk(hub)]) {
      const { payload } = await desk.ask('snapshot')
      expect(payload.stats.currentlyIn).toBe(open)
      expect(payload.present).toHaveLength(open)
    }
  })
})
