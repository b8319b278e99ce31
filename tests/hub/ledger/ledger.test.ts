import { v7 as uuidv7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  ALL_WAYS,
  type LedgerEntry,
  type LedgerReply,
  type Takings,
} from '../../../server/protocol/ledger.ts'
import type { ShiftReport } from '../../../server/protocol/reports.ts'
import type { TestDesk } from '../../support/client/desk.ts'
import { forWholeFile } from '../../support/for-whole-file.ts'
import { addMember } from '../../support/hub/hub.ts'
import { startGym } from '../../support/hub/gym.ts'
import { changeStored, checkStored, storedRows } from '../../support/hub/stored.ts'
import { takeFile } from '../../support/hub/members-files.ts'

const PEOPLE = { anna: 'receptionist', bea: 'receptionist', mona: 'manager', vera: 'viewer' }
const BERLIN = { timeZone: 'Europe/Berlin', cutOverHour: 4 }
const MONDAY = '2026-11-23T16:50:00.000Z'
const TUESDAY = '2026-11-24T16:50:00.000Z'

/** One gym on one Monday; what comes on the Tuesday comes last. */
const opened = forWholeFile(async () => {
  const gym = await startGym(BERLIN, MONDAY, PEOPLE)
  const [anna, bea] = [await gym.desk('anna', 'Desk A'), await gym.desk('bea', 'Desk B')]
  return { gym, anna, bea, mona: await gym.desk('mona', 'Office'), vera: await gym.desk('vera', 'Hall') }
})

/** Answers as they come: refusals have a code. */
async function call(desk: TestDesk, method: string, params: object): Promise<Record<string, unknown>> {
  return (await desk.ask('request', { method, params })).payload as Record<string, unknown>
}

const SALE = { price_cents: 4900, received_cents: 4900, way: 'cash' }
const UNTIL = { valid_until: '2099-12-31' }

const sell = (desk: TestDesk, memberId: string, money: object = SALE, change_id = uuidv7()) =>
  call(desk, 'members.change', { memberId, now: UNTIL, change_id, ...money })

async function entriesOf(desk: TestDesk, memberId: string): Promise<LedgerEntry[]> {
  const reply = await call(desk, 'ledger.list', { memberId })
  return (reply as unknown as LedgerReply).entries
}

const told = (entries: readonly LedgerEntry[]) => entries.map(({ kind, cents, way }) => [kind, cents, way])

const newMember = (columns: Record<string, string> = {}) => addMember(opened().gym.hub, columns)

const debtOf = async (id: string) => {
  const question = `select debt_cents, debt_since from members where id = '${id}'`
  return Object.values((await storedRows(opened().gym.hub.folder, question))[0] ?? {})
}

async function takingsOf(desk: TestDesk, params: object = {}): Promise<Takings> {
  return ((await call(desk, 'reports.shift', params)) as unknown as ShiftReport).takings!
}

/** What something has added to somebody’s takings, by the ways to which it has. */
async function added(desk: TestDesk, params: object, happens: () => Promise<unknown>): Promise<object> {
  const before = await takingsOf(desk, params)
  await happens()
  const after = await takingsOf(desk, params)
  const more = ALL_WAYS.map((way) => [way, after.ways[way] - before.ways[way]] as const)
  return Object.fromEntries(more.filter(([, cents]) => cents !== 0))
}

describe('a renewal with a price', () => {
  it('is a charge and a payment, each with a receipt number, words, person and desk', async () => {
    const { anna } = opened()
    const { id } = await newMember({ valid_until: '2026-11-01', membership_type: 'Unlimited' })
    const sold = await sell(anna, id)
    const [payment, charge] = await entriesOf(anna, id)
    const number = charge?.number ?? 0
    expect(sold).toMatchObject({ debt_cents: 0, ...UNTIL, receipts: [number, number + 1] })
    expect(charge).toMatchObject({
      ...{ kind: 'charge', cents: 4900, way: null, staff: 'anna', desk: 'Desk A', day: '2026-11-23' },
      ...{ plan: 'Unlimited', from: '2026-11-01', until: '2099-12-31', reversedBy: null },
    })
    expect(payment).toMatchObject({ number: number + 1, kind: 'payment', cents: -4900, way: 'cash' })
  })

  it('asked twice is booked once; its id for other amounts is refused', async () => {
    const { anna } = opened()
    const { id } = await newMember()
    const change_id = uuidv7()
    const first = await sell(anna, id, SALE, change_id)
    expect(await sell(anna, id, SALE, change_id)).toEqual(first)
    const other = { ...SALE, price_cents: 100, received_cents: 100 }
    expect((await sell(anna, id, other, change_id))['code']).toBe('request_conflict')
    expect(await entriesOf(anna, id)).toHaveLength(2)
  })

  it('is undone with all that it booked, and with nothing else', async () => {
    const { anna } = opened()
    const was = { valid_until: '2026-11-01' }
    const { id } = await newMember({ ...was, debt_cents: '1000', debt_since: '2026-11-02' })
    const change_id = uuidv7()
    const undone = await added(anna, {}, async () => {
      const { changed_time } = await sell(anna, id, { ...SALE, received_cents: 5900 }, change_id)
      const undo = { memberId: id, was, now: UNTIL, changed_time, change_id }
      for (let time = 0; time < 2; time += 1)
        expect(await call(anna, 'members.undoChange', undo)).toMatchObject({ ...was, debt_cents: 1000 })
    })
    expect(undone).toEqual({})
    expect(told(await entriesOf(anna, id))).toEqual([
      ['reversal', -4900, null],
      ['reversal', 5900, 'cash'],
      ['payment', -5900, 'cash'],
      ['charge', 4900, null],
      ['opening', 1000, null],
    ])
    expect(await debtOf(id)).toEqual([1000, '2026-11-02'])
  })

  it.each([
    ['an amount without an id', { price_cents: 100, change_id: undefined }],
    ['what was received without its way', { price_cents: 100, received_cents: 100, way: undefined }],
    ['half a cent', { price_cents: 0.5 }],
    ['a debt that the amounts do not come to', { now: { debt_cents: 700 } }],
    ['more received than is owed', { received_cents: 5000 }],
  ])('with %s is refused, and nothing is changed', async (_what, wrong) => {
    const { anna } = opened()
    const { id } = await newMember()
    const change = { memberId: id, now: {}, change_id: uuidv7(), ...SALE, ...wrong }
    const { code } = await call(anna, 'members.change', change)
    expect(code).toMatch(/^(invalid_message|request_conflict)$/)
    expect(await entriesOf(anna, id)).toEqual([])
  })
})

it('a desk of an earlier version pays in a way that nobody knows, and undoes it without naming the change', async () => {
  const { anna } = opened()
  const { id } = await newMember({ debt_cents: '4900' })
  const change = { was: { debt_cents: 4900 }, now: { debt_cents: 1000 } }
  const { changed_time } = await call(anna, 'members.change', { memberId: id, ...change })
  await call(anna, 'members.undoChange', { memberId: id, ...change, changed_time })
  await call(anna, 'members.change', { memberId: id, now: { debt_cents: 5000 } })
  expect(told(await entriesOf(anna, id))).toEqual([
    ['correction', 100, null],
    ['reversal', 3900, 'unknown'],
    ['payment', -3900, 'unknown'],
    ['opening', 4900, null],
  ])
})

it('a file that names another debt books the difference, as nobody’s takings', async () => {
  const { gym, anna, mona } = opened()
  const id = uuidv7()
  const taken = await added(mona, { whose: 'all' }, async () => {
    for (const cents of [500, 200]) await takeFile(gym.hub, `id,full_name,debt_cents\n${id},Filed,${cents}\n`)
  })
  expect(taken).toEqual({})
  expect(told(await entriesOf(anna, id))).toEqual([
    ['correction', -300, null],
    ['opening', 500, null],
  ])
})

it('an entry is written off by a manager alone, seen by all, and booked by nobody who only looks', async () => {
  const { anna, mona, vera } = opened()
  const { id } = await newMember({ debt_cents: '4900' })
  const writeOff = { memberId: id, change_id: uuidv7(), cents: 4900, reason: 'Moved away' }
  expect((await call(anna, 'ledger.writeOff', writeOff))['code']).toBe('forbidden')
  expect(await call(mona, 'ledger.writeOff', writeOff)).toMatchObject({ debt_cents: 0 })
  expect(await entriesOf(vera, id)).toMatchObject([{ kind: 'write_off', reason: 'Moved away' }, {}])
  const pay = { memberId: id, change_id: uuidv7(), cents: 1, way: 'cash' }
  expect((await call(vera, 'ledger.pay', pay))['code']).toBe('forbidden')
  expect((await call(anna, 'ledger.find', {}))['code']).toBe('forbidden')
})

it('the takings of a shift are one’s own or everybody’s, by way', async () => {
  const { anna, bea, mona } = opened()
  const { id } = await newMember()
  const all = await added(mona, { whose: 'all' }, async () => {
    expect(await added(anna, {}, () => sell(anna, id))).toEqual({ cash: 4900 })
    const byCard = { price_cents: 2000, received_cents: 2000, way: 'card' }
    expect(await added(anna, {}, () => sell(bea, id, byCard))).toEqual({})
  })
  expect(all).toEqual({ cash: 4900, card: 2000 })
})

it('a check finds a debt that the entries do not come to, and nothing where they do', async () => {
  const { folder } = opened().gym.hub
  const { id } = await newMember({ debt_cents: '4900' })
  expect((await checkStored(folder, null)).findings).toEqual([])
  await changeStored(folder, `update members set debt_cents = 1 where id = '${id}'`)
  expect((await checkStored(folder, null)).findings).toEqual([
    `the ledger: member ${id} owes 1, the entries come to 4900`,
  ])
  await changeStored(folder, `update members set debt_cents = 4900 where id = '${id}'`)
  // Two members who are merged have one ledger.
  await changeStored(folder, 'update ledger_entries set member_id = member_id')
  for (const change of ['update ledger_entries set cents = 1', 'delete from ledger_entries'])
    await expect(changeStored(folder, change)).rejects.toThrow('append-only')
})

describe('on the next day', () => {
  let [id, paid] = ['', '']

  beforeAll(async () => {
    const { gym, anna } = opened()
    id = (await newMember({ full_name: '=Sofia Berg' })).id
    const money = { price_cents: 12_345, received_cents: 10_345, way: 'cash' }
    await sell(anna, id, money)
    paid = (await entriesOf(anna, id))[0]?.id ?? ''
    gym.setClock(TUESDAY)
  })

  const reverse = (desk: TestDesk, entryId: string, change_id = uuidv7()) =>
    call(desk, 'ledger.reverse', { entryId, change_id, reason: 'Wrong member' })

  it('what is due is as old as its first day, can be paid by and by and not beyond', async () => {
    const { gym } = opened()
    const [anna, bea] = [await gym.desk('anna'), await gym.desk('bea')]
    const pay = (cents: number) =>
      call(bea, 'ledger.pay', { memberId: id, change_id: uuidv7(), cents, way: 'transfer' })
    expect((await pay(3000))['code']).toBe('request_conflict')
    expect(await pay(500)).toMatchObject({ debt_cents: 1500 })
    expect(await debtOf(id)).toEqual([1500, '2026-11-23'])
    expect(await pay(1500)).toMatchObject({ debt_cents: 0 })
    expect(await debtOf(id)).toEqual([0, null])
    const [last] = await entriesOf(bea, id)
    // One’s own of today is one’s own to mend.
    expect((await reverse(anna, last?.id ?? ''))['code']).toBe('forbidden')
    await reverse(bea, last?.id ?? '')
    expect(await debtOf(id)).toEqual([1500, '2026-11-23'])
  })

  it('who took the 123.45 euros is found by amount, day, way and person, a page at a time', async () => {
    const { gym } = opened()
    const mona = await gym.desk('mona')
    const find = async (sought: object) => (await call(mona, 'ledger.find', sought)) as unknown as LedgerReply
    const sought = { cents: 10_345, way: 'cash', from: '2026-11-23', to: '2026-11-23' }
    const { entries } = await find(sought)
    expect(entries).toMatchObject([{ staff: 'anna', member: { id, full_name: '=Sofia Berg' } }])
    expect((await find({ number: entries[0]?.number })).entries).toEqual(entries)
    for (const other of [{ from: '2026-11-24', to: '2026-11-25' }, { way: 'card' }, { staffId: 'nobody' }])
      expect((await find({ ...sought, ...other })).entries).toEqual([])
    for (let sale = 0; sale < 15; sale += 1) await sell(mona, id)
    const first = await find({})
    const second = await find({ before: first.next ?? 0 })
    const numbers = [...first.entries, ...second.entries].map(({ number }) => number)
    expect(numbers).toEqual(Array.from({ length: numbers[0] ?? 0 }, (_, at) => (numbers[0] ?? 0) - at))
    expect([first.entries.length, second.next]).toEqual([50, null])
  })

  it('a file has the entries of some days for a manager, and nothing in it is a formula', async () => {
    const { gym } = opened()
    expect((await gym.ask('anna', 'api/v1/ledger.csv')).status).toBe(403)
    const file = await (await gym.ask('mona', 'api/v1/ledger.csv?from=2026-11-23&to=2026-11-23')).text()
    const [header, ...lines] = file.trim().split('\n')
    expect(header).toBe(
      'number,at,business_day,kind,cents,way,member_id,member,staff,desk,reverses,reversed_by,plan,from,until,visits,reason',
    )
    const cells = `${MONDAY},2026-11-23,payment,-10345,cash,${id},'=Sofia Berg,anna,Desk A,,,,,,,`
    expect(lines.at(-1)?.replace(/^\d+,/, '')).toBe(cells)
    expect(lines.filter((line) => !line.includes(',2026-11-23,'))).toEqual([])
  })

  it('an entry is reversed once, by a manager, with a reason, and counts on the day of its reversal', async () => {
    const { gym } = opened()
    const [anna, mona] = [await gym.desk('anna'), await gym.desk('mona')]
    expect((await reverse(anna, paid))['code']).toBe('forbidden')
    const again = uuidv7()
    const taken = await added(mona, { whose: 'all' }, async () => {
      const first = await reverse(mona, paid, again)
      expect(await reverse(mona, paid, again)).toEqual(first)
      expect((await reverse(mona, paid))['code']).toBe('request_conflict')
    })
    expect(taken).toEqual({ cash: -10_345 })
    const [reversal, ...others] = await entriesOf(mona, id)
    expect(reversal).toMatchObject({ kind: 'reversal', cents: 10_345, way: 'cash', reason: 'Wrong member' })
    expect(others.find((entry) => entry.id === paid)).toMatchObject({
      ...{ number: reversal?.reverses, reversedBy: reversal?.number, mayReverse: false },
    })
    expect((await reverse(mona, reversal?.id ?? ''))['code']).toBe('invalid_message')
    const day = await gym.ask('mona', 'api/v1/reports/shift?format=json&day=2026-11-23')
    expect(await day.json()).toMatchObject({ takings: { ways: { cash: 10_345 + 2 * 4900 + 4900 } } })
  })

  it('a charge is not reversed before its payment: nobody has a credit', async () => {
    const { gym } = opened()
    const mona = await gym.desk('mona')
    const { id: other } = await newMember()
    await sell(mona, other)
    const [payment, charge] = await entriesOf(mona, other)
    expect((await reverse(mona, charge?.id ?? ''))['code']).toBe('request_conflict')
    await reverse(mona, payment?.id ?? '')
    expect(await reverse(mona, charge?.id ?? '')).toMatchObject({ debt_cents: 0 })
  })
})
