import fc from 'fast-check'
import { expect, it } from 'vitest'
import { changeMember, undoChange } from '../../../server/commands/members/change-member.ts'
import { freezeMember, unfreezeMember } from '../../../server/commands/members/freeze-member.ts'
import { emptyMember } from '../../../server/commands/members/empty-member.ts'
import { getMember } from '../../../server/commands/members/get-member.ts'
import { statusOf } from '../../../server/commands/reports/av-gym-lists.ts'
import type { QueryContext } from '../../../server/commands/visits/rule-context.ts'
import { dayAfter } from '../../../server/domain/business-day.ts'
import { HubError } from '../../../server/protocol/errors.ts'
import { insertCredential, saveMember } from '../../../server/store/import-members.ts'
import { findMember, readMember } from '../../../server/store/members.ts'
import type { WriteContext } from '../../../server/store/write.ts'
import { command, openCommandGym, submit, type CommandGym } from '../../support/hub/command-gym.ts'
import { patience } from '../../support/patience.ts'
import { randomCases } from '../../support/random.ts'

/** Histories that are tried every day; `TEST_RUNS=10000` tries 200,000. */
const HISTORIES = randomCases(20)

const HISTORY_PATIENCE_MS = patience(300)
const DAY_MS = 24 * 3_600_000
const MINUTES_MS = 5 * 60_000

type Step =
  | { kind: 'wait'; days: number }
  | { kind: 'renew'; days: number; visits: number | null }
  | { kind: 'freeze'; from: number; days: number | null }
  | { kind: 'unfreeze'; which: number }
  | { kind: 'undo' }
  | { kind: 'mistake' }

const days = fc.integer({ min: -20, max: 40 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ kind: fc.constant('renew' as const), days, visits: fc.option(fc.nat(3), { nil: null }) }),
  fc.record({
    kind: fc.constant('freeze' as const),
    from: fc.integer({ min: -5, max: 10 }),
    days: fc.option(fc.nat(20), { nil: null }),
  }),
  fc.record({ kind: fc.constant('unfreeze' as const), which: fc.nat(3) }),
  fc.constant({ kind: 'undo' as const }),
  fc.constant({ kind: 'mistake' as const }),
)

const ACTOR = { id: 'person', name: 'Person', deskId: null }
const fingerprints = { hash: (text: string) => text, newSalt: () => 'salt' }

interface Plan {
  until: string
  left: number | null
  /** Whether a renewal may make a pack of what was none, and the other way. */
  mayTurn: boolean
}

/** One member of a gym, what is done of them, and what everybody who asks is told. */
async function openHistory(gym: CommandGym, id: string, plan: Plan) {
  const { core, settings } = gym
  const at = { now: gym.now() }
  await core.writer.write(({ tx }) => {
    saveMember(tx, {
      ...emptyMember(id, at.now),
      full_name: id,
      valid_until: plan.until,
      visits_left: plan.left,
    })
    insertCredential(tx, { code: `CARD-${id}`, member_id: id, created_at: at.now, revoked_at: null })
  })
  let requests = 0
  let freezes: string[] = []
  let renewal: Parameters<typeof undoChange>[1] | null = null
  const by = { ...ACTOR, actor: ACTOR, fingerprints, settings, newId: gym.newId }
  const today = () => core.writer.counters.day.day
  const write = <Result>(run: (context: WriteContext) => Promise<Result>) =>
    core.writer.write(run).catch((error: unknown) => {
      if (error instanceof HubError) return null
      throw error
    })
  const ask = (type: 'scan' | 'check_out' | 'undo', payload: object) => {
    const asked = command(type, payload, `${id}-${(requests += 1)}`)
    return submit(core, asked, gym.asks(asked), gym.run)
  }
  const scan = (mode: 'in' | 'out') =>
    ask('scan', { code: `CARD-${id}`, mode }) as Promise<{
      answer: { reason: string }
      event: { visit_id: string } | null
    }>
  const memberNow = () => readMember(core.store.db, id, today())
  return {
    async do(step: Step): Promise<void> {
      switch (step.kind) {
        case 'mistake': {
          gym.pass(MINUTES_MS)
          const came = await scan('in')
          gym.pass(MINUTES_MS)
          if (came.answer.reason === 'ok_in') await ask('undo', { checkInId: came.event?.visit_id })
          return
        }
        case 'wait':
          gym.pass(step.days * DAY_MS)
          return
        case 'renew': {
          const { valid_until, visits_left } = await memberNow()
          const until = dayAfter(valid_until ?? today(), step.days)
          const isPack = visits_left !== null
          const kept = plan.mayTurn || isPack === (step.visits !== null) ? step.visits : visits_left
          const change = {
            now: { valid_until: until, visits_left: kept },
            was: { valid_until, visits_left },
          }
          const changed = await write((context) => changeMember(context, { memberId: id, ...change }, by))
          if (changed) renewal = { memberId: id, ...change, changed_time: changed.changed_time }
          return
        }
        case 'freeze': {
          const [from, freezeId] = [dayAfter(today(), step.from), gym.newId()]
          const until = step.days === null ? null : dayAfter(from, step.days)
          const asked = { memberId: id, freezeId, from, until, reason: '' }
          if (await write((context) => freezeMember(context, asked, by))) freezes = [...freezes, freezeId]
          return
        }
        case 'unfreeze': {
          const freezeId = freezes[step.which % Math.max(1, freezes.length)]
          if (freezeId) await write((context) => unfreezeMember(context, { memberId: id, freezeId }, by))
          return
        }
        case 'undo': {
          const undone = renewal
          if (undone) await write((context) => undoChange(context, undone, by))
          renewal = null
        }
      }
    },
    /** Comes in, if they may, and goes out again. Returns why not, or null. */
    async comeIn(): Promise<string | null> {
      gym.pass(MINUTES_MS)
      const { answer } = await scan('in')
      if (answer.reason !== 'ok_in') return answer.reason
      gym.pass(MINUTES_MS)
      await scan('out')
      return null
    },
    async told(): Promise<(string | null)[]> {
      const member = await findMember(core.store.db, id, today())
      const query = { db: core.store.db, settings, counters: core.writer.counters, now: gym.now() }
      const sheet = await getMember({ ...query, trustedNow: gym.now() } as QueryContext, { memberId: id })
      const listed = member ? statusOf(member, { today: today(), settings }) : null
      return [sheet.refusal, listed === 'active' ? null : listed]
    },
    /** Whether of each pack as many visits were bought as are left of it and were taken of it. */
    async isPackRight() {
      const packs = await core.store.db
        .selectFrom('periods')
        .select(['id', 'visits', 'visits_left'])
        .where('member_id', '=', id)
        .where('visits', 'is not', null)
        .execute()
      const taken = await core.store.db
        .selectFrom('visits')
        .select('period_id')
        .where('member_id', '=', id)
        .where('took_visit', '=', 1)
        .where('closed_by', '=', 'person')
        .execute()
      return packs.every((pack) => {
        const used = taken.filter(({ period_id }) => period_id === pack.id).length
        return pack.visits === used + (pack.visits_left ?? 0)
      })
    },
  }
}

it(
  'a desk’s verdict, the member’s sheet and the list say the same after any history',
  { timeout: HISTORIES * HISTORY_PATIENCE_MS },
  async () => {
    const gym = await openCommandGym('sqlite')
    // Each history begins at this time of the day: none may come to midnight between two questions that are compared.
    const startedAt = gym.now()
    let number = 0
    const left = fc.option(fc.nat(3), { nil: null })
    const isAlike = fc.asyncProperty(
      fc.array(step, { maxLength: 8 }),
      fc.nat(30),
      left,
      fc.boolean(),
      async (steps, ends, visits, mayTurn) => {
        gym.pass(DAY_MS - ((gym.now() - startedAt) % DAY_MS))
        await gym.core.writer.write(() => undefined)
        const today = gym.core.writer.counters.day.day
        const history = await openHistory(gym, `R${(number += 1)}`, {
          until: dayAfter(today, ends),
          left: visits,
          mayTurn,
        })
        for (const each of [{ kind: 'wait', days: 1 } as const, ...steps]) {
          await history.do(each)
          // The day of the gym is that of its last commit.
          await gym.core.writer.write(() => undefined)
          const [sheet, listed] = await history.told()
          expect(listed).toBe(sheet)
          expect(await history.comeIn()).toBe(sheet)
          expect(mayTurn || (await history.isPackRight())).toBe(true)
        }
      },
    )
    await fc.assert(isAlike, { numRuns: HISTORIES })
  },
)
