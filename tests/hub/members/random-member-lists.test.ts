import fc from 'fast-check'
import { expect, it } from 'vitest'
import { emptyMember } from '../../../server/commands/members/empty-member.ts'
import { listMembersPage } from '../../../server/commands/members/list-members.ts'
import { planOf } from '../../../server/commands/members/member-facts.ts'
import { leniencyOf } from '../../../server/commands/visits/rule-context.ts'
import type { GymSettings } from '../../../server/domain/gym-settings.ts'
import { refusalsOf } from '../../../server/domain/rules/membership.ts'
import { LISTED_STATES, type ListedState } from '../../../server/protocol/member-list.ts'
import { readSettings } from '../../../server/settings/settings.ts'
import { insertCredential, saveMember } from '../../../server/store/import-members.ts'
import type { MemberRow } from '../../../server/store/rights.ts'
import { openTestCore } from '../../support/hub/core.ts'
import { patience } from '../../support/patience.ts'
import { randomCases } from '../../support/random.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { realEnvironment } from '../../../server/platform/clock.ts'

/** Gyms of forty members that are tried every day. */
const GYMS = randomCases(10)

const TODAY = '2026-11-15'
const DAYS = 5

/** Days around today, and none. */
const day = fc.option(
  fc.integer({ min: 5, max: 25 }).map((date) => `2026-11-${String(date).padStart(2, '0')}`),
)

const member = fc.record({
  membership_type: fc.constantFrom('Gold', 'gold ', 'Off-peak', 'Day'),
  valid_from: day,
  valid_until: day,
  visits_left: fc.option(fc.nat({ max: 2 })),
  frozen_from: day,
  frozen_until: day,
  suspended: fc.constantFrom(0 as const, 0 as const, 0 as const, 1 as const),
  debt_cents: fc.constantFrom(0, 0, 300, 500, 501, 4900),
  debt_since: day,
})

/** How a member stands by the rules that a scan asks. */
function standsSo(member: MemberRow, hasCard: boolean, settings: GymSettings): Set<ListedState> {
  const refusals = refusalsOf(planOf(member), TODAY, leniencyOf(settings, member.membership_type))
  const states = new Set<ListedState>(refusals.map(({ reason }) => reason as ListedState))
  states.delete('debt' as ListedState)
  const { valid_until: until } = member
  if (refusals.length === 0) states.add('good')
  if (refusals.length === 0 && until !== null && until >= TODAY && until <= '2026-11-20') states.add('ending')
  if (member.debt_cents > 0) states.add('owing')
  if (!hasCard) states.add('no_card')
  return states
}

it(
  'a list has exactly those members whom the desk would find to stand so',
  { timeout: patience(60_000) },
  async () => {
    const now = Date.parse(`${TODAY}T12:00:00Z`)
    const core = await openTestCore({ ...realEnvironment, now: () => now })
    const { gym } = readSettings({ data: temporaryFolder() }, { FRONTDESK_TIME_ZONE: 'UTC' })
    const rulesOf = (graceDays: number) => ({ hours: null, locations: null, graceDays })
    const settings: GymSettings = {
      ...gym,
      ...{ graceDays: 2, debtAllowedCents: 500 },
      plans: new Map([
        ['gold', rulesOf(4)],
        ['day', rulesOf(0)],
      ]),
    }
    const directory = { find: () => Promise.resolve([]) }
    const context = () => ({
      ...{ db: core.store.db, directory, settings, counters: core.writer.counters, now, trustedNow: now },
      nextTurn: () => Promise.resolve(),
    })
    const listed = async (state: ListedState): Promise<string[]> => {
      const asked = { query: '', state, days: DAYS, order: 'name' as const }
      return (await listMembersPage(context(), asked)).members.map(({ id }) => id).sort()
    }
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(member, fc.boolean()), { minLength: 40, maxLength: 40 }),
        async (rows) => {
          const members = rows.map(([row, hasCard], at) => ({
            member: { ...emptyMember(`m${at}`, now), ...row, search_text: `m${at}` },
            hasCard,
          }))
          await core.writer.write(async ({ tx }) => {
            for (const table of ['credentials', 'periods', 'freezes', 'members'] as const)
              await tx.deleteFrom(table).execute()
            for (const one of members) {
              saveMember(tx, one.member)
              const card = { code: `C-${one.member.id}`, member_id: one.member.id, created_at: now }
              if (one.hasCard) insertCredential(tx, { ...card, revoked_at: null })
            }
          })
          for (const state of LISTED_STATES) {
            const expected = members.filter((one) => standsSo(one.member, one.hasCard, settings).has(state))
            expect({ state, ids: await listed(state) }).toEqual({
              state,
              ids: expected.map((one) => one.member.id).sort(),
            })
          }
        },
      ),
      { numRuns: GYMS },
    )
  },
)
