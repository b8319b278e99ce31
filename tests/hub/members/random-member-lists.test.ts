import fc from 'fast-check'
import { expect, it } from 'vitest'
import { emptyMember } from '../../../server/commands/members/empty-member.ts'
import { planOf } from '../../../server/commands/members/member-facts.ts'
import { openStandings, type Standings } from '../../../server/commands/members/standings/live-standings.ts'
import { leniencyOf } from '../../../server/commands/visits/rule-context.ts'
import { dayAfter } from '../../../server/domain/business-day.ts'
import type { GymSettings, PlanRules } from '../../../server/domain/gym-settings.ts'
import { refusalsOf } from '../../../server/domain/rules/membership.ts'
import { selectPage } from '../../../server/domain/standings/select-page.ts'
import type { Core } from '../../../server/hub/core.ts'
import { createLogger } from '../../../server/observe/logger.ts'
import { realEnvironment } from '../../../server/platform/clock.ts'
import { LISTED_STATES, type ListedState } from '../../../server/protocol/member-list.ts'
import { readSettings } from '../../../server/settings/settings.ts'
import { listCredentials, saveCredential } from '../../../server/store/credentials.ts'
import type { Tx } from '../../../server/store/database.ts'
import { insertFreeze } from '../../../server/store/freezes.ts'
import { saveMember } from '../../../server/store/import-members.ts'
import { findMember } from '../../../server/store/members.ts'
import { deletePhoto, savePhoto } from '../../../server/store/photos.ts'
import { changeVisitsLeft } from '../../../server/store/rights.ts'
import { openTestCore } from '../../support/hub/core.ts'
import { never } from '../../support/hub/held-time.ts'
import { patience } from '../../support/patience.ts'
import { randomCases } from '../../support/random.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** Histories of a gym that are tried every day. */
const HISTORIES = randomCases(8)

const MEMBERS = 12
const NOW = Date.parse('2026-11-15T12:00:00Z')
const DAYS = 5

/** Days around the first one, and none. */
const day = fc.option(fc.integer({ min: -12, max: 12 }).map((days) => dayAfter('2026-11-15', days)))
const who = fc.nat({ max: MEMBERS - 1 }).map((at) => `m${at}`)

const values = fc.record({
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

/** What is done at a desk, by a file or a manager, or by time. */
const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('save' as const), who, values }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), who }) },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ kind: fc.constant('card' as const), who },
      ...{ code: fc.constantFrom('A-1', 'A-2', 'A-3', 'A-4'), isWithdrawn: fc.boolean() },
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ kind: fc.constant('freeze' as const), who, from: day, until: day },
      givesBack: fc.constantFrom(0 as const, 1 as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('visit' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('photo' as const), who, isThere: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), days: fc.integer({ min: -2, max: 6 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      ...{ kind: fc.constant('rules' as const), plan: fc.constantFrom('gold', 'day', 'off-peak') },
      graceDays: fc.nat({ max: 4 }),
    }),
  },
)

type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never
type MemberAct = Exclude<Act, { kind: 'pass' | 'rules' }>

interface Gym {
  core: Core
  settings: GymSettings
  plans: Map<string, PlanRules>
  today: string
  standings: Standings
}

async function openGym(): Promise<Gym> {
  const core = await openTestCore({ ...realEnvironment, now: () => NOW })
  const { gym } = readSettings({ data: temporaryFolder() }, { FRONTDESK_TIME_ZONE: 'UTC' })
  const plans = new Map<string, PlanRules>()
  const settings: GymSettings = { ...gym, ...{ graceDays: 2, debtAllowedCents: 500 }, plans }
  const opened = { core, settings, plans, today: '2026-11-15' }
  const standings = openStandings({
    ...{ store: core.store, settings, today: () => opened.today, log: createLogger('silent') },
    environment: { ...realEnvironment, every: never },
  })
  return Object.assign(opened, { standings })
}

async function write(tx: Tx, gym: Gym, act: MemberAct): Promise<void> {
  const known = await findMember(tx, act.who, gym.today)
  if (act.kind === 'save') {
    const member = known ?? { ...emptyMember(act.who, NOW), search_text: act.who }
    saveMember(tx, { ...member, ...act.values })
    return
  }
  if (!known) return
  if (act.kind === 'remove') {
    await tx.deleteFrom('credentials').where('member_id', '=', act.who).execute()
    await tx.deleteFrom('members').where('id', '=', act.who).execute()
  }
  if (act.kind === 'card') {
    const plain = { kind: null, lost_at: null, lent_until: null }
    const card = { ...plain, code: act.code, member_id: act.who, created_at: NOW }
    await saveCredential(tx, { ...card, revoked_at: act.isWithdrawn ? NOW : null })
  }
  if (act.kind === 'freeze') {
    const id = realEnvironment.newId()
    const made = { reason: '', made_at: NOW, made_by: '' }
    const dates = { starts_on: act.from, ends_on: act.until, gives_back: act.givesBack }
    insertFreeze(tx, { member_id: act.who, id, ...dates, ...made, shut_days_id: null })
  }
  if (act.kind === 'visit' && known.period_id !== null && (known.visits_left ?? 0) > 0)
    changeVisitsLeft(tx, { memberId: act.who, periodId: known.period_id }, -1)
  if (act.kind === 'photo') {
    const photo = { member_id: act.who, version: '1', image: '', at: NOW }
    await (act.isThere ? savePhoto(tx, photo, 'there') : deletePhoto(tx, act.who))
  }
}

/** How each member stands by the rules that a scan asks. */
async function standByRules({ core, settings, today }: Gym): Promise<Map<string, Set<ListedState>>> {
  const stand = new Map<string, Set<ListedState>>()
  const { db } = core.store
  for (const { id } of await db.selectFrom('members').select('id').execute()) {
    const member = await findMember(db, id, today)
    if (!member) continue
    const refusals = refusalsOf(planOf(member), today, leniencyOf(settings, member.membership_type))
    const states = new Set<ListedState>(refusals.map(({ reason }) => reason as ListedState))
    const { valid_until: until } = member
    const isGood = refusals.length === 0
    if (isGood) states.add('good')
    if (isGood && until !== null && until >= today && until <= dayAfter(today, DAYS)) states.add('ending')
    if (member.debt_cents > 0) states.add('owing')
    if (member.photo_url === null) states.add('no_photo')
    const cards = await listCredentials(db, id)
    if (cards.every(({ revoked_at }) => revoked_at !== null)) states.add('no_card')
    stand.set(id, states)
  }
  return stand
}

async function compare(gym: Gym): Promise<void> {
  const stand = await standByRules(gym)
  const { table, today } = await gym.standings.current()
  expect(today).toBe(gym.today)
  for (const state of LISTED_STATES) {
    const sought = { endingFrom: today, endingUntil: dayAfter(today, DAYS), ids: null, plan: null }
    const page = { order: 'name' as const, after: null, limit: MEMBERS }
    const { ids } = selectPage(table, { ...sought, states: [state] }, page)
    const expected = [...stand].filter(([, states]) => states.has(state)).map(([id]) => id)
    expect({ state, ids }).toEqual({ state, ids: expected.sort() })
  }
}

it(
  'a list has exactly those members whom the desk would find to stand so, whatever was done and however time passes',
  { timeout: patience(60_000) },
  async () => {
    const gym = await openGym()
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 25, maxLength: 50, size: 'max' }), async (acts) => {
        for (const [at, one] of acts.entries()) {
          if (one.kind === 'pass') gym.today = dayAfter(gym.today, one.days)
          else if (one.kind === 'rules')
            gym.plans.set(one.plan, { hours: null, locations: null, graceDays: one.graceDays })
          else await gym.core.writer.write(({ tx }) => write(tx, gym, one))
          if (at % 5 === 4) await compare(gym)
        }
        await compare(gym)
        gym.today = '2026-11-15'
        await gym.core.writer.write(async ({ tx }) => {
          for (const table of ['credentials', 'members'] as const) await tx.deleteFrom(table).execute()
        })
      }),
      { numRuns: HISTORIES },
    )
  },
)
