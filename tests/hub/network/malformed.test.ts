import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { openDesk, openSocket } from '../../support/client/desk.ts'
import { addMember, startHub, type TestHub } from '../../support/hub/hub.ts'
import { sharedHub } from '../../support/hub/shared-hub.ts'

const memberId = '01a20902-753d-7125-bcc5-ddb7ce35ac66'

/** What is sent, and the type and code of the one answer. */
const MALFORMED: [what: string, sent: string, type: string, code: string][] = [
  ['no JSON', 'hello', 'error', 'invalid_json'],
  ['an empty frame', '', 'error', 'invalid_json'],
  ['a byte order mark first', '\ufeff{"type":"heartbeat"}', 'error', 'invalid_json'],
  ['null', 'null', 'error', 'invalid_message'],
  ['a list', '[]', 'error', 'invalid_message'],
  ['a number', '1', 'error', 'invalid_message'],
  ['no type', '{"payload":{}}', 'error', 'invalid_message'],
  ['a type that is no text', '{"type":["check_in"]}', 'error', 'invalid_message'],
  ['an unknown type', '{"type":"open_door","payload":{}}', 'error', 'unknown_type'],
  ['a server’s type', '{"type":"member_checked_in","payload":{}}', 'error', 'unknown_type'],
  ['a type of the language', '{"type":"__proto__","payload":{}}', 'error', 'unknown_type'],
  ['no payload', '{"type":"check_in"}', 'check_in_error', 'invalid_message'],
  ['a payload that is a list', '{"type":"check_in","payload":[]}', 'check_in_error', 'invalid_message'],
  ['no member', '{"type":"check_in","payload":{"location":"x"}}', 'check_in_error', 'invalid_message'],
  [
    'a member id that is no UUID',
    '{"type":"check_in","payload":{"memberId":"1 or 1=1"}}',
    'check_in_error',
    'invalid_message',
  ],
  [
    'a member id that is a list',
    `{"type":"check_in","payload":{"memberId":["${memberId}"]}}`,
    'check_in_error',
    'invalid_message',
  ],
  [
    'a location that is a number',
    `{"type":"check_in","payload":{"memberId":"${memberId}","location":7}}`,
    'check_in_error',
    'invalid_message',
  ],
  [
    'a location too long',
    `{"type":"check_in","payload":{"memberId":"${memberId}","location":"${'x'.repeat(101)}"}}`,
    'check_in_error',
    'invalid_message',
  ],
  [
    'notes too long',
    `{"type":"check_in","payload":{"memberId":"${memberId}","notes":"${'x'.repeat(2001)}"}}`,
    'check_in_error',
    'invalid_message',
  ],
  [
    'a time that is none',
    `{"type":"check_in","payload":{"memberId":"${memberId}","occurredAt":"2026-02-30"}}`,
    'check_in_error',
    'invalid_message',
  ],
  [
    'a check-out without its visit',
    '{"type":"check_out","payload":{}}',
    'check_out_error',
    'invalid_message',
  ],
  [
    'a requestId that is no UUID',
    `{"type":"check_in","requestId":"7","payload":{"memberId":"${memberId}"}}`,
    'check_in_error',
    'invalid_message',
  ],
  ['a scan without a code', '{"type":"scan","payload":{"mode":"in"}}', 'error', 'invalid_message'],
  [
    'a scan in no mode',
    '{"type":"scan","payload":{"code":"1","mode":"sideways"}}',
    'error',
    'invalid_message',
  ],
  [
    'a deep nest',
    `{"type":"scan","payload":${'['.repeat(30_000)}${']'.repeat(30_000)}}`,
    'error',
    'invalid_message',
  ],
  [
    'a batch of too many',
    JSON.stringify({ type: 'batch', batches: { check_in: Array.from({ length: 51 }, () => ({})) } }),
    'error',
    'invalid_message',
  ],
  [
    'a search without a query',
    '{"type":"request","payload":{"method":"members.search","params":{}}}',
    'error',
    'invalid_message',
  ],
  ['an unknown method', '{"type":"request","payload":{"method":"doors.open"}}', 'error', 'invalid_message'],
]

/** How many events there have been. */
const seqOf = async (hub: TestHub): Promise<number> =>
  ((await (await hub.fetch('readyz')).json()) as { seq: number }).seq

/** For all whose frames are their own affair: each has sockets of its own, and hears no late numbers of the test before. */
const hub = sharedHub({ limit: ['statsDelayMs=999999999'] })

describe('a malformed frame', () => {
  it.each(MALFORMED)(
    '(%s) is answered once with its code and changes nothing',
    async (_what, sent, type, code) => {
      const sofia = await addMember(hub())
      const [bad, good] = [await openDesk(hub()), await openDesk(hub())]
      const seq = await seqOf(hub())
      const before = bad.frames.length
      bad.send(sent)
      bad.send({ type: 'heartbeat' })
      await bad.next('heartbeat_ack')
      const answers = bad.frames.slice(before, -1)
      expect(answers).toMatchObject([{ type, payload: { code, retryable: false } }])
      const [answer] = answers
      const sentence = type === 'error' ? answer!.message : answer!.payload.error
      expect(sentence).toMatch(/^[A-Z].*/)
      if (type === 'error') expect(answer!.payload.message).toBe(answer!.message)
      expect(await good.ask('check_in', { memberId: sofia.id })).toMatchObject({ payload: { seq: seq + 1 } })
    },
  )

  it('never has its content in the answer', async () => {
    const desk = await openDesk(hub())
    desk.send({ type: 'check_in', payload: { memberId: 'SECRET-CARD', location: 'SECRET-PLACE' } })
    expect(JSON.stringify(await desk.next('check_in_error'))).not.toContain('SECRET')
  })

  it('comes thirty times in ten seconds before the socket is closed with 4400', async () => {
    const desk = await openDesk(hub())
    for (let count = 0; count < 31; count += 1) desk.send('nonsense')
    expect((await desk.closed).code).toBe(4400)
    expect(desk.frames.filter(({ type }) => type === 'error')).toHaveLength(30)
  })
})

describe('text', () => {
  it('is kept as sent in NFC and handed on as text', async () => {
    const sofia = await addMember(hub())
    const desk = await openDesk(hub())
    const location = '<b>Café</b> =1+1'
    const reply = await desk.ask('check_in', {
      memberId: sofia.id,
      location: `${location.normalize('NFD')}\ud800`,
    })
    expect(reply.payload.location).toBe(`${location.normalize('NFC')}\ufffd`)
  })

  it('may have its full length in characters of any size', async () => {
    const sofia = await addMember(hub())
    const desk = await openDesk(hub())
    const location = '🏋'.repeat(100)
    expect((await desk.ask('check_in', { memberId: sofia.id, location })).payload.location).toBe(location)
  })
})

describe('the size of a frame', () => {
  it('over 64 KiB closes with 1009, a binary one with 1003, and neither harms another desk', async () => {
    const hub = await startHub()
    const [big, binary, good] = [await openDesk(hub), await openDesk(hub), await openDesk(hub)]
    big.send('x'.repeat(64 * 1024 + 1))
    binary.socket.send(Buffer.from('{"type":"heartbeat"}'))
    expect((await big.closed).code).toBe(1009)
    expect((await binary.closed).code).toBe(1003)
    good.send({ type: 'heartbeat' })
    expect(await good.next('heartbeat_ack')).toMatchObject({ seq: 0 })
  })

  it('over 4 KiB before sign-in closes with 1009', async () => {
    const desk = await openSocket(hub().ws)
    desk.send({ type: 'authenticate', payload: { token: 'x'.repeat(4096) } })
    expect((await desk.closed).code).toBe(1009)
  })
})

describe('a rate', () => {
  it('over 20 a second with a burst of 60 is answered rate_limited with the time to wait, and nothing is done', async () => {
    let passedMs = 0
    const hub = await startHub({}, { steadyNow: () => passedMs })
    const sofia = await addMember(hub)
    const desk = await openDesk(hub)
    // The sign-in was the first.
    for (let count = 1; count < 60; count += 1) await desk.ask('heartbeat')
    const requestId = uuidv7()
    const checkIn = () => desk.ask('check_in', { memberId: sofia.id }, requestId)
    const refused = {
      type: 'check_in_error',
      payload: { code: 'rate_limited', retryable: true, retryAfterMs: 50 },
    }
    expect(await checkIn()).toMatchObject(refused)
    passedMs = 25
    const { retryAfterMs } = (await checkIn()).payload as { retryAfterMs: number }
    expect(retryAfterMs).toBeCloseTo(25, -1)
    passedMs += retryAfterMs
    expect(await checkIn()).toMatchObject({ type: 'check_in_success', payload: { seq: 1 } })
    expect(await checkIn()).toMatchObject(refused)
  })

  it('over 200 beyond it in ten seconds closes with 4429 and the milliseconds to wait', async () => {
    const desk = await openDesk(hub())
    for (let count = 0; count < 300; count += 1) desk.send({ type: 'ping' })
    const { code, reason } = await desk.closed
    expect(code).toBe(4429)
    expect(Number(reason)).toBeGreaterThan(0)
  })

  it('cannot be had anew by coming back: what was closed for it keeps its place before sign-in for a while', async () => {
    const hub = await startHub({ limit: ['socketsBeforeSignIn=1'] })
    const desk = await openDesk(hub)
    for (let count = 0; count < 300; count += 1) desk.send({ type: 'ping' })
    expect((await desk.closed).code).toBe(4429)
    await expect(openDesk(hub)).rejects.toThrow('503')
  })

  it('of snapshots is six a minute', async () => {
    const hub = await startHub({}, { steadyNow: () => 0 })
    const desk = await openDesk(hub)
    for (let count = 0; count < 6; count += 1) expect((await desk.ask('snapshot')).type).toBe('snapshot')
    expect((await desk.ask('snapshot')).payload.code).toBe('rate_limited')
  })
})
