import { v7 as uuidv7 } from 'uuid'
import { expect, it } from 'vitest'
import type { MemberConversation } from '../../../server/protocol/follow-up.ts'
import { openDesk } from '../../support/client/desk.ts'
import { addMember, startHub } from '../../support/hub/hub.ts'

it('conversations with a member are read newest first, from lists and beside them, and one is added once', async () => {
  const hub = await startHub()
  const desk = await openDesk(hub)
  const ask = async (method: string, params: object) =>
    (await desk.ask('request', { method, params })).payload as unknown
  const { id: memberId } = await addMember(hub, { debt_cents: '4900', debt_since: '2026-02-01' })
  const fromList = {
    memberId,
    conversationId: uuidv7(),
    list: 'owing',
    about: '2026-02-01',
    note: 'pays Friday',
  }
  await ask('followUps.speak', fromList)
  const added = { memberId, conversationId: uuidv7(), note: 'moves to Berlin' }
  await ask('conversations.add', added)
  await ask('conversations.add', added)
  const { conversations } = (await ask('conversations.list', { memberId })) as {
    conversations: MemberConversation[]
  }
  expect(conversations).toMatchObject([
    { id: added.conversationId, list: 'none', note: 'moves to Berlin', spoken: true },
    { list: 'owing', note: 'pays Friday', spoken: true },
  ])
  expect(await ask('followUps.list', { list: 'owing' })).toMatchObject({ count: 0 })
  expect(await ask('conversations.add', { ...added, note: ' ' })).toMatchObject({ code: 'invalid_message' })
})

it('a list to call is a file in which no name is a formula', async () => {
  const hub = await startHub()
  await addMember(hub, { full_name: '=1+1', debt_cents: '4900', debt_since: '2026-02-01' })
  const answer = await hub.fetch('api/v1/follow-ups.csv?list=owing')
  expect(answer.headers.get('content-disposition')).toContain('call-owing.csv')
  const [header, row] = (await answer.text()).split('\n')
  expect(header).toMatch(/^id,full_name,/)
  expect(row).toMatch(/,'=1\+1,/)
  expect((await hub.fetch('api/v1/follow-ups.csv?list=nobody')).status).toBe(400)
})
