import { v7 as uuidv7 } from 'uuid'
import { expect, it } from 'vitest'
import type { FollowUpList, FollowUpReply, SavedFilter } from '../../../server/protocol/follow-up.ts'
import type { MemberListPage } from '../../../server/protocol/member-list.ts'
import { openDesk } from '../../support/client/desk.ts'
import { never } from '../../support/hub/held-time.ts'
import { addMember, startHub } from '../../support/hub/hub.ts'

const DAY_MS = 24 * 3_600_000
const NOW = Date.parse('2026-02-10T12:00:00.000Z')

async function openGym() {
  let now = NOW
  const hub = await startHub({}, { now: () => now, every: never })
  const ask = async <Answer>(method: string, params: object): Promise<Answer> => {
    const desk = await openDesk(hub)
    return (await desk.ask('request', { method, params })).payload as Answer
  }
  const listed = async (list: FollowUpList) => ask<FollowUpReply>('followUps.list', { list })
  return {
    hub,
    ask,
    listed,
    names: async (list: FollowUpList) => (await listed(list)).members.map(({ full_name }) => full_name),
    pass: (days: number) => void (now += days * DAY_MS),
  }
}

it('lists have whom it is time to speak to, the most urgent first', async () => {
  const { hub, names, pass } = await openGym()
  await addMember(hub, { full_name: 'Ends soon', valid_until: '2026-03-10', birthday: '1990-03-06' })
  await addMember(hub, { full_name: 'Ends sooner', valid_until: '2026-03-08' })
  await addMember(hub, { full_name: 'Ended', valid_until: '2026-03-01', birthday: '03-06' })
  await addMember(hub, { full_name: 'Owes', debt_cents: '4900', debt_since: '2026-02-20' })
  await addMember(hub, { full_name: 'Owes longer', debt_cents: '100', debt_since: '2026-02-01' })
  await addMember(hub, { full_name: 'Frozen', frozen_from: '2025-12-01', frozen_until: '2026-12-01' })
  await addMember(hub, { full_name: 'Just frozen', frozen_from: '2026-03-01', frozen_until: '2026-12-01' })
  expect(await names('away')).toEqual([])
  pass(24)
  expect(await names('expiring')).toEqual(['Ends sooner', 'Ends soon'])
  expect(await names('frozen')).toEqual(['Frozen'])
  expect(await names('owing')).toEqual(['Owes longer', 'Owes'])
  expect((await names('away')).sort()).toEqual(['Ends soon', 'Ends sooner'])
  expect(await names('birthdays')).toEqual(['Ends soon'])
})

it('who came lately is not away', async () => {
  const { hub, ask, names, pass } = await openGym()
  const { id } = await addMember(hub, { full_name: 'Ada' })
  pass(30)
  expect(await names('away')).toEqual(['Ada'])
  const desk = await openDesk(hub)
  const { payload: visit } = await desk.ask('check_in', { memberId: id })
  expect(await names('away')).toEqual([])
  await desk.ask('undo', { checkInId: visit.id })
  expect(await names('away')).toEqual(['Ada'])
  await desk.ask('check_in', { memberId: id })
  expect(await names('away')).toEqual([])
  expect((await ask<MemberListPage>('members.list', { state: 'good', also: 'no_photo' })).total?.count).toBe(
    1,
  )
})

it('a member who was spoken to is off the list at every desk, until the reason is new or two weeks have passed', async () => {
  const { hub, ask, listed, names, pass } = await openGym()
  const { id } = await addMember(hub, { full_name: 'Ada', debt_cents: '4900', debt_since: '2026-02-01' })
  const [ada] = (await listed('owing')).members
  const said = { memberId: id, list: 'owing', about: ada?.about, note: 'pays on Friday' }
  const conversationId = uuidv7()
  await ask('followUps.speak', { ...said, conversationId })
  await ask('followUps.speak', { ...said, conversationId })
  expect(await listed('owing')).toMatchObject({ members: [], count: 0, spoken: [{ note: 'pays on Friday' }] })
  await ask('followUps.speak', { ...said, conversationId: uuidv7(), spoken: false })
  expect(await names('owing')).toEqual(['Ada'])
  await ask('followUps.speak', { ...said, conversationId: uuidv7() })
  expect(await names('owing')).toEqual([])
  await ask('followUps.speak', { ...said, conversationId: uuidv7(), about: 'another reason' })
  expect(await names('owing')).toEqual(['Ada'])
  await ask('followUps.speak', { ...said, conversationId: uuidv7() })
  pass(15)
  expect(await names('owing')).toEqual(['Ada'])
  expect(await ask('followUps.speak', { ...said, memberId: uuidv7(), conversationId })).toMatchObject({
    code: 'member_not_found',
  })
})

it('a list has a name at every desk, and no name twice', async () => {
  const { ask } = await openGym()
  const filters = { plan: null, state: 'good', also: 'no_photo', days: 14, order: 'name' }
  const [id, other] = [uuidv7(), uuidv7()]
  await ask('filters.save', { id, name: 'No photo yet', filters })
  expect(await ask('filters.save', { id: other, name: 'no photo YET', filters })).toMatchObject({
    code: 'invalid_message',
  })
  expect(await ask<{ filters: SavedFilter[] }>('filters.list', {})).toEqual({
    filters: [{ id, name: 'No photo yet', filters }],
  })
  await ask('filters.remove', { id })
  expect(await ask('filters.list', {})).toEqual({ filters: [] })
})
