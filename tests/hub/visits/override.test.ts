import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { APPROVAL_MS } from '../../../server/auth/approvals.ts'
import { openSocket, type TestDesk } from '../../support/client/desk.ts'
import { never } from '../../support/hub/held-time.ts'
import { addMember, startHub, type TestHub } from '../../support/hub/hub.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const JSON_TYPE = { 'content-type': 'application/json' }
const PASSWORD = 'correct horse battery'

async function post(hub: TestHub, path: string, body: object, token?: string) {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const send =
    token === undefined ? hub.fetch : (to: string, init: RequestInit) => fetch(new URL(to, hub.http), init)
  const response = await send(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { ...JSON_TYPE, ...authorization },
  })
  return { status: response.status, body: (await response.json()) as Record<string, never> }
}

interface Signed {
  desk: TestDesk
  deskToken: string
}

/** A desk of ours at which somebody with an account has signed in. */
async function signIn(hub: TestHub, username: string, deskName = 'Desk 1'): Promise<Signed> {
  const { body } = await post(hub, 'api/v1/token', { username, password: PASSWORD, deskName })
  const { access, deskToken } = body as unknown as { access: string; deskToken: string }
  const desk = await openSocket(hub.ws)
  desk.send({ type: 'authenticate', payload: { token: access, deskToken } })
  await desk.next('initial_stats')
  return { desk, deskToken }
}

let now = 0
let hub: TestHub
let anna: Signed

beforeEach(async () => {
  now = Date.now()
  const data = temporaryFolder()
  writeFileSync(join(data, 'settings.json'), '{"capacity": 1, "capacityIsHard": true}')
  hub = await startHub({ data }, { now: () => now, every: never })
  for (const [username, role] of [
    ['anna', 'receptionist'],
    ['mona', 'manager'],
  ]) {
    await post(hub, 'api/v1/staff', { username, full_name: username, role, password: PASSWORD })
  }
  anna = await signIn(hub, 'anna')
})

const approve = (username: string, { deskToken } = anna) =>
  post(hub, 'api/v1/approvals', { username, password: PASSWORD, deskToken })

/** What the audit log says of a visit. */
async function auditOf(subject: string): Promise<object[]> {
  const { entries } = (await (await hub.fetch('api/v1/audit?limit=50')).json()) as {
    entries: { subject: string | null }[]
  }
  return entries.filter((entry) => entry.subject === subject)
}

describe('an override', () => {
  it('by the front desk is kept with its reason, and is in the audit log', async () => {
    const member = await addMember(hub, { debt_cents: '4900' })
    const code = member.card
    const refused = await anna.desk.ask('scan', { code })
    expect(refused.payload.actions).toContain('override')
    const answer = await anna.desk.ask('scan', { code, override: { reason: 'Pays on Friday' } })
    expect(answer.payload).toMatchObject({
      verdict: 'granted_with_warning',
      reason: 'ok_in',
      flags: ['first_visit', 'overridden'],
    })
    expect(await auditOf(answer.payload.visit.id)).toMatchObject([
      { action: 'override', details: { refusal: 'debt', approvedBy: null } },
    ])
  })

  it.each([
    ['a suspended member', { suspended: '1' }, 'suspended'],
    ['a full gym', {}, 'capacity_full'],
  ])(
    'of %s needs a manager: without one it is forbidden and does nothing',
    async (_what, columns, reason) => {
      const member = await addMember(hub, columns)
      if (reason === 'capacity_full') await anna.desk.ask('scan', { code: (await addMember(hub)).card })
      const code = member.card
      const refused = await anna.desk.ask('scan', { code })
      expect(refused.payload).toMatchObject({ reason, actions: ['manager_pin', 'open_member'] })
      const seen = anna.desk.frames.length
      for (const override of [{ reason: 'please' }, { reason: 'please', approval: 'made up' }]) {
        const answer = await anna.desk.ask('scan', { code, override })
        expect(answer).toMatchObject({ type: 'error', payload: { code: 'forbidden', retryable: false } })
      }
      const byHand = await anna.desk.ask('check_in', { memberId: member.id, override: { reason: 'please' } })
      expect(byHand).toMatchObject({ type: 'check_in_error', payload: { code: 'forbidden' } })
      expect(anna.desk.frames.slice(seen).filter(({ type }) => type === 'member_checked_in')).toEqual([])

      const mona = await signIn(hub, 'mona', 'Desk 2')
      expect((await mona.desk.ask('scan', { code })).payload.actions).toContain('override')
      const answer = await mona.desk.ask('scan', { code, override: { reason: 'I know him' } })
      expect(answer.payload.flags).toContain('overridden')
    },
  )
})

describe('a manager’s approval', () => {
  it('lets in once, at the desk where it was given, and names the manager in the audit log', async () => {
    const { card: code } = await addMember(hub, { suspended: '1' })
    const { status, body } = await approve('mona')
    expect(status).toBe(200)
    const { approval } = body as unknown as { approval: string }
    const elsewhere = await signIn(hub, 'anna', 'Desk 2')
    const override = { reason: 'Paid at the office', approval }
    expect((await elsewhere.desk.ask('scan', { code, override })).payload.code).toBe('forbidden')
    const requestId = '018f0000-0000-7000-8000-000000000001'
    const answer = await anna.desk.ask('scan', { code, override }, requestId)
    expect(answer.payload.flags).toContain('overridden')
    const [entry] = await auditOf(answer.payload.visit.id)
    expect(entry).toMatchObject({ action: 'override', details: { refusal: 'suspended' } })
    expect(JSON.stringify(entry)).toMatch(/"approvedBy":"[0-9a-f-]{36}"/)
    expect((await anna.desk.ask('scan', { code, override }, requestId)).payload).toEqual(answer.payload)
    await anna.desk.ask('undo', { checkInId: answer.payload.visit.id })
    expect((await anna.desk.ask('scan', { code, override })).payload.code).toBe('forbidden')
  })

  it('that led to nothing is still good', async () => {
    const { card: code } = await addMember(hub, { suspended: '1' })
    const { approval } = (await approve('mona')).body as unknown as { approval: string }
    const override = { reason: 'Paid', approval }
    expect((await anna.desk.ask('scan', { code: 'unknown', override })).payload.reason).toBe(
      'unknown_credential',
    )
    expect((await anna.desk.ask('scan', { code, override })).payload.reason).toBe('ok_in')
  })

  it('is too old after two minutes', async () => {
    const { card: code } = await addMember(hub, { suspended: '1' })
    const { approval } = (await approve('mona')).body as unknown as { approval: string }
    now += APPROVAL_MS + 1
    const answer = await anna.desk.ask('scan', { code, override: { reason: 'Paid', approval } })
    expect(answer.payload.code).toBe('forbidden')
  })

  it('is not a receptionist’s to give, and wrong passwords are counted', async () => {
    expect((await approve('anna')).status).toBe(403)
    const guess = (password: string) =>
      post(hub, 'api/v1/approvals', { username: 'mona', password, deskToken: anna.deskToken })
    for (let attempt = 0; attempt < 5; attempt += 1) expect((await guess('guess')).status).toBe(401)
    expect((await guess(PASSWORD)).status).toBe(429)
  })
})

describe('a card that is attached', () => {
  const attach = async (memberId: string, code: string) => {
    const response = await hub.fetch(`api/v1/members/${memberId}/cards`, {
      method: 'PUT',
      headers: JSON_TYPE,
      body: JSON.stringify({ code }),
    })
    return { status: response.status, body: (await response.json()) as object }
  }

  it('is the member’s at once, also within the repeat window, and every desk hears of it', async () => {
    const member = await addMember(hub)
    const { desk } = anna
    expect((await desk.ask('scan', { code: 'NEW-4711' })).payload.reason).toBe('unknown_credential')
    expect(await attach(member.id, ' new-4711\r\n')).toMatchObject({ status: 200, body: { cardEnd: '4711' } })
    expect((await desk.next('member_changed')).payload.member.id).toBe(member.id)
    expect((await desk.ask('scan', { code: 'NEW-4711' })).payload.reason).toBe('ok_in')
    const seen = desk.frames.length
    expect((await attach(member.id, 'NEW-4711')).status).toBe(200)
    await desk.ask('ping')
    expect(desk.frames.slice(seen).map(({ type }) => type)).not.toContain('member_changed')
  })

  it('that belongs to somebody else is refused, as is one of nobody or without a character', async () => {
    const [one, other] = [await addMember(hub), await addMember(hub)]
    expect(await attach(other.id, one.card)).toMatchObject({
      status: 409,
      body: { error: { code: 'request_conflict' } },
    })
    expect((await attach('018f0000-0000-7000-8000-000000000000', 'NEW')).status).toBe(404)
    expect((await attach(one.id, ' \t')).status).toBe(400)
    expect((await anna.desk.ask('scan', { code: one.card })).payload.member.id).toBe(one.id)
  })
  it('and withdrawn says so to whoever scans it, until it is given out again', async () => {
    const [one, other] = [await addMember(hub), await addMember(hub)]
    const withdraw = (memberId: string) =>
      post(hub, `api/v1/members/${memberId}/cards/withdraw`, { code: one.card.toLowerCase() })
    const scan = async (): Promise<unknown> =>
      (await anna.desk.ask('scan', { code: one.card, mode: 'in' })).payload.reason
    expect((await withdraw(other.id)).status).toBe(404)
    expect([(await withdraw(one.id)).status, (await withdraw(one.id)).status]).toEqual([200, 200])
    expect(await scan()).toBe('credential_revoked')
    expect((await attach(other.id, one.card)).status).toBe(200)
    expect(await scan()).toBe('ok_in')
  })
})
