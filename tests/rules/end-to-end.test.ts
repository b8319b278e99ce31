import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ScanResultPayload } from '../../server/protocol/server-frames.ts'
import { openDesk, type TestDesk } from '../support/desk.ts'
import { addMember, startHub, type TestHub } from '../support/hub.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { RULE_CASES, type RuleCase } from './rule-cases.ts'

/** Those that one hub can answer: the same settings, and as many inside. */
const GROUPS = Map.groupBy(RULE_CASES, ({ gym, others = 0 }) => JSON.stringify([gym, others]))

interface ClockedHub {
  hub: TestHub
  setClock: (at: string) => void
}

async function startClockedHub({ gym }: RuleCase): Promise<ClockedHub> {
  let now = 0
  const data = temporaryFolder()
  writeFileSync(join(data, 'settings.json'), JSON.stringify(gym))
  // The zone is the one in the settings.
  const hub = await startHub({ data }, { now: () => now }, {})
  return { hub, setClock: (at) => (now = Date.parse(at)) }
}

/** A desk that signed in at this time: tokens go by the hub's clock. */
async function deskAt({ hub, setClock }: ClockedHub, at: string): Promise<TestDesk> {
  setClock(at)
  return openDesk(hub)
}

async function scanAt(clocked: ClockedHub, at: string, payload: object): Promise<ScanResultPayload> {
  const desk = await deskAt(clocked, at)
  const answer = await desk.ask('scan', payload)
  desk.socket.terminate()
  return answer.payload as ScanResultPayload
}

async function answerTo(clocked: ClockedHub, given: RuleCase): Promise<ScanResultPayload> {
  const { at, before, isInside, member, mode = 'toggle', location } = given
  clocked.setClock(before?.[0] ?? at)
  const { id, card: code } = await addMember(clocked.hub, member)
  if (before) {
    await scanAt(clocked, before[0], { code })
    await scanAt(clocked, before[1], { code })
  }
  // A minute earlier, so that the scan itself is no repeat.
  const earlier = new Date(Date.parse(at) - 60_000).toISOString()
  if (isInside) {
    const letIn = await scanAt(clocked, earlier, { code, override: { reason: 'for the test' } })
    expect(letIn.reason).toBe('ok_in')
  }
  const answer = await scanAt(clocked, at, { code, mode, location })
  const desk = await deskAt(clocked, at)
  const { present } = (await desk.ask('snapshot')).payload as {
    present: { id: string; member: { id: string } }[]
  }
  const visit = present.find((each) => each.member.id === id)
  if (visit) await desk.ask('check_out', { checkInId: visit.id })
  desk.socket.terminate()
  return answer
}

describe('the rules, over a socket at a real hub', () => {
  it.each([...GROUPS.values()].map((group) => [group[0]?.name ?? '', group.length, group] as const))(
    'from “%s” on: %i cases',
    async (_name, _count, group) => {
      const [first] = group
      if (!first) return
      const clocked = await startClockedHub(first)
      clocked.setClock(first.at)
      const desk = await deskAt(clocked, first.at)
      for (let other = 0; other < (first.others ?? 0); other += 1) {
        const { id } = await addMember(clocked.hub)
        expect((await desk.ask('check_in', { memberId: id })).type).toBe('check_in_success')
      }
      desk.socket.terminate()
      for (const given of group) {
        const { verdict, reason, rule, warnings = [] } = await answerTo(clocked, given)
        expect({ name: given.name, verdict, reason, rule, warnings }).toEqual({
          ...{ name: given.name, verdict: given.verdict, reason: given.reason },
          ...{ rule: given.rule, warnings: given.warnings ?? [] },
        })
      }
    },
  )
})
