import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { MadeMerge, MergePreview, UndoneMerge } from '../../../server/protocol/duplicates.ts'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { openDesk } from '../../support/client/desk.ts'
import { never } from '../../support/hub/held-time.ts'
import { addMember, startHub } from '../../support/hub/hub.ts'
import { checkStored } from '../../support/hub/stored.ts'

const DAY_MS = 24 * 3_600_000
const NOON = Date.parse('2026-02-10T12:00:00.000Z')

/** A gym with two members who are one person. */
async function openGym() {
  let now = NOON
  const hub = await startHub({}, { now: () => now, every: never })
  let desk = await openDesk(hub, { role: 'manager' })
  const ask = async <Answer>(method: string, params: object = {}): Promise<Answer> =>
    (await desk.ask('request', { method, params })).payload as Answer
  const anna = await addMember(hub, {
    full_name: 'Anna Berg',
    phone: '030 123456',
    valid_until: '2026-03-01',
  })
  const again = await addMember(hub, { full_name: 'Anna Breg', email: 'a@example.com', debt_cents: '4900' })
  const pair = { memberId: anna.id, otherId: again.id }
  const merge = async (take: string[] = ['email']) => {
    const { members } = await ask<MergePreview>('merges.preview', pair)
    const seen = { member: members[0].changed_time, other: members[1].changed_time }
    return ask<{ id: string; code?: string }>('members.merge', { id: uuidv7(), ...pair, take, seen })
  }
  return {
    ...{ hub, anna, again, pair, merge, ask },
    desk: (type: string, payload: object) => desk.ask(type, payload),
    sheetOf: (memberId: string) => ask<MemberDetails & { code?: string }>('members.get', { memberId }),
    pass: async (days: number) => {
      now += days * DAY_MS
      desk = await openDesk(hub, { role: 'manager' })
    },
  }
}

describe('two members who are merged', () => {
  it('are one, whom the other card, the old id, a late record and an older file all find', async () => {
    const { hub, anna, again, ask, desk, merge, sheetOf, pair } = await openGym()
    await desk('scan', {
      code: again.card,
      mode: 'in',
      acknowledge: true,
      override: { reason: 'pays later' },
    })
    const preview = await ask<MergePreview>('merges.preview', pair)
    expect(preview).toMatchObject({
      members: [
        { full_name: 'Anna Berg', inside: false },
        { debt_cents: 4900, inside: true },
      ],
      moves: { visits: 1, cards: 1, entries: 1, periods: 1 },
    })
    expect(await merge()).toMatchObject({ memberId: anna.id })
    const sheet = await sheetOf(again.id)
    expect(sheet).toMatchObject({
      ...{ id: anna.id, full_name: 'Anna Berg', phone: '030 123456', email: 'a@example.com' },
      ...{ debt_cents: 4900, inside: true, visits_total: 1 },
    })
    expect(sheet.cards).toHaveLength(2)
    const { payload: snapshot } = await desk('snapshot', {})
    expect(snapshot.present).toMatchObject([{ member: { id: anna.id, full_name: 'Anna Berg' } }])
    expect((await desk('scan', { code: again.card, mode: 'out' })).payload).toMatchObject({
      ...{ reason: 'ok_out', member: { id: anna.id } },
    })
    const late = await desk('check_in', {
      memberId: again.id,
      override: { reason: 'pays later' },
      acknowledge: true,
    })
    expect(late).toMatchObject({ type: 'check_in_success', payload: { member: { id: anna.id } } })
    const { id: again2 } = await addMember(hub, { id: again.id, full_name: 'Anna Berg', phone: '030 7' })
    expect(again2).toBe(again.id)
    expect(await sheetOf(anna.id)).toMatchObject({ phone: '030 7' })
    expect(await ask('members.list')).toMatchObject({ total: { count: 1 } })
    const taken = await ask<{ code: string }>('members.add', { memberId: again.id, full_name: 'New' })
    expect(taken.code).toBe('request_conflict')
    const { entries } = await ask<{ entries: { action: string; subject: string }[] }>('audit.list')
    expect(entries.filter(({ action }) => action === 'member_merged').map(({ subject }) => subject)).toEqual([
      anna.id,
      again.id,
    ])
    expect((await checkStored(hub.folder, null)).findings).toEqual([])
  })

  it('of whom both are inside leave one inside', async () => {
    const { hub, anna, again, desk, merge, sheetOf } = await openGym()
    const override = { reason: 'pays later' }
    for (const { card } of [anna, again])
      await desk('scan', { code: card, mode: 'in', acknowledge: true, override })
    await merge()
    expect((await desk('snapshot', {})).payload.stats).toMatchObject({ currentlyIn: 1, todayTotal: 1 })
    expect(await sheetOf(anna.id)).toMatchObject({ inside: true, visits_total: 1 })
    expect((await checkStored(hub.folder, null)).findings).toEqual([])
  })

  it('are not merged by what somebody saw before one of them was changed', async () => {
    const { ask, again, pair, merge, sheetOf } = await openGym()
    const { members } = await ask<MergePreview>('merges.preview', pair)
    const seen = { member: members[0].changed_time, other: new Date(NOON - 1).toISOString() }
    expect(await ask('members.merge', { id: uuidv7(), ...pair, take: [], seen })).toMatchObject({
      code: 'request_conflict',
    })
    expect(await sheetOf(again.id)).toMatchObject({ id: again.id })
    expect(await merge()).toMatchObject({ memberId: pair.memberId })
  })

  it('are two again for thirty days, with what came since at the one who stayed', async () => {
    const { anna, again, ask, merge, sheetOf, pass, hub } = await openGym()
    await merge(['email', 'full_name'])
    await pass(30)
    await ask('ledger.pay', { memberId: anna.id, change_id: uuidv7(), cents: 4900, way: 'cash' })
    await ask('notes.write', { memberId: anna.id, noteId: uuidv7(), level: 'info', text: 'New' })
    const { merges } = await ask<{ merges: MadeMerge[] }>('merges.list')
    expect(merges).toMatchObject([{ full_name: 'Anna Breg', other_name: 'Anna Breg', memberId: anna.id }])
    const undone = await ask<UndoneMerge>('merges.undo', { id: merges[0]?.id })
    // Who has paid for both cannot be said: what was owed stays with the payment.
    expect(undone.kept).toEqual({ entries: 1, notes: 1, debt: 0 })
    expect(await sheetOf(anna.id)).toMatchObject({ full_name: 'Anna Berg', email: '', debt_cents: 0 })
    expect(await sheetOf(again.id)).toMatchObject({ id: again.id, full_name: 'Anna Breg', debt_cents: 0 })
    expect(await ask('merges.undo', { id: merges[0]?.id })).toMatchObject({ code: 'request_conflict' })
    expect((await checkStored(hub.folder, null)).findings).toEqual([])
  })

  it('are one for good after that, and while the one who stayed is somebody else', async () => {
    const { hub, anna, ask, merge, pass } = await openGym()
    const { id } = await merge()
    const other = await addMember(hub, { full_name: 'Anna Berg-Maier' })
    const { members } = await ask<MergePreview>('merges.preview', { memberId: other.id, otherId: anna.id })
    const seen = { member: members[0].changed_time, other: members[1].changed_time }
    const later = { id: uuidv7(), memberId: other.id, otherId: anna.id, take: [], seen }
    expect(await ask('members.merge', later)).toEqual({ id: later.id, memberId: other.id })
    expect(await ask('merges.undo', { id })).toMatchObject({ code: 'request_conflict' })
    await ask('merges.undo', { id: later.id })
    await pass(31)
    expect(await ask('merges.undo', { id })).toMatchObject({ code: 'invalid_message' })
    expect(await ask('merges.list')).toEqual({ merges: [] })
  })
})
