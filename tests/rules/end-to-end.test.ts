import { describe, expect, it } from 'vitest'
import type { ScanResultPayload } from '../../server/protocol/server-frames.ts'
import { openDesk, type TestDesk } from '../support/client/desk.ts'
import { addMember, type TestHub } from '../support/hub/hub.ts'
import { gymWithClock, type SetClockGym } from '../support/hub/set-clock.ts'
import { RULE_CASES, type RuleCase } from './rule-cases.ts'

/** Those that one hub can answer: the same settings. Where fewer are inside comes first. */
const GROUPS = Map.groupBy(
  RULE_CASES.toSorted((one, other) => (one.others ?? 0) - (other.others ?? 0)),
  ({ gym }) => JSON.stringify(gym),
)

/** One hub and one desk at it, with the clock in hand. */
interface Entrance {
  gym: SetClockGym
  hub: TestHub
  desk: TestDesk
}

async function openEntrance({ gym: settings, at }: RuleCase): Promise<Entrance> {
  const gym = gymWithClock(settings, at)
  const hub = await gym.open()
  return { gym, hub, desk: await openDesk(hub) }
}

/** Lets more members in until so many are inside. */
async function fill({ hub, desk }: Entrance, inside: number): Promise<void> {
  const { stats } = (await desk.ask('snapshot')).payload as { stats: { currentlyIn: number } }
  for (let count = stats.currentlyIn; count < inside; count += 1) {
    const { id } = await addMember(hub)
    expect((await desk.ask('check_in', { memberId: id })).type).toBe('check_in_success')
  }
}

async function answerTo(entrance: Entrance, given: RuleCase): Promise<ScanResultPayload> {
  const { gym, hub, desk } = entrance
  const { at, before, isInside, member, mode = 'toggle', location } = given
  const scanAt = async (time: number, payload: object): Promise<ScanResultPayload> => {
    gym.now = time
    return (await desk.ask('scan', payload)).payload as ScanResultPayload
  }
  gym.now = Date.parse(before?.[0] ?? at)
  await fill(entrance, given.others ?? 0)
  const { id, card: code } = await addMember(hub, member)
  for (const earlier of before ?? []) await scanAt(Date.parse(earlier), { code })
  if (isInside) {
    // A minute earlier, so that the scan itself is no repeat.
    const letIn = await scanAt(Date.parse(at) - 60_000, { code, override: { reason: 'for the test' } })
    expect(letIn.reason).toBe('ok_in')
  }
  const answer = await scanAt(Date.parse(at), { code, mode, location })
  const { present } = (await desk.ask('snapshot')).payload as {
    present: { id: string; member: { id: string } }[]
  }
  const visit = present.find((each) => each.member.id === id)
  if (visit) await desk.ask('check_out', { checkInId: visit.id })
  return answer
}

describe('the rules, over a socket at a real hub', () => {
  it.each([...GROUPS.values()].map((group) => [group[0]?.name ?? '', group.length, group] as const))(
    'from “%s” on: %i cases',
    async (_name, _count, group) => {
      const [first] = group
      if (!first) return
      const entrance = await openEntrance(first)
      for (const given of group) {
        const { verdict, reason, rule, warnings = [] } = await answerTo(entrance, given)
        expect({ name: given.name, verdict, reason, rule, warnings }).toEqual({
          ...{ name: given.name, verdict: given.verdict, reason: given.reason },
          ...{ rule: given.rule, warnings: given.warnings ?? [] },
        })
      }
    },
  )
})
