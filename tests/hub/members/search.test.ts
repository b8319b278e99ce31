import { describe, expect, it } from 'vitest'
import type { FoundMember } from '../../../server/protocol/methods.ts'
import { openDesk, type TestDesk } from '../../support/client/desk.ts'
import { addMember, openHub, startHub, type TestHub } from '../../support/hub/hub.ts'
import { post } from '../../support/hub/staff.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

async function find(desk: TestDesk, query: string, limit = 20): Promise<string[]> {
  const params = { query, limit }
  const { payload } = await desk.ask('request', { method: 'members.search', params })
  return (payload.members as FoundMember[]).map(({ full_name }) => full_name)
}

async function takeFile(hub: Pick<TestHub, 'fetch'>, body: string): Promise<void> {
  const headers = { 'content-type': 'text/csv' }
  const response = await hub.fetch('api/v1/members/import', { method: 'POST', body, headers })
  expect(response.status).toBe(200)
}

describe('a search over a desk’s socket', () => {
  it('finds whoever was added or renamed a moment ago, and nobody by a name of before', async () => {
    const hub = await startHub()
    const desk = await openDesk(hub)
    expect(await find(desk, 'sofia')).toEqual([])
    const { id } = await addMember(hub)
    expect(await find(desk, 'sofai')).toEqual(['Sofia Lindqvist'])
    await takeFile(hub, `id,full_name,phone\n${id},Maria Svensson,030 4711\n`)
    expect(await find(desk, 'sofia')).toEqual([])
    expect(await find(desk, 'svenson')).toEqual(['Maria Svensson'])
    expect(await find(desk, '4711')).toEqual(['Maria Svensson'])
  })

  it('has the whole code of a card before every name and number', async () => {
    const hub = await startHub()
    await addMember(hub, { full_name: 'Aaron 4711', phone: '030 4711', credentials: 'A-001' })
    await addMember(hub, { full_name: 'Berta', credentials: '4711000' })
    await addMember(hub, { full_name: 'Zoe', credentials: '4711' })
    await addMember(hub, { full_name: 'Yves', credentials: 'GYM-004711' })
    await addMember(hub, { full_name: 'Dora', phone: '030 471199', credentials: 'A-002' })
    await addMember(hub, { full_name: 'Carla', phone: '030 994711', credentials: 'A-003' })
    const desk = await openDesk(hub)
    expect(await find(desk, '4711')).toEqual(['Zoe', 'Aaron 4711', 'Berta', 'Yves', 'Carla', 'Dora'])
    expect(await find(desk, '4711', 1)).toEqual(['Zoe'])
    expect(await find(desk, 'gym-004711')).toEqual(['Yves'])
    // Fewer characters than people are shown of a code are the end of too many.
    expect(await find(desk, '11')).toEqual([])
  })

  it('finds no card that was withdrawn, and one that was given back its use', async () => {
    const hub = await startHub()
    const { id } = await addMember(hub, { credentials: 'LOST-0001' })
    const desk = await openDesk(hub)
    const turn = async (how: 'withdraw' | 'restore') =>
      post(hub, `api/v1/members/${id}/cards/${how}`, { code: 'LOST-0001' }, await hub.token())
    await turn('withdraw')
    expect([await find(desk, 'lost-0001'), await find(desk, '0001')]).toEqual([[], []])
    await turn('restore')
    expect([await find(desk, 'lost-0001'), await find(desk, '0001')]).toEqual([
      ['Sofia Lindqvist'],
      ['Sofia Lindqvist'],
    ])
  })

  it('has those who are inside first, as of the last check-in and check-out, after a start too', async () => {
    const folder = temporaryFolder()
    const first = await openHub(folder)
    await addMember(first, { full_name: 'Ana A' })
    const later = await addMember(first, { full_name: 'Ana B' })
    const desk = await openDesk(first)
    expect(await find(desk, 'ana')).toEqual(['Ana A', 'Ana B'])
    const { payload } = await desk.ask('check_in', { memberId: later.id })
    expect(await find(desk, 'ana')).toEqual(['Ana B', 'Ana A'])
    await first.close()
    const again = await openDesk(await startHub({ data: folder }))
    expect(await find(again, 'ana')).toEqual(['Ana B', 'Ana A'])
    await again.ask('check_out', { checkInId: payload.id })
    expect(await find(again, 'ana')).toEqual(['Ana A', 'Ana B'])
  })

  it('finds each of the thousands that an import brought', async () => {
    const hub = await startHub({ limit: ['framesPerSecond=0'] })
    const names = Array.from({ length: 3_000 }, (_, at) => `Member${at} Of${at * 7}`)
    await takeFile(hub, `full_name\n${names.join('\n')}\n`)
    const desk = await openDesk(hub)
    await expect.poll(() => find(desk, 'member2999', 1)).toEqual(['Member2999 Of20993'])
    for (const at of [0, 249, 250, 251, 1_500, 2_998]) {
      expect(await find(desk, `of${at * 7} member${at}`, 1)).toEqual([`Member${at} Of${at * 7}`])
    }
  })
})
