import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CommandFrame } from '../../../server/protocol/operations.ts'
import {
  CARDS,
  command,
  DESKS,
  MEMBERS,
  openCommandGym,
  submit,
  YESTERDAY,
  type CommandGym,
  type Step,
} from '../../support/hub/command-gym.ts'
import { patience } from '../../support/patience.ts'
import { isServerThere, refreshStatisticsOf } from '../../support/postgres/databases.ts'
import { randomCases, seedOfRun } from '../../support/random.ts'

/** Histories that are tried every day; `TEST_RUNS=40` tries twenty thousand. Each five hundred have a gym of their own, whose rows stay few. */
const HISTORIES_A_GYM = 500
const GYMS = Array.from(
  { length: Math.ceil(randomCases(HISTORIES_A_GYM) / HISTORIES_A_GYM) },
  (_, gym) => gym + 1,
)

/** After so many the server looks at its tables: what it does not know of them makes each history longer than the one before. */
const HISTORIES_A_LOOK = 25

/** One takes a tenth of it on a quiet machine. */
const HISTORY_PATIENCE_MS = patience(300)

/** What somebody does, by its place among the members, cards and visits of its history. */
interface Act {
  kind: 'attach' | 'withdraw' | 'check_in' | 'check_out' | 'undo' | 'in' | 'out' | 'toggle'
  who: number
  card: number
  visit: number
  desk: number
  request: number
  isLate: boolean
}

interface Group {
  acts: Act[]
  passMs: number
}

const act = fc.record<Act>({
  kind: fc.constantFrom('attach', 'withdraw', 'check_in', 'check_out', 'undo', 'in', 'out', 'toggle'),
  who: fc.nat({ max: MEMBERS.length - 1 }),
  card: fc.nat({ max: CARDS.length - 1 }),
  visit: fc.nat({ max: 4 }),
  desk: fc.nat({ max: DESKS.length - 1 }),
  request: fc.nat({ max: 5 }),
  isLate: fc.boolean(),
})

/** Commands that arrive at once, and the time that passes after them: none, less than it takes to repeat a scan, more. */
const group = fc.record<Group>({
  acts: fc.array(act, { minLength: 1, maxLength: 6 }),
  passMs: fc.constantFrom(0, 2_000, 70_000),
})

/** What a history calls its members and cards: those of another one are not its. */
const prefixOf = (history: number): string => `H${history}-`

function stepOf({ kind, ...at }: Act, prefix: string, visits: readonly string[]): Step {
  const [memberId, code] = [`${prefix}${MEMBERS[at.who]}`, `${prefix}${CARDS[at.card]}`]
  if (kind === 'attach') return { attach: code, to: memberId }
  if (kind === 'withdraw') return { withdraw: code, of: memberId }
  const occurredAt = at.isLate ? YESTERDAY : undefined
  const frame = (type: CommandFrame['type'], payload: object): Step =>
    command(type, { ...payload, occurredAt }, `${prefix}${at.request}`, DESKS[at.desk])
  if (kind === 'check_in') return frame(kind, { memberId })
  if (kind !== 'check_out' && kind !== 'undo') return frame('scan', { code, mode: kind })
  return frame(kind, { checkInId: visits[at.visit % visits.length] ?? `${prefix}nothing` })
}

/** What a history has left behind. */
async function rowsOf({ core }: CommandGym, prefix: string, after: number): Promise<unknown> {
  const { db } = core.store
  const ours = `${prefix}%`
  const rows = [
    db.selectFrom('events').selectAll().where('seq', '>', after).orderBy('seq'),
    db.selectFrom('visits').selectAll().where('member_id', 'like', ours).orderBy('id'),
    db.selectFrom('members').selectAll().where('id', 'like', ours).orderBy('id'),
    db.selectFrom('periods').selectAll().where('member_id', 'like', ours).orderBy('member_id').orderBy('id'),
    db
      .selectFrom('credentials')
      .select(['code', 'member_id', 'created_at', 'revoked_at'])
      .where('code', 'like', ours)
      .orderBy('code'),
    db.selectFrom('requests').selectAll().where('id', 'like', ours.toLowerCase()).orderBy('id'),
    db
      .selectFrom('recent_scans')
      .selectAll()
      .where('code', 'like', ours)
      .orderBy('code')
      .orderBy('desk_id')
      .orderBy('mode'),
    db.selectFrom('closings').selectAll().where('member_id', 'like', ours).orderBy('visit_id'),
    db.selectFrom('day_stats').selectAll().orderBy('business_day'),
    db.selectFrom('hub_state').select(['seq', 'occupancy', 'audit_seq', 'unregistered']),
  ]
  return (await Promise.all(rows.map((query) => query.execute()))).map((found) => found.map(withoutOwn))
}

/** Of PostgreSQL's alone: whose gym's a row is, and what of it has an index. */
const ITS_OWN = ['site_id', 'folded_name', 'folded_email']

function withoutOwn(row: object): object {
  return Object.fromEntries(Object.entries(row).filter(([column]) => !ITS_OWN.includes(column)))
}

async function visitsOf({ core }: CommandGym, prefix: string): Promise<string[]> {
  const visits = core.store.db.selectFrom('visits').select('id').where('member_id', 'like', `${prefix}%`)
  return (await visits.orderBy('id').execute()).map(({ id }) => id)
}

const tell = (gym: CommandGym, steps: readonly Step[]): Promise<unknown[]> =>
  Promise.all(steps.map((step) => submit(gym.core, step, gym.asks(step), gym.run)))

describe.skipIf(!isServerThere())('SQLite and PostgreSQL', () => {
  it.each(GYMS)(
    'answer the same commands alike, and keep the same rows (gym %i)',
    { timeout: HISTORIES_A_GYM * HISTORY_PATIENCE_MS },
    async (gym) => {
      const [sqlite, postgres] = [await openCommandGym('sqlite'), await openCommandGym('postgres')]
      let history = 0
      const isAlike = fc.asyncProperty(fc.array(group, { minLength: 1, maxLength: 4 }), async (groups) => {
        const prefix = prefixOf((history += 1))
        if (history % HISTORIES_A_LOOK === 0) await refreshStatisticsOf(postgres.core.store.db)
        const after = sqlite.core.writer.counters.seq
        await Promise.all([sqlite.addMembers(prefix), postgres.addMembers(prefix)])
        for (const { acts, passMs } of groups) {
          const visits = await visitsOf(sqlite, prefix)
          const steps = acts.map((one) => stepOf(one, prefix, visits))
          const [told, toldByServer] = await Promise.all([tell(sqlite, steps), tell(postgres, steps)])
          expect(toldByServer).toEqual(told)
          for (const each of [sqlite, postgres]) each.pass(passMs)
        }
        expect(await rowsOf(postgres, prefix, after)).toEqual(await rowsOf(sqlite, prefix, after))
      })
      // Each gym has histories of its own, which the seed of the run repeats.
      await fc.assert(isAlike, { numRuns: HISTORIES_A_GYM, seed: Number(seedOfRun()) + gym })
    },
  )
})
