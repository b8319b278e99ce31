import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { MAPPED_FILE_TYPE } from '../../../server/protocol/import-report.ts'
import { openDesk } from '../../support/client/desk.ts'
import { addMember, type TestHub } from '../../support/hub/hub.ts'
import { sharedHub } from '../../support/hub/shared-hub.ts'

const hub = sharedHub({ limit: ['signInAttemptsPerMinute=100000'] })
const ID = uuidv7()

const send = (at: TestHub, method: string, path: string, body: object): Promise<Response> =>
  at.fetch(path, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })

/** Changes as they are sent rightly, but for one field of none, and what it is called. */
const CHANGES: [method: string, path: string, body: object, field?: string][] = [
  ['POST', `members/${ID}`, { now: { debt_cents: 0 }, debtCents: 0 }, 'debtCents'],
  ['POST', `members/${ID}`, { now: { debt_cents: 0, valid_untill: null } }, 'now.valid_untill'],
  ['PUT', `members/${ID}`, { full_name: 'Anna' }],
  ['PUT', `members/${ID}/edits/${ID}`, { fields: { phone: { was: '', now: '1' } } }],
  [
    'PUT',
    `members/${ID}/edits/${ID}`,
    { fields: { phon: { was: '', now: '1' }, phone: { was: '', now: '1' } } },
    'fields.phon',
  ],
  ['POST', `members/${ID}/proposals/${ID}`, { accept: true, was: '' }],
  ['PUT', `members/${ID}/cards`, { code: 'A-1' }],
  ['POST', `members/${ID}/cards/withdraw`, { number: 1, end: '1' }],
  ['PUT', `members/${ID}/notes/${ID}`, { level: 'info', text: 'x' }],
  ['POST', `members/${ID}/notes/${ID}/end`, {}],
  ['PUT', `messages/${ID}`, { text: 'x' }],
  ['POST', `messages/${ID}/end`, {}],
  ['PUT', 'handover', { base: 0, text: 'x' }],
  ['POST', 'staff', { username: 'anna', full_name: 'Anna', role: 'viewer' }],
  ['POST', `staff/${ID}`, { role: 'viewer' }],
  ['POST', `desks/${ID}`, { name: 'Bar' }],
  ['POST', 'links', { role: 'viewer' }],
  ['POST', 'lan', { isOn: false }],
  ['POST', 'token', { code: 'AAAAA-AAAAA' }],
  ['POST', 'token', { username: 'anna', password: 'x' }],
  ['POST', 'token/pin', { deskToken: 'x', staffId: ID, pin: '730218' }],
  ['POST', 'token/refresh', { refresh: 'x' }],
  ['POST', 'sign-out', { refresh: 'x' }],
  ['POST', 'approvals', { deskToken: 'x', username: 'anna', password: 'x' }],
  ['POST', 'kiosk/leave', { deskToken: 'x', approval: 'x' }],
  ['POST', 'access-tokens', { role: 'viewer', ttlMs: 1_000 }],
  ['POST', 'log-level', { level: 'info' }],
  ['POST', 'profile', { seconds: 1 }],
]

it.each(CHANGES)(
  '%s /api/v1/%s of %j with a field that nobody knows is refused, and names it',
  async (method, path, body, field) => {
    const sent = field === undefined ? { ...body, surprise: 1 } : body
    const answer = await send(hub(), method, `api/v1/${path}`, sent)
    expect({ status: answer.status, ...((await answer.json()) as object) }).toMatchObject({
      status: 400,
      error: { code: 'invalid_message', details: { field: field ?? 'surprise' } },
    })
  },
)

it('a change with a misspelt field in its address is refused too, and changes nothing', async () => {
  const { id } = await addMember(hub(), { debt_cents: '4900' })
  const path = `api/v1/members/${id}`
  expect((await send(hub(), 'POST', `${path}?debt_cents=0`, { now: { debt_cents: 100 } })).status).toBe(400)
  const desk = await openDesk(hub())
  const { payload } = await desk.ask('request', { method: 'members.get', params: { memberId: id } })
  expect(payload.debt_cents).toBe(4900)
})

describe('a file with', () => {
  const OURS = 'full_name\nSofia Unasked\n'
  const MAPPED = `${JSON.stringify({ columns: [] })}\nName\nSofia Unasked\n`

  it.each([
    ['a misspelt question', 'members/import?previw=true', 'text/csv', OURS, 'previw'],
    ['a question for other products’ files', 'members/import?preview=true', 'text/csv', OURS, 'preview'],
    ['the rows of one', 'members/import?only_good=true', 'text/csv', OURS, 'only_good'],
    ['an encoding beside its mapping', 'members/import?encoding=utf-8', MAPPED_FILE_TYPE, MAPPED, 'encoding'],
    ['a misspelt question beside it', 'members/import?previw=true', MAPPED_FILE_TYPE, MAPPED, 'previw'],
    ['a misspelt question about it', 'members/import/recognise?encodng=utf-8', 'text/csv', OURS, 'encodng'],
    ['visits and a question', 'visits/import?preview=true', 'text/csv', OURS, 'preview'],
  ])('%s in its address is refused, and nobody is imported', async (_what, path, type, body, field) => {
    const headers = { 'content-type': type }
    const answer = await hub().fetch(`api/v1/${path}`, { method: 'POST', headers, body })
    expect({ status: answer.status, ...((await answer.json()) as object) }).toMatchObject({
      status: 400,
      error: { code: 'invalid_message', details: { field } },
    })
    expect(await (await hub().fetch('api/v1/members/export')).text()).not.toContain('Unasked')
  })
})

it.each([
  ['a read', 'GET', 'api/v1/audit?surprise=1', undefined, 200],
  [
    'the AV Gym system’s address',
    'POST',
    'api/auth/token/',
    { username: 'x', password: 'x', remember: true },
    401,
  ],
] as const)('%s takes a field that nobody knows', async (_what, method, path, body, status) => {
  const answer = body ? await send(hub(), method, path, body) : await hub().fetch(path)
  expect(answer.status).toBe(status)
})

it('a frame takes a field that nobody knows', async () => {
  const { id: memberId } = await addMember(hub())
  const desk = await openDesk(hub())
  expect((await desk.ask('check_in', { memberId, surprise: 1 })).type).toBe('check_in_success')
})
