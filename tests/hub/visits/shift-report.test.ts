import { describe, expect, it } from 'vitest'
import type { ShiftEntry, ShiftReport } from '../../../server/protocol/reports.ts'
import type { TestDesk } from '../../support/client/desk.ts'
import { addMember } from '../../support/hub/hub.ts'
import { startGym, type Gym } from '../../support/hub/gym.ts'

const PEOPLE = { anna: 'receptionist', bea: 'receptionist', mona: 'manager' }
const BERLIN = { timeZone: 'Europe/Berlin', cutOverHour: 4 }

async function reportOf(desk: TestDesk, params: object): Promise<ShiftReport> {
  return (await desk.ask('request', { method: 'reports.shift', params })).payload as ShiftReport
}

const told = ({ entries }: { entries: readonly ShiftEntry[] }) =>
  entries.map(({ kind, staff, reason, undid, member }) => [
    kind,
    staff,
    reason ?? undid,
    member?.full_name ?? null,
  ])

/** Anna refuses and lets in, then Bea undoes and refuses a card of nobody. */
async function twoShifts(gym: Gym): Promise<{ anna: TestDesk; bea: TestDesk }> {
  const { card } = await addMember(gym.hub, { full_name: 'Dora Debt', debt_cents: '4900' })
  const { card: paid } = await addMember(gym.hub, { full_name: 'Paul Paid' })
  const anna = await gym.desk('anna', 'Desk A')
  await anna.ask('scan', { code: card })
  await anna.ask('scan', { code: card, override: { reason: 'Pays on Friday', until: '2026-11-27' } })
  gym.setClock('2026-11-23T17:00:00.000Z')
  const bea = await gym.desk('bea', 'Desk B')
  const opened = await bea.ask('scan', { code: paid })
  await bea.ask('undo', { checkInId: opened.payload.visit.id })
  await bea.ask('scan', { code: 'LOST-4711' })
  return { anna, bea }
}

/** Signing in hashes passwords, which takes its time where the machine is busy. */

describe('an end-of-shift report', () => {
  it('has what was overridden, undone and refused, one’s own for a receptionist, everybody’s for a manager', async () => {
    const gym = await startGym(BERLIN, '2026-11-23T16:50:00.000Z', PEOPLE)
    const { bea } = await twoShifts(gym)
    const anna = await gym.desk('anna')
    const mine = await reportOf(anna, { whose: 'own', since: 'today' })
    expect(told(mine)).toEqual([
      ['refused', 'anna', 'debt', 'Dora Debt'],
      ['overridden', 'anna', 'debt', 'Dora Debt'],
    ])
    expect(mine.counts).toEqual({ overridden: 1, undone: 0, refused: 1, for_review: 0, back_dated: 0 })
    expect(mine.entries[1]).toMatchObject({
      desk: 'Desk A',
      override: { reason: 'Pays on Friday', by: 'anna', approvedBy: null, until: '2026-11-27' },
    })
    const forbidden = await bea.ask('request', { method: 'reports.shift', params: { whose: 'all' } })
    expect(forbidden.payload.code).toBe('forbidden')
    const all = await reportOf(await gym.desk('mona'), { whose: 'all' })
    expect(told(all).slice(2)).toEqual([
      ['undone', 'bea', 'check_in', 'Paul Paid'],
      ['refused', 'bea', 'unknown_credential', null],
    ])
    expect(all.entries[3]?.codeEnd).toBe('4711')
    expect(JSON.stringify(all)).not.toContain('LOST')
  })

  it('begins with the sign-in or with the business day', async () => {
    const gym = await startGym(BERLIN, '2026-11-23T16:50:00.000Z', PEOPLE)
    await twoShifts(gym)
    gym.setClock('2026-11-23T20:00:00.000Z')
    const anna = await gym.desk('anna')
    const shift = await reportOf(anna, { since: 'sign_in' })
    expect([shift.from, told(shift)]).toEqual(['2026-11-23T20:00:00.000Z', []])
    const day = await reportOf(anna, { since: 'today' })
    expect([day.from, day.entries.length]).toEqual(['2026-11-23T03:00:00.000Z', 2])
    gym.setClock('2026-11-24T03:00:00.000Z')
    const next = await gym.desk('anna')
    await next.ask('scan', { code: 'NOBODY-1' })
    expect(told(await reportOf(next, {}))).toEqual([['refused', 'anna', 'unknown_credential', null]])
  })

  it('names who answers for an override that stood already, beside who was at the desk', async () => {
    const gym = await startGym(BERLIN, '2026-11-23T16:50:00.000Z', PEOPLE)
    const { bea } = await twoShifts(gym)
    const found = await bea.ask('request', { method: 'members.search', params: { query: 'dora' } })
    const [dora] = found.payload.members as { id: string; visitId: string }[]
    await bea.ask('check_out', { checkInId: dora?.visitId })
    await bea.ask('check_in', { memberId: dora?.id })
    const mine = await reportOf(bea, {})
    expect(mine.entries.at(-1)).toMatchObject({
      kind: 'overridden',
      staff: 'bea',
      override: { by: 'anna', reason: 'Pays on Friday', until: '2026-11-27' },
    })
  })

  it('is a file of any day for a manager’s token, and for nobody else', async () => {
    const gym = await startGym(BERLIN, '2026-11-23T16:50:00.000Z', PEOPLE)
    await twoShifts(gym)
    gym.setClock('2026-11-24T12:00:00.000Z')
    expect((await gym.ask('anna', 'api/v1/reports/shift')).status).toBe(403)
    const file = await gym.ask('mona', 'api/v1/reports/shift?day=2026-11-23')
    expect(file.headers.get('content-disposition')).toContain('shift-2026-11-23.csv')
    const lines = (await file.text()).trim().split('\n')
    expect(lines[0]).toBe(
      'at,kind,staff,desk,member_id,member,card_end,reason,undid,why,given_by,approved_by,until,happened_at',
    )
    expect(lines).toHaveLength(5)
    expect(lines[2]).toMatch(
      /^2026-11-23T16:50.*,overridden,anna,Desk A,.*,Dora Debt,,debt,,Pays on Friday,anna,,2026-11-27,2026-11-23T16:50:00.000Z$/,
    )
    const today = await gym.ask('mona', 'api/v1/reports/shift?format=json')
    expect(await today.json()).toMatchObject({ day: '2026-11-24', entries: [], takings: { count: 0 } })
    expect((await gym.ask('mona', 'api/v1/reports/shift?day=yesterday')).status).toBe(400)
  })
})
