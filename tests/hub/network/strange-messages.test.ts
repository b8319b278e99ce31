import jwt from 'jsonwebtoken'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { openDesk, openSocket, type Frame } from '../../support/client/desk.ts'
import { never } from '../../support/hub/held-time.ts'
import { addMember, startHub, type TestHub } from '../../support/hub/hub.ts'
import { sharedHub } from '../../support/hub/shared-hub.ts'
import { post, type Answer } from '../../support/hub/staff.ts'

/** Rows 33 to 50 and 62 to 74 of the catalogue: messages that are well-formed and mean something odd. */

const NOBODY = '01a20902-753d-7125-8cc5-ddb7ce35ac66'

/** Members of a message that must not become more than what they are. */
const ODD_FIELDS: [row: string, what: string, fields: string][] = [
  ['33', 'a nest of 30,000', `"x":${'['.repeat(15_000)}${']'.repeat(15_000)}`],
  ['34', '2,000 keys twice', Array.from({ length: 2_000 }, (_, index) => `"${index}":1`).join(',')],
  ['35', '__proto__', '"__proto__":{"role":"manager","isOurs":true}'],
  ['35', 'constructor', '"constructor":{"prototype":{"role":"manager"}}'],
  ['36', 'numbers beyond any', '"seq":1e400,"at":-0,"id":9007199254740993'],
  ['46', 'functions of the language', '"toString":1,"toJSON":"x","then":{}'],
  [
    '74',
    'what only the hub may say',
    '"userId":"1","role":"manager","deskId":"1","seq":99,"at":0,"verdict":"granted"',
  ],
]

/** For whoever leaves it as it was, or has members and sockets of their own. */
const shared = sharedHub()

describe('a check-in', () => {
  it.each(ODD_FIELDS)(
    '(row %s) with %s beside its fields is the check-in that it is',
    async (_row, _what, fields) => {
      const sofia = await addMember(shared())
      const desk = await openDesk(shared())
      const before = (await desk.ask('heartbeat'))['seq'] as number
      desk.send(`{"type":"check_in",${fields},"payload":{"memberId":"${sofia.id}",${fields}}}`)
      const { payload } = await desk.next('check_in_success')
      const granted = { member: { id: sofia.id }, verdict: 'granted', reason: 'ok_in' }
      expect(payload).toMatchObject({ seq: before + 1, ...granted })
      expect((await desk.ask('authenticate', {})).payload.role).toBe('receptionist')
    },
  )

  it('(row 40) sent twice at once under one requestId is one, and under another body is refused', async () => {
    const hub = await startHub()
    const sofia = await addMember(hub)
    const desk = await openDesk(hub)
    const requestId = uuidv7()
    const bodies = [{ memberId: sofia.id }, { memberId: sofia.id }, { memberId: sofia.id, notes: 'another' }]
    for (const payload of bodies) desk.send({ type: 'check_in', requestId, payload })
    const told: Frame[] = []
    while (told.length < 3) told.push(await desk.next((frame) => frame.requestId === requestId))
    expect(told.map(({ type }) => type)).toEqual(['check_in_success', 'check_in_success', 'check_in_error'])
    expect(told[2]!.payload.code).toBe('request_conflict')
    expect((await desk.ask('snapshot')).payload.present).toHaveLength(1)
  })
})

describe('a batch', () => {
  it('(row 43) with a bad item in the middle has the others done, in order', async () => {
    const hub = await startHub()
    const members = [await addMember(hub), await addMember(hub), await addMember(hub)]
    const desk = await openDesk(hub)
    const items = [
      { memberId: members[0]!.id },
      { memberId: 7 },
      { memberId: NOBODY },
      { memberId: members[2]!.id },
    ]
    desk.send({ type: 'batch', batches: { check_in: items } })
    const done = [await desk.next('check_in_success'), await desk.next('check_in_success')]
    expect(done.map(({ payload }) => payload.member.id as string)).toEqual([members[0]!.id, members[2]!.id])
    const codes = desk.frames
      .filter(({ type }) => type === 'check_in_error')
      .map(({ payload }) => payload.code as string)
    expect(codes.sort()).toEqual(['invalid_message', 'member_not_found'])
  })
})

describe('a code', () => {
  const hub = sharedHub()
  let cardholder = ''

  beforeAll(async () => {
    cardholder = (await addMember(hub(), { credentials: 'CARD-7' })).id
  })

  it.each([
    ['38', 'full-width digits', 'ＣＡＲＤ-７'],
    ['38', 'a scanner’s line end', 'CARD-7\r\n'],
    ['38', 'a tab', '\tCARD-7\t'],
    ['38', 'another case', 'card-7'],
  ])('(row %s) with %s is the card that it is', async (_row, _what, code) => {
    const desk = await openDesk(hub())
    expect((await desk.ask('scan', { code })).payload.member).toMatchObject({ id: cardholder })
  })

  it.each([
    ['38', 'leading zeros', '00CARD-7'],
    ['39', 'SQL', `CARD-7' or '1'='1`],
    ['39', 'a wildcard', 'CARD-%'],
    ['47', 'half a thousand letters', 'a'.repeat(511) + '!'],
    ['38', 'nothing but spaces', '   '],
  ])('(row %s) with %s is nobody’s', async (_row, _what, code) => {
    const desk = await openDesk(hub())
    const { type, payload } = await desk.ask('scan', { code })
    expect({ type, ...payload }).toMatchObject({
      type: 'scan_result',
      verdict: 'denied',
      reason: 'unknown_credential',
      member: null,
    })
  })

  it('(row 47) of one letter more than a code may have is no code', async () => {
    const desk = await openDesk(hub())
    const { payload } = await desk.ask('scan', { code: 'a'.repeat(513) })
    expect(payload).toMatchObject({ code: 'invalid_message' })
  })
})

describe('a search', () => {
  it.each(['%', '_', '\\', '"', '*', 'NEAR(', "' or 1=1 --", 'a OR b', '-', '(', '%_\\', '😀'])(
    '(row 39) for %j finds nobody and harms nothing',
    async (query) => {
      const hub = shared()
      await addMember(hub, { full_name: 'Sofia Lindqvist' })
      const desk = await openDesk(hub)
      const { type, payload } = await desk.ask('request', { method: 'members.search', params: { query } })
      expect(type).toBe('reply')
      expect(payload.members).toEqual([])
      const token = await hub.token()
      const address = new URL(`api/members/?search=${encodeURIComponent(query)}`, hub.http)
      const list = await fetch(address, { headers: { authorization: `Bearer ${token}` } })
      expect(((await list.json()) as { count: number }).count).toBe(0)
    },
  )

  it('(row 39) for nothing that can be in a name or a code is refused', async () => {
    await addMember(shared())
    const desk = await openDesk(shared())
    const { payload } = await desk.ask('request', { method: 'members.search', params: { query: '\u0000' } })
    expect(payload.code).toBe('invalid_message')
  })
})

describe('a resume', () => {
  it.each([-1, 1.5, '1', 2 ** 63, null])(
    '(row 41) from %j is refused and leaves the desk as it was',
    async (seq) => {
      const desk = await openDesk(shared())
      const { epoch } = (await desk.ask('snapshot')).payload as { epoch: string }
      const { type, payload } = await desk.ask('authenticate', { resume: { epoch, seq } })
      expect(`${type} ${String(payload.code)}`).toBe('error invalid_message')
      expect((await desk.ask('heartbeat')).type).toBe('heartbeat_ack')
    },
  )
})

describe('a time', () => {
  const now = Date.parse('2026-11-23T12:00:00Z')
  const hub = sharedHub({}, { now: () => now, every: never })

  it.each([
    ['275760-09-13T00:00:00Z', 'invalid_message'],
    ['-000001-01-01T00:00:00Z', 'invalid_message'],
    ['2026-02-30T00:00:00Z', 'invalid_message'],
    ['2026-01-01T00:00:00+99:99', 'invalid_message'],
    ['9999-12-31T23:59:59.999Z', 'now'],
    ['0000-01-01T00:00:00Z', 'now'],
    ['2026-03-29T02:30:00+01:00', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25T02:30:00+02:00', '2026-10-25T00:30:00.000Z'],
  ])('(row 44) of %s at a desk of ours is %s', async (occurredAt, expected) => {
    const sofia = await addMember(hub())
    const desk = await openSocket(hub().ws)
    const { access, deskToken } = (await post(hub(), 'api/v1/token', { code: await codeOf(hub()) }))
      .body as Record<string, string>
    desk.send({ type: 'authenticate', payload: { token: access, deskToken } })
    await desk.next('initial_stats')
    const { payload } = await desk.ask('check_in', { memberId: sofia.id, occurredAt })
    const told = (payload.code ?? payload.check_in_time) as string
    expect(told).toBe(expected === 'now' ? new Date(now).toISOString() : expected)
  })
})

describe('signing in', () => {
  it('(row 62) has one try a socket: a wrong one is its last frame', async () => {
    const hub = await startHub()
    const desk = await openSocket(hub.ws)
    for (let count = 0; count < 20; count += 1)
      desk.send({ type: 'authenticate', payload: { token: `no-${count}` } })
    expect((await desk.closed).code).toBe(4001)
    expect(desk.frames).toHaveLength(1)
  })

  it('(row 63) by one refresh token twice at once gives both the same successor', async () => {
    const { hub, signedIn } = await withSignIn()
    const { refresh: token, deskToken } = signedIn
    const refresh = () => post(hub, 'api/v1/token/refresh', { refresh: token, deskToken })
    const [one, two] = await Promise.all([refresh(), refresh()])
    expect([one.status, two.status]).toEqual([200, 200])
    const idOf = ({ body }: Answer) =>
      (jwt.decode((body as { refresh: string }).refresh) as { jti: string }).jti
    expect(idOf(one)).toBe(idOf(two))
  })

  it('(row 65) by one code from five desks at once succeeds once', async () => {
    const { hub, code } = await withSignIn()
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => post(hub, 'api/v1/token', { code })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401, 401])
  })

  it('(row 70) by a password of a megabyte is refused before it is hashed', async () => {
    const hub = await startHub()
    const body = { username: 'maria', password: 'x'.repeat(1024 * 1024) }
    expect((await post(hub, 'api/v1/token', body)).status).toBe(413)
    expect((await post(hub, 'api/v1/token', { ...body, password: 'x'.repeat(10_000) })).status).toBe(400)
  })
})

/** A hub with one desk signed in by a link, and the code of another link. */
async function withSignIn() {
  const hub = await startHub()
  const signedIn = (await post(hub, 'api/v1/token', { code: await codeOf(hub) })).body as Record<
    string,
    string
  >
  return { hub, signedIn, code: await codeOf(hub) }
}

async function codeOf(hub: TestHub): Promise<string> {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ role: 'receptionist', name: '' })
  const link = await hub.fetch('api/v1/links', { method: 'POST', headers, body })
  return ((await link.json()) as { code: string }).code
}
