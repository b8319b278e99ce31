import { v7 as uuidv7 } from 'uuid'
import { beforeEach, describe, expect, it } from 'vitest'
import { MESSAGE_NEWS_MS, type StaffMessage } from '../../../server/protocol/staff-messages.ts'
import { openDesk } from '../../support/client/desk.ts'
import { never } from '../../support/hub/held-time.ts'
import { startHub, type TestHub } from '../../support/hub/hub.ts'
import { addStaff } from '../../support/hub/staff.ts'
import { storedValue } from '../../support/hub/stored.ts'
import { openStaffDesk, type StaffDesk } from '../../support/client/staff-desk.ts'

const HOUR_MS = 3_600_000

let now = 0
let hub: TestHub
let anna: StaffDesk
let ben: StaffDesk

beforeEach(async () => {
  now = Date.parse('2026-11-25T10:00:00Z')
  hub = await startHub({}, { now: () => now, every: never })
  for (const username of ['anna', 'ben']) await addStaff(hub, { username })
  await addStaff(hub, { username: 'mona', role: 'manager' })
  anna = await openStaffDesk(hub, 'anna', 'Entrance')
  ben = await openStaffDesk(hub, 'ben', 'Bar')
})

async function send(message: object, by = anna, id = uuidv7()): Promise<StaffMessage> {
  const { status, body } = await by.put(`api/v1/messages/${id}`, message)
  expect({ status, body: body as object }).toMatchObject({ status: 200 })
  return body as StaffMessage
}

const listed = async (by: StaffDesk): Promise<StaffMessage[]> =>
  ((await by.get('api/v1/messages')).body as { messages: StaffMessage[] }).messages

describe('a staff message', () => {
  it('is at every desk at once, with who sent it, where and when, and for how long it holds', async () => {
    const program = await openDesk(hub)
    const { id } = await send({ text: 'Pool closed until 4 pm', until: '16:00' })
    const told = {
      ...{ id, text: 'Pool closed until 4 pm', from: 'anna', at: '2026-11-25T10:00:00.000Z' },
      ...{ fromDesk: { id: anna.deskId, name: 'Entrance' }, toDesk: null, asksSeen: false, seen: [] },
      ...{ until: '2026-11-25T16:00:00.000Z', holdsMs: 6 * HOUR_MS },
    }
    for (const { next } of [anna.desk, ben.desk, program])
      expect((await next('staff_message')).payload).toEqual(told)
    expect(await listed(ben)).toEqual([told])
  })

  it('to one desk is told to it and to the desk that sent it, and to nobody else', async () => {
    const other = await openStaffDesk(hub, 'mona', 'Office')
    await send({ text: 'Anna, please come to the office', toDeskId: anna.deskId }, other)
    expect((await anna.desk.next('staff_message')).payload.toDesk.name).toBe('Entrance')
    await other.desk.next('staff_message')
    await ben.desk.ask('ping')
    expect(ben.desk.frames.map(({ type }) => type)).not.toContain('staff_message')
    expect(await listed(ben)).toEqual([])
    expect(await listed(anna)).toHaveLength(1)
  })

  it('to one desk is read by no token without a desk, whoever has it, in a list, as news, or by ending it', async () => {
    const program = await openDesk(hub, { role: 'manager' })
    const { id } = await send({ text: 'For Ben alone', toDeskId: ben.deskId })
    await ben.desk.next('staff_message')
    const list = await program.ask('request', { method: 'messages.list', params: {} })
    const end = await program.ask('request', { method: 'messages.end', params: { id } })
    expect(end.payload.code).toBe('forbidden')
    const headers = { authorization: `Bearer ${await hub.token('manager')}` }
    const overHttp = await fetch(new URL('api/v1/messages', hub.http), { headers })
    const asCommandLine = await hub.fetch('api/v1/messages')
    const read = [list, await overHttp.json(), await asCommandLine.json(), program.frames]
    expect(JSON.stringify(read)).not.toContain('For Ben alone')
  })

  it('to one desk is not ended by a manager who cannot read it', async () => {
    const mona = await openStaffDesk(hub, 'mona', 'Office')
    const { id } = await send({ text: 'For Ben alone', toDeskId: ben.deskId })
    expect((await mona.post(`api/v1/messages/${id}/end`)).status).toBe(403)
  })

  it('is listed for the desk whose credential a token without a desk is used with', async () => {
    await send({ text: 'For Ben alone', toDeskId: ben.deskId })
    const program = await openDesk(hub, { authenticate: { deskToken: ben.deskToken } })
    const { payload } = await program.ask('request', { method: 'messages.list', params: {} })
    expect((payload.messages as StaffMessage[]).map(({ text }) => text)).toEqual(['For Ben alone'])
  })

  it('that asks for it says to its sender which desks have seen it, each once', async () => {
    const { id } = await send({ text: 'Fire drill at noon', asksSeen: true })
    now += 60_000
    const seen = { desk: { id: ben.deskId, name: 'Bar' }, name: 'ben', at: '2026-11-25T10:01:00.000Z' }
    expect((await ben.put(`api/v1/messages/${id}/seen`)).body.seen).toEqual([seen])
    now += 60_000
    expect((await ben.put(`api/v1/messages/${id}/seen`)).body.seen).toEqual([seen])
    const isSeen = (frame: { type: string; payload: { seen?: object[] } }) =>
      frame.type === 'staff_message' && frame.payload.seen?.length === 1
    expect((await anna.desk.next(isSeen)).payload.seen).toEqual([seen])
  })

  it('is still there for a desk that was away, as long as it holds', async () => {
    await send({ text: 'News of the morning' })
    await send({ text: 'Pool closed', until: '11:00' })
    now += 2 * HOUR_MS
    const late = await openStaffDesk(hub, 'mona', 'Office')
    const holds = async (): Promise<string[]> =>
      (await listed(late)).filter(({ holdsMs }) => holdsMs > 0).map(({ text }) => text)
    expect(await holds()).toEqual(['News of the morning'])
    now += MESSAGE_NEWS_MS
    const nextDay = await openStaffDesk(hub, 'mona', 'Office')
    expect((await listed(nextDay)).every(({ holdsMs }) => holdsMs === 0)).toBe(true)
  })

  it('sent again under its id is one message, and another under that id is refused', async () => {
    const { id } = await send({ text: 'Once' })
    await send({ text: 'Once' }, anna, id)
    expect(await listed(anna)).toHaveLength(1)
    expect((await anna.put(`api/v1/messages/${id}`, { text: 'Twice' })).status).toBe(409)
  })

  it('is taken back by its sender or a manager, by nobody else', async () => {
    const { id } = await send({ text: 'Pool closed' })
    const mona = await openStaffDesk(hub, 'mona', 'Office')
    expect((await ben.post(`api/v1/messages/${id}/end`)).status).toBe(403)
    expect((await mona.post(`api/v1/messages/${id}/end`)).body.holdsMs).toBe(0)
    const isOver = (frame: { type: string; payload: { holdsMs?: number } }) =>
      frame.type === 'staff_message' && frame.payload.holdsMs === 0
    await ben.desk.next(isOver)
  })

  it('is refused beyond ten a minute of one person, whatever desk they stand at, and not of another', async () => {
    for (let count = 0; count < 10; count += 1) await send({ text: `${count}` })
    const elsewhere = await openStaffDesk(hub, 'anna', 'Office')
    const refused = await elsewhere.put(`api/v1/messages/${uuidv7()}`, { text: 'and more' })
    expect(refused).toMatchObject({ status: 429, body: { error: { code: 'rate_limited' } } })
    await send({ text: 'Ben’s own' }, ben)
    now += 60_000
    await send({ text: 'later' })
  })

  it('has at most 500 characters of text, which is kept as it was written', async () => {
    const text = '<b>Don’t</b> & “quote” 🏊'
    expect((await send({ text })).text).toBe(text)
    expect((await send({ text: '🏊'.repeat(500) })).text).toHaveLength(1000)
    for (const wrong of [{ text: 'x'.repeat(501) }, { text: ' ' }, { text: 'x', until: '25:00' }, {}]) {
      expect((await anna.put(`api/v1/messages/${uuidv7()}`, wrong)).status).toBe(400)
    }
    const nowhere = { text: 'x', toDeskId: uuidv7() }
    expect((await anna.put(`api/v1/messages/${uuidv7()}`, nowhere)).status).toBe(400)
  })

  it('stands in the audit log without its words, and only the last 200 are kept', async () => {
    const patient = await startHub({ limit: ['staffMessagesPerMinute=0'] }, { now: () => now, every: never })
    await addStaff(patient, { username: 'anna' })
    const desk = await openStaffDesk(patient, 'anna', 'Entrance')
    for (let count = 0; count < 205; count += 1) {
      now += 1
      await send({ text: `Canary ${count}` }, desk)
    }
    const { body } = await desk.put(`api/v1/messages/${uuidv7()}`, { text: 'last' })
    expect((body as StaffMessage).text).toBe('last')
    const audit = await (await patient.fetch('api/v1/audit')).text()
    expect(audit).toContain('message_sent')
    expect(audit).not.toContain('Canary')
    await patient.close()
    expect(Number(await storedValue(patient.folder, 'select count(*) from staff_messages'))).toBe(200)
  })

  it('is no viewer’s to send', async () => {
    const token = await hub.token('viewer')
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const address = new URL(`api/v1/messages/${uuidv7()}`, hub.http)
    const sent = await fetch(address, { method: 'PUT', headers, body: '{"text":"x"}' })
    expect(sent.status).toBe(403)
  })
})
