import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bookDebt } from '../../../server/commands/ledger/file-debt.ts'
import { receivePayment, reverseEntry, writeOffDebt } from '../../../server/commands/ledger/settle.ts'
import { changeMember, undoChange } from '../../../server/commands/members/change-member.ts'
import { emptyMember } from '../../../server/commands/members/empty-member.ts'
import type { Core } from '../../../server/hub/core.ts'
import { realEnvironment } from '../../../server/platform/clock.ts'
import { sha256 } from '../../../server/platform/sha256.ts'
import { HubError } from '../../../server/protocol/errors.ts'
import { ALL_WAYS, WAYS, type SaidWay } from '../../../server/protocol/ledger.ts'
import { saveMember } from '../../../server/store/import-members.ts'
import { readTakings } from '../../../server/store/ledger.ts'
import { readMember } from '../../../server/store/members.ts'
import type { LedgerEntriesTable } from '../../../server/store/tables/ledger.ts'
import type { WriteContext } from '../../../server/store/write.ts'
import { openTestCore } from '../../support/hub/core.ts'
import { patience } from '../../support/patience.ts'
import { randomCases } from '../../support/random.ts'

/** Histories that are tried every day; `TEST_RUNS=100` tries ten thousand. */
const HISTORIES = randomCases(100)

/** One takes a tenth of it on a quiet machine. */
const HISTORY_PATIENCE_MS = patience(300)

const START = Date.UTC(2026, 10, 2, 10)
const DAY_MS = 24 * 3_600_000
const PEOPLE = ['anna', 'bea']

/** What somebody does to one of two members, by its place among what was done before. */
interface Act {
  kind: 'sell' | 'owe' | 'undo' | 'pay' | 'write_off' | 'reverse' | 'file'
  who: number
  person: number
  price: number
  received: number
  way: SaidWay
  /** Which earlier change or entry. */
  which: number
  /** True where it is asked a second time, as after an answer that was lost. */
  isAskedTwice: boolean
}

const act = fc.record<Act>({
  kind: fc.constantFrom('sell', 'sell', 'owe', 'undo', 'undo', 'pay', 'write_off', 'reverse', 'file'),
  who: fc.nat({ max: 1 }),
  person: fc.nat({ max: PEOPLE.length - 1 }),
  price: fc.constantFrom(0, 100, 4_900),
  received: fc.constantFrom(0, 50, 100, 4_900, 5_000),
  way: fc.constantFrom(...WAYS),
  which: fc.nat({ max: 5 }),
  isAskedTwice: fc.boolean(),
})

/** Acts that share a commit, and the time that passes after them. */
const group = fc.record({
  acts: fc.array(act, { minLength: 1, maxLength: 3 }),
  passMs: fc.constantFrom(0, 1_000, DAY_MS),
})

/** A ledger whose ids and times are the same each time. */
async function openLedger() {
  let [now, ids] = [START, 0]
  const newId = () => `00000000-0000-7000-8000-${String((ids += 1)).padStart(12, '0')}`
  const core = await openTestCore({ ...realEnvironment, now: () => now, newId })
  const fingerprints = { hash: sha256, newSalt: newId }
  const by = (person: number, mayReverseAny = true) => ({
    ...{ actor: { id: PEOPLE[person] ?? '', deskId: null }, fingerprints, newId, mayReverseAny },
  })
  return { core, newId, by, pass: (ms: number): void => void (now += ms) }
}

type Ledger = Awaited<ReturnType<typeof openLedger>>

/** A change that was made, as whoever made it would undo it. */
type Made = Parameters<typeof undoChange>[1]

const entriesOf = ({ store }: Core, memberIds: readonly string[]): Promise<LedgerEntriesTable[]> =>
  store.db
    .selectFrom('ledger_entries')
    .selectAll()
    .where('member_id', 'in', memberIds)
    .orderBy('number')
    .execute()

/** What is to be written for an act; undefined where there is nothing to undo or reverse. */
async function workOf(ledger: Ledger, act: Act, members: readonly string[], made: Made[]) {
  const { core, newId } = ledger
  const [memberId, change_id] = [members[act.who] ?? '', newId()]
  const by = ledger.by(act.person)
  const { price: price_cents, received: received_cents, way } = act
  const amount = { memberId, change_id, cents: act.price + 1 }
  const remember = (was: object, now: object, id?: string) => (answer: { changed_time: string }) =>
    void made.push({ memberId, changed_time: answer.changed_time, was, now, ...(id && { change_id: id }) })
  if (act.kind === 'pay') return (context: WriteContext) => receivePayment(context, { ...amount, way }, by)
  if (act.kind === 'write_off')
    return (context: WriteContext) => writeOffDebt(context, { ...amount, reason: 'gone' }, by)
  if (act.kind === 'sell') {
    const change = { memberId, now: {}, change_id, price_cents, received_cents, way }
    return (context: WriteContext) => changeMember(context, change, by).then(remember({}, {}, change_id))
  }
  if (act.kind === 'owe') {
    return async (context: WriteContext) => {
      const { debt_cents: before } = await readMember(context.tx, memberId, context.counters.day.day)
      const [was, now] = [{ debt_cents: before }, { debt_cents: act.received }]
      await changeMember(context, { memberId, was, now }, by).then(remember(was, now))
    }
  }
  if (act.kind === 'file') {
    return async (context: WriteContext) => {
      const known = await readMember(context.tx, memberId, context.counters.day.day)
      const debt_since = act.received === 0 ? null : context.counters.day.day
      const member = { ...known, debt_cents: act.received, debt_since, updated_at: context.now }
      saveMember(context.tx, member)
      await bookDebt(context, { known, member, changeId: by.newId() }, by)
    }
  }
  if (act.kind === 'undo') {
    const undone = made[made.length - 1 - act.which]
    return undone && ((context: WriteContext) => undoChange(context, undone, by))
  }
  const entries = await entriesOf(core, members)
  const entry = entries[entries.length - 1 - act.which]
  const reversal = { entryId: entry?.id ?? newId(), change_id, reason: 'mistaken' }
  return (context: WriteContext) => reverseEntry(context, reversal, by)
}

/** What the hub refuses is fine here; what is a bug is not. */
function refused(error: unknown): void {
  if (!(error instanceof HubError)) throw error
}

async function play(ledger: Ledger, acts: readonly Act[], members: readonly string[], made: Made[]) {
  const works = await Promise.all(acts.map((one) => workOf(ledger, one, members, made)))
  const asked = works.flatMap((work, at) => (work ? (acts[at]?.isAskedTwice ? [work, work] : [work]) : []))
  const write = (work: (context: WriteContext) => Promise<unknown>) =>
    ledger.core.writer.write(work).catch(refused)
  await Promise.all(asked.map(write))
}

/** All that holds of a ledger, whatever was done. */
async function lookAt({ core }: Ledger, members: readonly string[]): Promise<void> {
  const { db } = core.store
  const rows = await entriesOf(core, members)
  for (const memberId of members) {
    const { debt_cents, debt_since } = await readMember(db, memberId, core.writer.counters.day.day)
    const own = rows.filter(({ member_id }) => member_id === memberId)
    expect(own.reduce((sum, { cents }) => sum + cents, 0)).toBe(debt_cents)
    expect(debt_cents).toBeGreaterThanOrEqual(0)
    if (debt_cents === 0) expect(debt_since).toBeNull()
  }
  const reversals = rows.filter(({ kind }) => kind === 'reversal')
  expect(new Set(reversals.map(({ reverses }) => reverses)).size).toBe(reversals.length)
  for (const { reverses, cents, way } of reversals) {
    const of = rows.find(({ id }) => id === reverses)
    expect([of?.cents, of?.way]).toEqual([-cents, way])
  }
}

/** A day’s takings by way, from the rows one by one. */
function counted(rows: readonly LedgerEntriesTable[], day: string, staffId: string | null) {
  const ofDay = rows.filter(
    (row) => row.business_day === day && (staffId === null || row.staff_id === staffId) && row.way !== null,
  )
  const sum = (way: string) => ofDay.reduce((all, row) => all - (row.way === way ? row.cents : 0), 0)
  return { ways: Object.fromEntries(ALL_WAYS.map((way) => [way, sum(way)])), count: ofDay.length }
}

it(
  'what members owe is the sum of their entries, and a day’s takings that of its rows, whatever is sold, paid, reversed and undone',
  { timeout: HISTORIES * HISTORY_PATIENCE_MS },
  async () => {
    const ledger = await openLedger()
    const { core } = ledger
    let history = 0
    const balances = fc.asyncProperty(fc.array(group, { minLength: 1, maxLength: 6 }), async (groups) => {
      history += 1
      const members = [`h${history}-m1`, `h${history}-m2`]
      await core.writer.write(({ tx }) => {
        for (const id of members) saveMember(tx, { ...emptyMember(id, START), full_name: id })
      })
      const made: Made[] = []
      for (const { acts, passMs } of groups) {
        await play(ledger, acts, members, made)
        await lookAt(ledger, members)
        ledger.pass(passMs)
      }
    })
    await fc.assert(balances, { numRuns: HISTORIES })
    const rows = await core.store.db.selectFrom('ledger_entries').selectAll().orderBy('number').execute()
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, at) => at + 1))
    const kinds = new Set(rows.map(({ kind }) => kind))
    expect(kinds).toEqual(new Set(['charge', 'payment', 'write_off', 'correction', 'reversal']))
    for (const day of new Set(rows.map((row) => row.business_day))) {
      const times = rows.filter((row) => row.business_day === day).map(({ at }) => at)
      const span = { firstDay: day, lastDay: day, from: Math.min(...times), to: Math.max(...times) + 1 }
      for (const staffId of [null, ...PEOPLE]) {
        const takings = await readTakings(core.store.db, { ...span, staffId })
        expect(takings).toEqual(counted(rows, day, staffId))
      }
    }
  },
)
