import { describe, expect, it } from 'vitest'
import type { MadeChange, UndonePart } from '../../../server/protocol/changes.ts'
import { openDesk } from '../../support/client/desk.ts'
import { startHub, type TestHub } from '../../support/hub/hub.ts'
import { exportedCsv, exportedMembers, takeFile } from '../../support/hub/members-files.ts'

const id = (number: number): string => `01a20902-753d-7125-bcc5-ddb7ce35ac${number + 10}`

const ANN = id(1)
const BO = id(2)

const HEADER =
  'id,full_name,credentials,membership_type,valid_until,visits_left,phone,email,debt_cents,note\n'
const BEFORE = `${HEADER}${ANN},Ann,CARD-1,Gold,2090-01-01,,4711,ann@example.org,500,Knee\n`
const FILE = `${HEADER}${ANN},Anna,CARD-1 CARD-2,Silver,2091-01-01,,4712,anna@example.org,700,Hip
${BO},Bo,CARD-3,Gold,2090-01-01,10,4713,bo@example.org,900,New\n`

/** A gym with Ann, who is changed by an import that brings Bo. */
async function openGym(): Promise<TestHub> {
  const hub = await startHub()
  expect(await takeFile(hub, BEFORE)).toMatchObject({ added: 1 })
  expect(await takeFile(hub, FILE)).toMatchObject({ added: 1, changed: 1 })
  return hub
}

async function ask<Answer>(hub: TestHub, method: string, path: string, body?: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json' }
  const response = await hub.fetch(`api/v1/${path}`, {
    method,
    ...(body && { headers, body: JSON.stringify(body) }),
  })
  const text = await response.text()
  expect(response.status, text).toBe(200)
  return JSON.parse(text) as Answer
}

async function lastImport(hub: TestHub): Promise<MadeChange> {
  const { changes } = await ask<{ changes: MadeChange[] }>(hub, 'GET', 'changes')
  return changes[0]!
}

/** Takes the last import back, as it was foreseen. */
async function undo(hub: TestHub): Promise<UndonePart> {
  const { id } = await lastImport(hub)
  const foreseen = await ask<UndonePart>(hub, 'GET', `changes/${id}/undo`)
  const undone = await ask<UndonePart>(hub, 'POST', `changes/${id}/undo`, {})
  expect(undone).toEqual(foreseen)
  return undone
}

const findings = async (hub: TestHub) => (await ask<{ findings: string[] }>(hub, 'GET', 'check')).findings

const change = (hub: TestHub, member: string, now: object) => ask(hub, 'POST', `members/${member}`, { now })

describe('an import that nothing stands on', () => {
  it('is taken back whole: who came with it is gone, who was here is as before', async () => {
    const hub = await startHub()
    await takeFile(hub, BEFORE)
    const before = await exportedCsv(hub)
    await takeFile(hub, FILE)
    expect(await lastImport(hub)).toMatchObject({ added: 1, changed: 1, state: 'made' })
    expect(await undo(hub)).toEqual({ next: null, removed: 1, restored: 1, kept: [] })
    expect(await exportedCsv(hub)).toBe(before)
    expect(await findings(hub)).toEqual([])
    expect(await lastImport(hub)).toMatchObject({ state: 'undone', removed: 1, restored: 1, kept: 0 })
  })

  it('leaves the ledger whole: what it booked is reversed, also of somebody who is gone', async () => {
    const hub = await openGym()
    await undo(hub)
    const { entries } = await ask<{ entries: { member: { id: string }; cents: number }[] }>(
      hub,
      'GET',
      'ledger',
    )
    const sum = (member: string) =>
      entries.reduce((cents, entry) => cents + (entry.member.id === member ? entry.cents : 0), 0)
    expect([sum(ANN), sum(BO)]).toEqual([500, 0])
  })

  it('is found by no search and no card, and the same file brings it again', async () => {
    const hub = await openGym()
    const desk = await openDesk(hub)
    await undo(hub)
    expect(await desk.ask('scan', { code: 'CARD-3' })).toMatchObject({
      payload: { reason: 'unknown_credential' },
    })
    expect(await takeFile(hub, FILE)).toMatchObject({ added: 1, changed: 1 })
    expect(await exportedMembers(hub)).toMatchObject([{ full_name: 'Anna' }, { full_name: 'Bo' }])
  })

  it('taken back twice is taken back once', async () => {
    const hub = await openGym()
    await undo(hub)
    const after = await exportedCsv(hub)
    expect(await undo(hub)).toEqual({ next: null, removed: 0, restored: 0, kept: [] })
    expect(await exportedCsv(hub)).toBe(after)
  })
})

/** What somebody does with a member after the import, what of them is kept then, and what they are when it is taken back. */
interface Touch {
  name: string
  touch: (hub: TestHub, member: string, card: string) => Promise<unknown>
  things: string[]
  after: object
}

/** Of members who came with it. */
const CAME: readonly Touch[] = [
  {
    name: 'Visitor',
    async touch(hub, _member, code) {
      const desk = await openDesk(hub)
      expect(await desk.ask('scan', { code })).toMatchObject({ payload: { reason: 'ok_in' } })
    },
    things: ['plan', 'visits'],
    after: { visits_left: 9 },
  },
  {
    name: 'Payer',
    touch: (hub, member) => change(hub, member, { debt_cents: 500 }),
    things: ['debt', 'edited'],
    after: { debt_cents: 500 },
  },
  {
    name: 'Renewer',
    touch: (hub, member) => change(hub, member, { valid_until: '2095-01-01' }),
    things: ['edited', 'plan'],
    after: { valid_until: '2095-01-01' },
  },
  {
    name: 'Noted',
    touch: (hub, member) =>
      ask(hub, 'PUT', `members/${member}/notes/${id(81)}`, { level: 'info', text: 'Towel' }),
    things: ['notes'],
    after: { note: 'Hip' },
  },
  {
    name: 'Carded',
    touch: (hub, member) => ask(hub, 'PUT', `members/${member}/cards`, { code: 'CARD-X' }),
    things: ['cards'],
    after: { membership_type: 'Silver' },
  },
]

const BACK = {
  membership_type: 'Gold',
  valid_until: '2090-01-01',
  phone: '4711',
  note: 'Knee',
  debt_cents: 0,
}

/** Of members who were here before: all else of them goes back. */
const WERE_HERE: readonly Touch[] = [
  {
    name: 'Caller',
    touch: (hub, member) =>
      ask(hub, 'PUT', `members/${member}/edits/${id(82)}`, {
        fields: { phone: { was: '4712', now: '4799' } },
      }),
    things: ['phone'],
    after: { ...BACK, phone: '4799' },
  },
  {
    name: 'Stayer',
    touch: (hub, member) => change(hub, member, { valid_until: '2095-01-01' }),
    things: ['plan'],
    after: { ...BACK, membership_type: 'Silver', valid_until: '2095-01-01' },
  },
  {
    name: 'Debtor',
    touch: (hub, member) => change(hub, member, { debt_cents: 900 }),
    things: ['debt'],
    after: { ...BACK, debt_cents: 900 },
  },
  {
    name: 'Loser',
    touch: (hub, member, code) => ask(hub, 'POST', `members/${member}/cards/withdraw`, { code }),
    things: ['cards'],
    after: { ...BACK, credentials: [] },
  },
]

it('what was touched since is kept and listed, and all else goes back', async () => {
  const hub = await startHub()
  const all = [...WERE_HERE, ...CAME].map((touch, at) => ({ ...touch, member: id(at), card: `CARD-10${at}` }))
  const rowsOf = (members: typeof all, rest: string, isWithCard: boolean) =>
    members.map(({ name, member, card }) => `${member},${name},${isWithCard ? card : ''},${rest}\n`).join('')
  const known = all.slice(0, WERE_HERE.length)
  await takeFile(hub, HEADER + rowsOf(known, 'Gold,2090-01-01,,4711,,0,Knee', false))
  const file = rowsOf(all, 'Silver,2091-01-01,10,4712,,0,Hip', true).replace(/(Debtor.*),0,/, '$1,300,')
  await takeFile(hub, HEADER + file)
  for (const { touch, member, card } of all) await touch(hub, member, card)
  const { kept, removed, restored } = await undo(hub)
  expect({ removed, restored }).toEqual({ removed: 0, restored: 0 })
  expect(kept.map((one) => ({ ...one, things: one.things.sort() }))).toEqual(
    all.map(({ name, member, things }) => ({ memberId: member, full_name: name, things })),
  )
  const members = await exportedMembers(hub)
  for (const { name, after } of all) {
    expect(
      members.find(({ full_name }) => full_name === name),
      name,
    ).toMatchObject(after)
  }
  expect(await findings(hub)).toEqual([])
})

it('an import is a manager’s to take back', async () => {
  const hub = await openGym()
  const desk = await openDesk(hub, { role: 'receptionist' })
  const { id } = await lastImport(hub)
  expect(await desk.ask('request', { method: 'changes.undo', params: { id } })).toMatchObject({
    payload: { code: 'forbidden' },
  })
})
