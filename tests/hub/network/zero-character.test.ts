import { v7 as uuidv7 } from 'uuid'
import { expect, it } from 'vitest'
import { openDesk } from '../../support/client/desk.ts'
import { addMember } from '../../support/hub/hub.ts'
import { sharedHub } from '../../support/hub/shared-hub.ts'

const hub = sharedHub()
const ID = uuidv7()

/** Whatever has text or a code in it, as a frame, and the field that is named. */
const FRAMES: [type: string, payload: object, field: string][] = [
  ['scan', { code: 'CARD-1\0CARD-2' }, 'code'],
  ['scan', { code: '\0' }, 'code'],
  ['scan', { code: 'CARD-1', location: 'Bar\0' }, 'location'],
  ['scan', { code: 'CARD-1', override: { reason: 'a\0b' } }, 'override'],
  ['check_in', { memberId: ID, notes: 'a\0b' }, 'notes'],
  ['check_out', { checkInId: ID, notes: 'a\0b' }, 'notes'],
  ['correct_occupancy', { counted: 1, reason: '\0' }, 'reason'],
  ['scan', { code: 'CARD-1', ofTheClient: '\0' }, ''],
  ['authenticate', { deskName: 'Bar\0' }, 'deskName'],
  ['request', { method: 'members.search', params: { query: 'Sof\0ia' } }, 'params'],
  ['request', { method: 'cards.attach', params: { memberId: ID, code: 'A\0B' } }, 'params'],
  ['request', { method: 'notes.write', params: { text: 'a\0b' } }, 'params'],
]

it.each(FRAMES)('a %s frame of %j is refused', async (type, payload, field) => {
  const desk = await openDesk(hub())
  const { payload: answer } = await desk.ask(type, payload)
  expect(answer).toMatchObject({ code: 'invalid_message', retryable: false, details: { field } })
})

it('an item of a batch with U+0000 is refused, and the one beside it is done', async () => {
  const { id: memberId } = await addMember(hub())
  const desk = await openDesk(hub())
  desk.send({ type: 'batch', batches: { check_in: [{ memberId, notes: '\0' }, { memberId }] } })
  expect((await desk.next('check_in_error')).payload.code).toBe('invalid_message')
  await desk.next('check_in_success')
})

it('a frame that is nested deeper than calls can be is refused for its U+0000 as well', async () => {
  const desk = await openDesk(hub())
  const deep = `${'['.repeat(20_000)}"\\u0000"${']'.repeat(20_000)}`
  desk.send(`{"type":"scan","payload":{"code":"CARD-1","x":${deep}}}`)
  expect((await desk.next('error')).payload.code).toBe('invalid_message')
})

it.each([
  ['POST', 'api/v1/staff', { username: 'anna', full_name: 'An\0na', role: 'viewer' }],
  ['POST', 'api/v1/links', { role: 'viewer', name: 'An\0na' }],
  ['PUT', `api/v1/messages/${ID}`, { text: 'a\0b' }],
  ['POST', 'api/v1/token', { code: 'A\0', deskName: 'Bar' }],
  ['POST', 'api/v1/token', { username: 'anna', password: 'x', deskName: 'Bar\0' }],
  ['POST', 'api/auth/token/', { username: 'anna\0', password: 'x' }],
  ['GET', 'api/members/?search=Sof%00ia', undefined],
  ['GET', 'api/checkins/?search=%00', undefined],
])('%s %s with U+0000 in it is refused with 400', async (method, path, body) => {
  const headers = { 'content-type': 'application/json' }
  const init = body && { method, headers, body: JSON.stringify(body) }
  const answer = await hub().fetch(path, {
    ...init,
    headers: { ...init?.headers, authorization: `Bearer ${await hub().token('manager')}` },
  })
  expect(answer.status).toBe(400)
})
