import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { openDesk } from '../../support/client/desk.ts'
import { BAD_MEMBER_FIELDS, GOOD_MEMBER_FIELDS } from '../../support/hub/bad-member-fields.ts'
import { addMember, startHub, type TestHub } from '../../support/hub/hub.ts'
import { sharedHub } from '../../support/hub/shared-hub.ts'
import type { Answer } from '../../support/hub/staff.ts'

const hub = sharedHub({ limit: ['signInAttemptsPerMinute=100000', 'framesPerSecond=0'] })

async function put(at: TestHub, path: string, body: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${await at.token()}` }
  const answer = await fetch(new URL(`api/v1/${path}`, at.http), {
    method: 'PUT',
    headers,
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: await answer.json() }
}

const add = (fields: object, id: string = uuidv7()) => put(hub(), `members/${id}`, fields)

/** A member as the hub's export has them. */
async function exported(id: string): Promise<Record<string, unknown> | undefined> {
  const all = (await (await hub().fetch('api/v1/members/export?format=json')).json()) as { id: string }[]
  return all.find((member) => member.id === id)
}

describe('a field of a new member', () => {
  it.each(BAD_MEMBER_FIELDS)('%s that is %j is refused: %s', async (field, value, problem) => {
    const id = uuidv7()
    const { status, body } = await add({ full_name: 'Anna Berg', [field]: value }, id)
    expect({ status, ...body.error }).toMatchObject({
      ...{ status: 400, code: 'invalid_message', details: { field, problem } },
      message: expect.stringMatching(/\.$/) as string,
    })
    expect(await exported(id)).toBeUndefined()
  })

  it.each(GOOD_MEMBER_FIELDS)('%s may be %j', async (field, value) => {
    const id = uuidv7()
    expect((await add({ full_name: 'Anna Berg', [field]: value }, id)).status).toBe(200)
    expect(await exported(id)).toMatchObject({ [field]: value })
  })

  it('birthday may be today and not tomorrow', async () => {
    const today = Date.now()
    const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)
    // The gym's day begins at four in the morning.
    const [soon, past] = [dayOf(today + 48 * 3_600_000), dayOf(today - 24 * 3_600_000)]
    expect((await add({ full_name: 'Anna', birthday: soon })).body.error.details).toEqual({
      ...{ field: 'birthday', problem: 'birthday_to_come' },
    })
    expect((await add({ full_name: 'Anna', birthday: past })).status).toBe(200)
  })

  it('that ends a plan before it begins is refused, at the end', async () => {
    const { body } = await add({ full_name: 'Anna', valid_from: '2026-11-02', valid_until: '2026-11-01' })
    expect(body.error.details).toEqual({ field: 'valid_until', problem: 'ends_before_start' })
    expect((await add({ full_name: 'A', valid_from: '2026-11-02', valid_until: '2026-11-02' })).status).toBe(
      200,
    )
  })
})

describe('a new member', () => {
  it('has what was said, may come in by their card at once, and every desk hears of them', async () => {
    const desk = await openDesk(hub())
    const memberId = uuidv7()
    const card = `NEW-${memberId}`
    const fields = { full_name: ' Anna   Berg ', membership_type: 'Trial', phone: '030 1', visits_left: 3 }
    expect(await add({ ...fields, card }, memberId)).toEqual({
      ...{ status: 200, body: { memberId, cardEnd: card.slice(-4).toUpperCase() } },
    })
    expect((await desk.next('member_changed')).payload.member).toMatchObject({ id: memberId })
    expect(await exported(memberId)).toMatchObject({ ...fields, full_name: 'Anna Berg', debt_cents: 0 })
    const scanned = await desk.ask('scan', { code: card })
    expect(scanned.payload).toMatchObject({ reason: 'ok_in', member: { id: memberId, visits_left: 2 } })
    const found = await desk.ask('request', { method: 'members.search', params: { query: 'anna berg' } })
    expect(JSON.stringify(found.payload)).toContain(memberId)
    const audit = (await (await hub().fetch('api/v1/audit')).json()) as { entries: object[] }
    expect(audit.entries).toContainEqual(
      expect.objectContaining({ action: 'member_added', subject: memberId }),
    )
  })

  it('is added once, however often it is asked', async () => {
    const id = uuidv7()
    const asked = { full_name: 'Once Only', card: `ONCE-${id}` }
    const answers = await Promise.all([add(asked, id), add(asked, id), add(asked, id)])
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0].status).toBe(200)
    expect((await add({ ...asked, full_name: 'Another' }, id)).status).toBe(409)
    expect(await exported(id)).toMatchObject({ full_name: 'Once Only' })
  })

  it('takes no id that a member has', async () => {
    const { id } = await addMember(hub())
    expect((await add({ full_name: 'Another' }, id)).status).toBe(409)
    expect(await exported(id)).toMatchObject({ full_name: 'Sofia Lindqvist' })
  })

  it('is not added with a card of somebody else, and it is said whose it is', async () => {
    const holder = await addMember(hub())
    const id = uuidv7()
    const { status, body } = await add({ full_name: 'Another', card: holder.card }, id)
    expect({ status, code: body.error.code, holder: body.error.details.holder }).toEqual({
      ...{ status: 409, code: 'request_conflict' },
      holder: { id: holder.id, full_name: holder.full_name },
    })
    expect(await exported(id)).toBeUndefined()
    // The same id is still free: nothing of the first try was kept.
    expect((await add({ full_name: 'Another' }, id)).status).toBe(200)
  })

  it('is not added with a card that not every desk can read', async () => {
    const id = uuidv7()
    const { body } = await add({ full_name: 'Another', card: 'A' }, id)
    expect(body.error.details).toEqual({ problem: 'code_unreadable' })
    expect(await exported(id)).toBeUndefined()
  })

  it('is changed by no older file without a conflict', async () => {
    const id = uuidv7()
    await add({ full_name: 'Desk Made', phone: '030 55' }, id)
    const headers = { 'content-type': 'text/csv' }
    const body = `id,full_name,phone\n${id},Desk Made,030 44\n`
    const answer = await hub().fetch('api/v1/members/import', { method: 'POST', body, headers })
    expect({ status: answer.status, said: await answer.text() }).toMatchObject({
      ...{ status: 400, said: expect.stringContaining('was changed here') as string },
    })
  })
})

describe('members who look the same', () => {
  const like = async (params: object) => {
    const desk = await openDesk(hub())
    const { payload } = await desk.ask('request', { method: 'members.lookAlikes', params })
    return (payload as { members: { id: string; alike: string[] }[] }).members
  }

  it('have the same name and no other birthday, or the same phone number or e-mail address', async () => {
    const id = uuidv7()
    const known = { full_name: 'Zoë Müller-Lang', phone: '+49 171 998877', email: 'Zoe@Example.com' }
    await add({ ...known, birthday: '1990-05-01' }, id)
    const same = (...alike: string[]) => [expect.objectContaining({ id, alike }) as object]
    expect(await like({ full_name: 'zoe muller-lang' })).toEqual(same('name'))
    expect(await like({ full_name: 'Zoe Muller-Lang', birthday: '05-01' })).toEqual(same('name'))
    expect(await like({ full_name: 'Zoe Muller-Lang', birthday: '1990-05-02' })).toEqual([])
    expect(await like({ full_name: 'Zoe' })).toEqual([])
    expect(await like({ full_name: 'Z', phone: '+49 (171) 99 88 77' })).toEqual(same('phone'))
    expect(await like({ full_name: 'Z', phone: '0171 998877' })).toEqual(same('phone'))
    expect(await like({ full_name: 'Z', phone: '0049 171 998877' })).toEqual(same('phone'))
    expect(await like({ full_name: 'Z', phone: '+43 171 998877' })).toEqual([])
    expect(await like({ full_name: 'Z', phone: '99' })).toEqual([])
    expect(await like({ email: 'zoe@example.COM' })).toEqual(same('email'))
    expect(await like({ full_name: known.full_name, email: known.email })).toEqual(same('name', 'email'))
    expect(await like({})).toEqual([])
  })
})

describe('a phone number', () => {
  it.each([
    ['Europe/Berlin', '01', false],
    ['Europe/Berlin', '0171 998877', true],
    ['America/New_York', '415 555', false],
    ['America/New_York', '415 555 2671', true],
    ['UTC', '01', true],
    ['UTC', '+49 1', false],
  ])('in %s that is %s can be dialled: %s', async (timeZone, phone, canBeDialled) => {
    const gym = await startHub({}, {}, { FRONTDESK_TIME_ZONE: timeZone })
    const desk = await openDesk(gym)
    const { payload } = await desk.ask('request', { method: 'members.checkPhone', params: { phone } })
    expect(payload).toEqual({ canBeDialled })
  })
})
