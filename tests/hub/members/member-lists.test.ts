import { describe, expect, it } from 'vitest'
import type { ListedMember, MemberListPage } from '../../../server/protocol/member-list.ts'
import { openDesk, type TestDesk } from '../../support/client/desk.ts'
import { addMember, startHub, type TestHub } from '../../support/hub/hub.ts'

async function list(desk: TestDesk, params: object = {}): Promise<MemberListPage> {
  return (await desk.ask('request', { method: 'members.list', params })).payload as MemberListPage
}

async function takeFile(hub: Pick<TestHub, 'fetch'>, rows: readonly string[]): Promise<void> {
  const headers = { 'content-type': 'text/csv' }
  const answer = await hub.fetch('api/v1/members/import', { method: 'POST', body: rows.join('\n'), headers })
  expect(answer.status).toBe(200)
}

const namesOf = ({ members }: MemberListPage) => members.map(({ full_name }) => full_name)

/** All pages of a list, and what is done between two of them. */
async function allOf(desk: TestDesk, params: object, between = () => Promise.resolve()) {
  const members: ListedMember[] = []
  for (let after: string | null | undefined; after !== null;) {
    const page = await list(desk, { ...params, after })
    members.push(...page.members)
    after = page.next
    await between()
  }
  return members
}

describe('the list of members', () => {
  it('is in its order, names without their accents, and says how many there are and which plans', async () => {
    const hub = await startHub()
    const desk = await openDesk(hub, { role: 'viewer' })
    expect(await list(desk)).toEqual({
      members: [],
      next: null,
      total: { count: 0, isMore: false, plans: [] },
    })
    await addMember(hub, { full_name: 'Zora', valid_until: '2020-01-01', membership_type: 'Gold' })
    await addMember(hub, { full_name: 'Äbby', membership_type: 'Day' })
    await addMember(hub, { full_name: 'Anna', valid_until: '2099-01-01', membership_type: 'Gold' })
    expect(namesOf(await list(desk))).toEqual(['Äbby', 'Anna', 'Zora'])
    expect(namesOf(await list(desk, { order: 'end' }))).toEqual(['Zora', 'Anna', 'Äbby'])
    expect((await list(desk)).total).toEqual({ count: 3, isMore: false, plans: ['Day', 'Gold'] })
    expect(namesOf(await list(desk, { plan: 'Gold', state: 'good' }))).toEqual(['Anna'])
    expect(namesOf(await list(desk, { query: 'zroa' }))).toEqual(['Zora'])
    expect(namesOf(await list(desk, { query: 'zora', plan: 'Day' }))).toEqual([])
    expect(namesOf(await list(desk, { query: 'nobody' }))).toEqual([])
    expect((await list(desk, { state: 'expired' })).members).toMatchObject([
      { full_name: 'Zora', refusal: 'expired', valid_until: '2020-01-01' },
    ])
  })

  it('has everybody once over its pages, by name, end and day added, whoever comes in between', async () => {
    const hub = await startHub({ limit: ['framesPerSecond=0'] })
    const desk = await openDesk(hub)
    const rows = Array.from(
      { length: 450 },
      (_, at) => `Member ${at % 50},2027-01-${10 + (at % 9)},C-${1_000 + at}`,
    )
    await takeFile(hub, ['full_name,valid_until,credentials', ...rows])
    let added = 0
    for (const order of ['name', 'end', 'added']) {
      const seen = await allOf(desk, { order }, async () => {
        await addMember(hub, { full_name: `Between ${(added += 1)}` })
      })
      const before = seen.filter(({ full_name }) => full_name.startsWith('Member'))
      expect(before, order).toHaveLength(450)
      expect(new Set(seen.map(({ id }) => id)).size, order).toBe(seen.length)
    }
  })

  it('of who has no card has both, one after the other, of a card that moves', async () => {
    const hub = await startHub()
    const desk = await openDesk(hub, { role: 'manager' })
    const [ada, bo] = [await addMember(hub, { full_name: 'Ada' }), await addMember(hub, { full_name: 'Bo' })]
    const withdrawn = { memberId: bo.id, code: bo.card }
    await desk.ask('request', { method: 'cards.withdraw', params: withdrawn })
    expect(namesOf(await list(desk, { state: 'no_card' }))).toEqual(['Bo'])
    const moved = { memberId: bo.id, code: ada.card, from: ada.id }
    await desk.ask('request', { method: 'cards.attach', params: moved })
    expect(namesOf(await list(desk, { state: 'no_card' }))).toEqual(['Ada'])
  })

  it('refuses where a page of another list has ended', async () => {
    const desk = await openDesk(await startHub())
    for (const after of ['["a","b"]', 'x', '[1]', 'null']) {
      expect(await list(desk, { order: 'added', after })).toMatchObject({ code: 'invalid_message' })
    }
  })

  it('is a file of exactly what it shows, without formulas, for managers', async () => {
    const hub = await startHub()
    await addMember(hub, { full_name: '=cmd()', valid_until: '2020-01-01', phone: '+49 1' })
    await addMember(hub, { full_name: 'Anna' })
    const get = async (role: 'receptionist' | 'manager') =>
      fetch(new URL('api/v1/members/list.csv?state=expired', hub.http), {
        headers: { authorization: `Bearer ${await hub.token(role)}` },
      })
    expect((await get('receptionist')).status).toBe(403)
    const lines = (await (await get('manager')).text()).trim().split('\n')
    expect(lines).toHaveLength(2)
    expect(lines[1]).toContain(`,'=cmd(),Unlimited,expired,2020-01-01,,'+49 1,`)
  })
})
