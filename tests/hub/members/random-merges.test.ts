import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { receivePayment } from '../../../server/commands/ledger/settle.ts'
import { mergeMembers } from '../../../server/commands/duplicates/merge-members.ts'
import { dismissDuplicate } from '../../../server/commands/duplicates/dismiss-duplicate.ts'
import { unmergeMembers } from '../../../server/commands/duplicates/unmerge-members.ts'
import { attachCard } from '../../../server/commands/members/attach-card.ts'
import { changeMember } from '../../../server/commands/members/change-member.ts'
import { editMember } from '../../../server/commands/members/edit-member.ts'
import { freezeMember, unfreezeMember } from '../../../server/commands/members/freeze-member.ts'
import { writeNote } from '../../../server/commands/members/member-notes.ts'
import { removePhoto, setPhoto } from '../../../server/commands/members/photos.ts'
import { emptyMember } from '../../../server/commands/members/empty-member.ts'
import { dayAfter } from '../../../server/domain/business-day.ts'
import { isoTime } from '../../../server/domain/iso-time.ts'
import { sha256 } from '../../../server/platform/sha256.ts'
import { MERGED_FIELDS, type MergedField } from '../../../server/protocol/duplicates.ts'
import { HubError } from '../../../server/protocol/errors.ts'
import { saveMember } from '../../../server/store/import-members.ts'
import { listUnexplainedDebts } from '../../../server/store/ledger.ts'
import { listFreezes } from '../../../server/store/freezes.ts'
import { findMember, readMember } from '../../../server/store/members.ts'
import { findOpenVisit } from '../../../server/store/visits.ts'
import type { WriteContext } from '../../../server/store/write.ts'
import { fileVisits } from '../../../server/store/visit-history.ts'
import { isPostgres } from '../../../server/store/dialect.ts'
import { command, openCommandGym, type CommandGym } from '../../support/hub/command-gym.ts'
import { jpegOf } from '../../support/jpeg.ts'
import { patience } from '../../support/patience.ts'
import { randomCases } from '../../support/random.ts'

/** Pairs of members that are tried every day; `TEST_RUNS=100` tries two thousand. */
const PAIRS = randomCases(20)

/** One takes a tenth of it on a quiet machine. */
const PAIR_PATIENCE_MS = patience(500)

const DAY_MS = 24 * 3_600_000
const KINDS = [
  ...([
    'visit',
    'visit',
    'leave',
    'card',
    'note',
    'photo',
    'no photo',
    'renew',
    'pack',
    'pay',
    'owe',
  ] as const),
  ...(['freeze', 'unfreeze', 'edit', 'overtaken', 'two people', 'file', 'pass'] as const),
]

/** What somebody does with one of two members. */
interface Act {
  kind: (typeof KINDS)[number]
  who: 0 | 1
  days: number
}

const act = fc.record<Act>({
  kind: fc.constantFrom(...KINDS),
  who: fc.constantFrom(0, 1),
  days: fc.integer({ min: 1, max: 40 }),
})

const history = fc.record({
  before: fc.array(act, { maxLength: 14 }),
  after: fc.array(act, { maxLength: 6 }),
  into: fc.constantFrom(0 as const, 1 as const),
  take: fc.subarray([...MERGED_FIELDS]),
})

type Ask = (context: WriteContext) => Promise<unknown>

const guid = (at: number): string => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`

/** A gym, and what can be asked in it. */
async function openGym() {
  const gym = await openCommandGym()
  const { core, newId, settings } = gym
  const fingerprints = { hash: sha256, newSalt: newId }
  const actor = { id: 'person', deskId: null, role: 'manager', name: 'Person' } as const
  const by = { actor, fingerprints, newId, checksum: () => 0 }
  /** What the hub refuses is fine here; what is a bug is not. */
  const write = (ask: Ask) =>
    core.writer.write((context) =>
      ask(context).catch((error: unknown) => {
        if (!(error instanceof HubError)) throw error
        return error
      }),
    )
  return { ...gym, by, write, settings }
}

type Gym = Awaited<ReturnType<typeof openGym>>

async function carryOut(gym: Gym, { kind, days }: Act, memberId: string, third: string): Promise<void> {
  const { by, newId, run, write, settings, core } = gym
  const { db } = core.store
  const today = core.writer.counters.day.day
  const change =
    (now: object): Ask =>
    (context) =>
      changeMember(context, { memberId, now, change_id: newId() }, by)
  const writer = { ...by.actor, ...by, settings }
  const asks: Record<Act['kind'], () => Ask | undefined | Promise<Ask | undefined>> = {
    visit: () => (context) => run(command('check_in', { memberId, acknowledge: true }, newId()), context),
    leave: async () => {
      const open = await findOpenVisit(db, memberId)
      return open && ((context) => run(command('check_out', { checkInId: open.id }, newId()), context))
    },
    card: () => (context) => attachCard(context, { memberId, code: `CARD-${newId()}` }, by.actor),
    note: () => (context) =>
      writeNote(
        context,
        { memberId, noteId: guid(days), level: 'info', text: `${days}`, until: null },
        writer,
        by.fingerprints,
      ),
    photo: () => (context) => setPhoto(context, { memberId, image: jpegOf().toString('base64') }, by),
    'no photo': () => (context) => removePhoto(context, { memberId }, by),
    renew: () => change({ valid_until: dayAfter(today, days) }),
    pack: () => change({ valid_until: dayAfter(today, days), visits_left: days }),
    owe: () => change({ debt_cents: days * 100 }),
    pay: () => (context) =>
      receivePayment(context, { memberId, change_id: newId(), cents: days * 50, way: 'cash' }, by),
    freeze: () => (context) =>
      freezeMember(
        context,
        {
          memberId,
          freezeId: newId(),
          from: dayAfter(today, days - 10),
          until: days % 2 ? null : dayAfter(today, days),
          reason: '',
        },
        writer,
      ),
    unfreeze: async () => {
      const [freeze] = await listFreezes(db, memberId)
      return freeze && ((context) => unfreezeMember(context, { memberId, freezeId: freeze.id }, writer))
    },
    edit: () => (context) => edit(context, { was: undefined, now: `030 ${days}` }),
    overtaken: () => (context) => edit(context, { was: 'nobody', now: `031 ${days}` }),
    'two people': () => (context) => dismissDuplicate(context, { memberId, otherId: third }, by.actor),
    file:
      () =>
      async ({ tx }) => {
        await tx
          .insertInto('imported_members')
          .values({ member_id: memberId, version: `v${days}` })
          .onConflict((known) => known.doNothing())
          .execute()
      },
    pass: () => {
      gym.pass(DAY_MS)
      return undefined
    },
  }
  const edit = async (context: WriteContext, { was, now }: { was: string | undefined; now: string }) => {
    const { phone } = await readMember(context.tx, memberId, today)
    return editMember(context, { memberId, id: newId(), fields: { phone: { was: was ?? phone, now } } }, by)
  }
  const ask = await asks[kind]()
  if (ask) await write(ask)
}

/** Tables in which a merge may write, and of which nothing may be another one after it was undone. */
const TABLES = [
  ...(['members', 'credentials', 'periods', 'freezes', 'ledger_entries', 'member_notes', 'visits'] as const),
  ...(['member_proposals', 'member_photos', 'imported_members', 'dismissed_duplicates', 'closings'] as const),
  ...(['standing_overrides', 'merged_members', 'filed_visits'] as const),
]

/** The rows about these members, and the numbers of the days. */
async function allRows({ core }: CommandGym, ids: readonly string[]): Promise<Record<string, string[]>> {
  const { db } = core.store
  const tables: Record<string, string[]> = {}
  for (const table of TABLES) {
    const rows = (await db.selectFrom(table).selectAll().execute()).map((row) => JSON.stringify(row))
    tables[table] = rows.filter((row) => ids.some((id) => row.includes(id))).sort()
  }
  // In memory, and filed when there is time: both are one history.
  const recent = (await db.selectFrom('recent_visits').selectAll().execute()).map((row) =>
    JSON.stringify(row),
  )
  const own = recent.filter((row) => ids.some((id) => row.includes(id)))
  tables['filed_visits'] = [...(tables['filed_visits'] ?? []), ...own].sort()
  const days = await db.selectFrom('day_stats').selectAll().where('check_ins', '>', 0).execute()
  return { ...tables, days: days.map((day) => JSON.stringify(day)).sort() }
}

/** What holds of every gym. */
async function expectWhole({ core }: CommandGym): Promise<void> {
  const { db } = core.store
  expect(await listUnexplainedDebts(db, 10)).toEqual([])
  const negative = await db.selectFrom('members').selectAll().where('debt_cents', '<', 0).execute()
  expect(negative).toEqual([])
  const open = await db.selectFrom('visits').selectAll().where('check_out_at', 'is', null).execute()
  expect(core.writer.counters.occupancy).toBe(open.length)
  if (isPostgres(db)) return
  expect((await sql`pragma foreign_key_check`.execute(db)).rows).toEqual([])
}

const countOf = async (
  { core }: CommandGym,
  table: 'visits' | 'credentials' | 'ledger_entries',
  ids: string[],
) =>
  (await core.store.db.selectFrom(table).select('member_id').where('member_id', 'in', ids).execute()).length

let pairs = 0

it(
  'merging and undoing it gives back the same rows; what came since stays; and the ledger balances all the time',
  { timeout: PAIRS * PAIR_PATIENCE_MS },
  async () => {
    const gym = await openGym()
    const { core, write, settings, by } = gym
    const isFair = fc.asyncProperty(history, async ({ before, after, into, take }) => {
      pairs += 1
      const ids = [guid(pairs * 10), guid(pairs * 10 + 1)] as const
      const third = guid(pairs * 10 + 2)
      await core.writer.write(({ tx, now }) => {
        for (const id of [...ids, third])
          saveMember(tx, { ...emptyMember(id, now), full_name: `Member ${id}` })
      })
      for (const one of before) await carryOut(gym, one, ids[one.who], third)
      const [memberId, otherId] = into === 0 ? ids : [ids[1], ids[0]]
      const merge = async (id: string, taken: MergedField[]) => {
        const today = core.writer.counters.day.day
        const [one, other] = [
          await readMember(core.store.db, memberId, today),
          await readMember(core.store.db, otherId, today),
        ]
        const seen = { member: isoTime(one.updated_at), other: isoTime(other.updated_at) }
        return write((context) =>
          mergeMembers({ ...context, settings }, { id, memberId, otherId, take: taken, seen }, by),
        )
      }
      const undo = (id: string) => write((context) => unmergeMembers({ ...context, settings }, { id }, by))
      const rows = await allRows(gym, [...ids, third])
      const counts = async () => [
        await countOf(gym, 'visits', [...ids]),
        await countOf(gym, 'credentials', [...ids]),
        await countOf(gym, 'ledger_entries', [...ids]),
      ]
      const counted = await counts()

      const first = guid(pairs * 10 + 3)
      expect(await merge(first, take)).toEqual({ id: first, memberId })
      await expectWhole(gym)
      expect(await findMember(core.store.db, otherId, core.writer.counters.day.day)).toBeUndefined()
      expect(await counts()).toEqual(counted)
      expect(await countOf(gym, 'visits', [memberId])).toBe(counted[0])
      expect(await undo(first)).toEqual({ memberId, otherId, kept: {} })
      await expectWhole(gym)
      expect(await allRows(gym, [...ids, third])).toEqual(rows)

      const second = guid(pairs * 10 + 4)
      await merge(second, take)
      const [hadVisits] = [await countOf(gym, 'visits', [memberId])]
      for (const one of after) await carryOut(gym, one, memberId, third)
      await core.writer.write(({ tx, counters }) => fileVisits(tx, counters.seq))
      const total = await counts()
      const undone = await undo(second)
      expect(undone).toMatchObject({ memberId, otherId })
      await expectWhole(gym)
      expect(await counts()).toEqual(total)
      const visitsBefore = rows['visits']?.filter((row) => row.includes(`"member_id":"${otherId}"`)).length
      expect(await countOf(gym, 'visits', [otherId])).toBe(visitsBefore)
      expect(hadVisits).toBe(counted[0])
    })
    await fc.assert(isFair, { numRuns: PAIRS })
  },
)
