import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { MemberProposal } from '../../../server/protocol/member-edits.ts'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { openDesk, type Frame, type TestDesk } from '../../support/client/desk.ts'
import { BAD_MEMBER_FIELDS } from '../../support/hub/bad-member-fields.ts'
import { addMember, type TestMember } from '../../support/hub/hub.ts'
import { sharedHub } from '../../support/hub/shared-hub.ts'

const hub = sharedHub({ limit: ['signInAttemptsPerMinute=100000', 'framesPerSecond=0'] })

const BEFORE = { phone: '030 1', email: 'sofia@example.com', birthday: '1990-05-01' }

interface Editing {
  member: TestMember
  /** Two desks that have both opened the member. */
  one: Asker
  other: Asker
  kept: () => Promise<Record<string, unknown>>
  proposals: (desk: Asker) => Promise<MemberProposal[]>
}

interface Asker {
  desk: TestDesk
  call: (method: string, params: object) => Promise<Record<string, unknown> & { code?: string }>
  edit: (fields: object, id?: string) => Promise<Record<string, unknown> & { code?: string }>
}

async function asker(memberId: string, role: 'viewer' | 'receptionist' | 'manager'): Promise<Asker> {
  const desk = await openDesk(hub(), { role })
  const call: Asker['call'] = async (method, params) =>
    (await desk.ask('request', { method, params: { memberId, ...params } })).payload as Record<
      string,
      unknown
    >
  return { desk, call, edit: (fields, id = uuidv7()) => call('members.edit', { id, fields }) }
}

async function beginEditing(): Promise<Editing> {
  const member = await addMember(hub(), BEFORE)
  const one = await asker(member.id, 'receptionist')
  const other = await asker(member.id, 'manager')
  return {
    ...{ member, one, other },
    kept: () => one.call('members.fields', {}),
    proposals: async (desk) =>
      ((await desk.call('members.get', {})) as unknown as MemberDetails).proposals ?? [],
  }
}

const PHONE = { was: BEFORE.phone, now: '030 2' }
const OTHER_PHONE = { was: BEFORE.phone, now: '030 3' }

describe('two desks that edit one member', () => {
  it('keep both changes of different fields', async () => {
    const { one, other, kept, proposals } = await beginEditing()
    expect(await one.edit({ phone: PHONE })).toEqual({ taken: ['phone'], proposed: [] })
    const email = { was: BEFORE.email, now: 'new@example.com' }
    expect(await other.edit({ email })).toEqual({ taken: ['email'], proposed: [] })
    expect(await kept()).toMatchObject({ phone: '030 2', email: 'new@example.com', birthday: '1990-05-01' })
    expect(await proposals(one)).toEqual([])
  })

  it('of the same field keep the first, and the other as a proposal that both see', async () => {
    const { member, one, other, kept, proposals } = await beginEditing()
    await one.edit({ phone: PHONE })
    const birthday = { was: BEFORE.birthday, now: null }
    expect(await other.edit({ phone: OTHER_PHONE, birthday })).toEqual({
      ...{ taken: ['birthday'], proposed: ['phone'] },
    })
    expect(await kept()).toMatchObject({ phone: '030 2', birthday: null })
    for (const desk of [one, other]) {
      const isTold = ({ type, payload }: Frame) =>
        type === 'member_changed' && (payload as { member: { id: string } }).member.id === member.id
      await expect.poll(() => desk.desk.frames.some(isTold)).toBe(true)
      expect(await proposals(desk)).toMatchObject([{ field: 'phone', value: '030 3', current: '030 2' }])
    }
  })

  it('that want the same keep it, without a proposal', async () => {
    const { one, other, proposals } = await beginEditing()
    await one.edit({ phone: PHONE })
    expect(await other.edit({ phone: PHONE })).toEqual({ taken: ['phone'], proposed: [] })
    expect(await proposals(one)).toEqual([])
  })

  it('make one proposal of a value, however often it is typed, and none once it is so', async () => {
    const { one, other, kept, proposals } = await beginEditing()
    await one.edit({ phone: PHONE })
    await other.edit({ phone: OTHER_PHONE })
    await other.edit({ phone: OTHER_PHONE })
    expect(await proposals(one)).toHaveLength(1)
    await one.edit({ phone: { was: '030 2', now: '030 3' } })
    expect(await kept()).toMatchObject({ phone: '030 3' })
    expect(await proposals(one)).toEqual([])
  })
})

it('a proposal is nothing to decide any more once a file has made it so', async () => {
  const { member, one, other, proposals } = await beginEditing()
  await one.edit({ phone: PHONE })
  await other.edit({ phone: OTHER_PHONE })
  const [header, ...rows] = (await (await hub().fetch('api/v1/members/export')).text()).split('\n')
  const row = rows.find((line) => line.startsWith(member.id))?.replace('030 2', '030 3')
  const headers = { 'content-type': 'text/csv' }
  const body = `${header}\n${row}\n`
  const imported = await hub().fetch('api/v1/members/import', { method: 'POST', body, headers })
  expect(await imported.json()).toMatchObject({ changed: 1 })
  expect(await proposals(one)).toEqual([])
})

describe('an edit', () => {
  it('that is asked twice is done once, also where the field was changed back since', async () => {
    const { one, other, kept } = await beginEditing()
    const id = uuidv7()
    const first = await one.edit({ phone: PHONE }, id)
    await other.edit({ phone: { was: '030 2', now: BEFORE.phone } })
    expect(await one.edit({ phone: PHONE }, id)).toEqual(first)
    expect(await kept()).toMatchObject({ phone: BEFORE.phone })
    expect(await one.edit({ phone: OTHER_PHONE }, id)).toMatchObject({ code: 'request_conflict' })
  })

  it('is found by the next search, shown by the next scan, and has its line in the audit log', async () => {
    const { member, one } = await beginEditing()
    await one.edit({ full_name: { was: member.full_name, now: 'Edda Newname' } })
    const { payload } = await one.desk.ask('scan', { code: member.card })
    expect(payload.member.full_name).toBe('Edda Newname')
    const found = await one.call('members.search', { query: 'newname' })
    expect(found['members']).toMatchObject([{ id: member.id }])
    const audit = await (await hub().fetch('api/v1/audit')).text()
    expect(audit).not.toContain('Newname')
    const { entries } = JSON.parse(audit) as { entries: { subject: string; details: object }[] }
    const ofHer = entries.filter(({ subject }) => subject === member.id)
    expect(ofHer).toContainEqual(
      expect.objectContaining({
        action: 'member_changed',
        details: { full_name: [expect.any(String), expect.any(String)] },
      }),
    )
  })

  const editable = BAD_MEMBER_FIELDS.filter(([field]) => !/^(?:valid|visits)_/.test(field))

  it.each(editable)('of %s to %j is refused over HTTP: %s', async (field, value, problem) => {
    const { id } = await addMember(hub())
    const body = JSON.stringify({ fields: { [field]: { was: '', now: value } } })
    const answer = await hub().fetch(`api/v1/members/${id}/edits/${uuidv7()}`, {
      ...{ method: 'PUT', body, headers: { 'content-type': 'application/json' } },
    })
    const { error } = (await answer.json()) as { error: object }
    expect({ status: answer.status, error }).toMatchObject({
      ...{ status: 400, error: { details: { field: `fields.${field}.now`, problem } } },
    })
  })

  it('of nothing, of nobody and of a debt is refused', async () => {
    const { one } = await beginEditing()
    expect(await one.edit({})).toMatchObject({ code: 'invalid_message' })
    expect(await one.edit({ debt_cents: { was: 0, now: 5 } })).toMatchObject({ code: 'invalid_message' })
    const nobody = await asker(uuidv7(), 'receptionist')
    expect(await nobody.edit({ phone: PHONE })).toMatchObject({ code: 'member_not_found' })
  })

  it('is refused to a viewer, and a suspension to a receptionist', async () => {
    const { member, one, other, kept } = await beginEditing()
    const viewer = await asker(member.id, 'viewer')
    expect(await viewer.edit({ phone: PHONE })).toMatchObject({ code: 'forbidden' })
    expect(await viewer.call('members.fields', {})).toMatchObject({ code: 'forbidden' })
    expect(await viewer.call('members.add', { memberId: uuidv7(), full_name: 'X' })).toMatchObject({
      code: 'forbidden',
    })
    const suspended = { was: false, now: true }
    expect(await one.edit({ suspended, phone: PHONE })).toMatchObject({ code: 'forbidden' })
    expect(await kept()).toMatchObject({ suspended: false, phone: BEFORE.phone })
    await other.edit({ suspended })
    expect((await one.desk.ask('scan', { code: member.card })).payload.reason).toBe('suspended')
  })
})

describe('a proposal', () => {
  async function proposed() {
    const editing = await beginEditing()
    const { one, other, proposals } = editing
    await one.edit({ phone: PHONE })
    await other.edit({ phone: OTHER_PHONE })
    const [proposal] = await proposals(one)
    const decide = (who: Asker, accept: boolean, was: unknown = '030 2') =>
      who.call('proposals.decide', { proposalId: proposal?.id, accept, was })
    return { ...editing, decide }
  }

  it('that is accepted is what the field is, and is gone', async () => {
    const { one, other, kept, proposals, decide } = await proposed()
    expect(await decide(one, true)).toMatchObject({ accepted: true })
    expect(await decide(one, true)).toMatchObject({ accepted: true })
    expect(await kept()).toMatchObject({ phone: '030 3' })
    expect(await proposals(other)).toEqual([])
    expect(await decide(other, false)).toMatchObject({ code: 'request_conflict' })
  })

  it('that is dismissed changes nothing, and is gone', async () => {
    const { one, other, kept, proposals, decide } = await proposed()
    expect(await decide(other, false)).toMatchObject({ accepted: false })
    expect(await kept()).toMatchObject({ phone: '030 2' })
    expect(await proposals(one)).toEqual([])
    expect(await decide(one, true)).toMatchObject({ code: 'request_conflict' })
  })

  it('is not accepted over a value that whoever decides has not seen', async () => {
    const { one, other, kept, proposals, decide } = await proposed()
    await one.edit({ phone: { was: '030 2', now: '030 4' } })
    expect(await decide(other, true)).toMatchObject({ code: 'request_conflict' })
    expect(await kept()).toMatchObject({ phone: '030 4' })
    expect(await proposals(one)).toHaveLength(1)
    await decide(other, true, '030 4')
    expect(await kept()).toMatchObject({ phone: '030 3' })
  })

  it('is decided by nobody who only looks, nor a suspension by a receptionist', async () => {
    const { member, one, other, decide } = await proposed()
    expect(await decide(await asker(member.id, 'viewer'), true)).toMatchObject({ code: 'forbidden' })
    await other.edit({ suspended: { was: true, now: true } })
    const [, suspension] = (await one.call('members.get', {}))['proposals'] as { id: string }[]
    const asked = { proposalId: suspension?.id, accept: true, was: false }
    expect(await one.call('proposals.decide', asked)).toMatchObject({ code: 'forbidden' })
    expect(await other.call('proposals.decide', asked)).toMatchObject({ accepted: true })
  })
})
