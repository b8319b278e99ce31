import { beforeEach, describe, expect, it } from 'vitest'
import { openDesk, openSocket } from '../../support/client/desk.ts'
import { openStaffDesk } from '../../support/client/staff-desk.ts'
import { startHub, type TestHub } from '../../support/hub/hub.ts'
import { addStaff, PASSWORD, signIn } from '../../support/hub/staff.ts'

let hub: TestHub

beforeEach(async () => {
  hub = await startHub()
  await addStaff(hub, { username: 'anna' })
  await addStaff(hub, { username: 'mona', role: 'manager' })
})

async function signInAs(deskName: string, deskToken?: string) {
  const { body } = await signIn(hub, { username: 'anna', password: PASSWORD, deskName, deskToken })
  return body as { deskName: string; deskToken: string; deskId: string; access: string }
}

async function renamings(): Promise<object[]> {
  const { entries } = (await (await hub.fetch('api/v1/audit')).json()) as { entries: { action: string }[] }
  return entries.filter(({ action }) => action === 'desk_renamed')
}

describe('the name of a desk', () => {
  it.each([
    ['a mark that turns the direction', 'Bar\u202ereppiZ', 'BarreppiZ'],
    ['controls and ends of lines', ' Front\u0007\ndesk\u2028 ', 'Front desk'],
    ['a character without width', 'B\u200bar\ufeff', 'Bar'],
    ['isolates', '\u2066Bar\u2069', 'Bar'],
  ])('loses %s', async (_what, asked, name) => {
    expect((await signInAs(asked)).deskName).toBe(name)
  })

  it('keeps what a script needs within a word', async () => {
    expect((await signInAs('می\u200cخواهم')).deskName).toBe('می\u200cخواهم')
  })

  it('is one that no other desk has: a new desk gets a number behind it', async () => {
    const names = []
    for (const asked of ['Bar', 'bar', 'BAR\u200e', 'Bar 2']) names.push((await signInAs(asked)).deskName)
    expect(names).toEqual(['Bar', 'bar 2', 'BAR 3', 'Bar 2 2'])
  })

  it('is free again when its desk was removed', async () => {
    const { deskId } = await signInAs('Bar')
    await hub.fetch(`api/v1/desks/${deskId}/remove`, { method: 'POST' })
    expect((await signInAs('Bar')).deskName).toBe('Bar')
  })

  it('that another desk has is refused to a manager who chooses it', async () => {
    await signInAs('Bar')
    const mona = await openStaffDesk(hub, 'mona', 'Office')
    const { status, body } = await mona.post(`api/v1/desks/${mona.deskId}`, { name: ' BAR' })
    expect({ status, problem: body.error.details.problem }).toEqual({
      status: 400,
      problem: 'desk_name_taken',
    })
    expect((await mona.post(`api/v1/desks/${mona.deskId}`, { name: 'Office' })).status).toBe(200)
  })

  it('stands in the audit log when a sign-in changes it, and not when it stays', async () => {
    const { deskToken, deskId } = await signInAs('Bar')
    await signInAs('Bar', deskToken)
    expect(await renamings()).toEqual([])
    await signInAs('Pool', deskToken)
    expect(await renamings()).toMatchObject([{ subject: deskId, details: { name: ['Bar', 'Pool'] } }])
  })

  it('is changed over a socket by somebody who works there, with a line in the audit log', async () => {
    const { access: token, deskToken, deskId } = await signInAs('Bar')
    await signInAs('Pool')
    const desk = await openSocket(hub.ws)
    desk.send({ type: 'authenticate', payload: { token, deskToken, deskName: 'Pool' } })
    expect((await desk.next('authentication_success')).payload.deskName).toBe('Pool 2')
    const later = await desk.ask('authenticate', { deskName: 'Door' })
    expect(later.payload.deskName).toBe('Door')
    expect(await renamings()).toMatchObject([
      { desk_id: deskId, details: { name: ['Bar', 'Pool 2'] } },
      { desk_id: deskId, details: { name: ['Pool 2', 'Door'] } },
    ])
  })

  it.each([
    ['nobody', () => Promise.resolve({})],
    ['a viewer', async () => ({ token: await hub.token('viewer') })],
  ])('is changed over a socket by %s not at all', async (_who, person) => {
    const { deskToken } = await signInAs('Bar')
    const desk = await openSocket(hub.ws)
    desk.send({ type: 'authenticate', payload: { deskToken, ...(await person()), deskName: 'Pool' } })
    expect((await desk.next('authentication_success')).payload.deskName).toBe('Bar')
    expect(await renamings()).toEqual([])
  })

  it('of a program that is no desk is none that a desk has', async () => {
    await signInAs('Bar')
    const program = await openDesk(hub)
    expect((await program.ask('authenticate', { deskName: 'Bar' })).payload.deskName).toBe('Bar 2')
  })
})

describe('the name of a person', () => {
  it.each([
    ['an account', 'api/v1/staff', { username: 'eve', full_name: 'Eve\u202e\u0007 K.', role: 'viewer' }],
  ])('loses marks and controls in %s', async (_what, path, body) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await hub.fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
    expect(await answer.json()).toMatchObject({ full_name: 'Eve K.' })
  })

  it('of nothing but marks is none', async () => {
    const body = JSON.stringify({ username: 'eve', full_name: '\u202e \u200b', role: 'viewer' })
    const headers = { 'content-type': 'application/json' }
    expect((await hub.fetch('api/v1/staff', { method: 'POST', headers, body })).status).toBe(400)
  })

  it('loses them in a sign-in link', async () => {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ role: 'viewer', name: 'Maria\u202e K.' })
    const { code } = (await (await hub.fetch('api/v1/links', { method: 'POST', headers, body })).json()) as {
      code: string
    }
    expect((await signIn(hub, { code })).body).toMatchObject({ name: 'Maria K.' })
  })
})
