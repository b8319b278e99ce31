import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { openDesk } from '../../support/client/desk.ts'
import { addMember, startHub, type TestHub } from '../../support/hub/hub.ts'
import { openTestFiles, takeFile } from '../../support/hub/members-files.ts'

const archiveOf = async (hub: TestHub) =>
  Buffer.from(await (await hub.fetch('api/v1/members/export?format=zip')).arrayBuffer())

const textIn = (archive: Buffer, name: string) => Buffer.from(unzipSync(archive)[name]!).toString()

async function ask<Answer = object>(hub: TestHub, path: string, body?: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json' }
  const sent = body && { method: 'POST', headers, body: JSON.stringify(body) }
  return (await (await hub.fetch(`api/v1/${path}`, sent)).json()) as Answer
}

const takeVisits = async (hub: TestHub, file: object | string) => {
  const body = typeof file === 'string' ? file : JSON.stringify(file)
  const headers = { 'content-type': 'text/csv' }
  return (await (await hub.fetch('api/v1/visits/import', { method: 'POST', headers, body })).json()) as object
}

async function takeBackLast(hub: TestHub) {
  const { changes } = await ask<{ changes: { id: string }[] }>(hub, 'changes')
  return ask(hub, `changes/${changes[0]!.id}/undo`, {})
}

const historyOf = async (hub: TestHub, id: string) => {
  const answer = await hub.fetch('api/checkins/')
  const { results } = (await answer.json()) as {
    results: { member: { id: string }; check_in_time: string }[]
  }
  return results
    .filter(({ member }) => member.id === id)
    .map(({ check_in_time }) => check_in_time.slice(0, 10))
}

/** A gym where somebody has come and gone, and has bought and paid, and owes something. */
async function openGym() {
  const hub = await startHub()
  const [sofia, tom] = [await addMember(hub), await addMember(hub)]
  const desk = await openDesk(hub)
  await desk.ask('scan', { code: sofia.card, mode: 'in' })
  await desk.ask('scan', { code: sofia.card, mode: 'out' })
  await desk.ask('scan', { code: tom.card, mode: 'in' })
  await ask(hub, `members/${sofia.id}`, { now: { debt_cents: 4_900 } })
  await ask(hub, `members/${sofia.id}`, { now: { debt_cents: 900 } })
  return { hub, sofia, tom }
}

describe('an archive with visits and a ledger', () => {
  it('makes the same archive of an empty gym, byte for byte, and nothing twice', async () => {
    const { hub, sofia } = await openGym()
    const archive = await archiveOf(hub)
    expect(textIn(archive, 'visits-1.csv').trim().split('\n')).toHaveLength(2)
    const other = await startHub()
    expect(await takeFile(other, archive)).toMatchObject({ added: 2, visits: 1, entries: 2 })
    const again = await archiveOf(other)
    for (const name of Object.keys(unzipSync(archive)))
      expect(textIn(again, name), name).toBe(textIn(archive, name))
    expect(again.equals(archive)).toBe(true)
    expect(await historyOf(other, sofia.id)).toHaveLength(1)
    expect(await takeFile(other, archive)).toMatchObject({ unchanged: 2, visits: 0, entries: 0 })
    expect((await archiveOf(other)).equals(archive)).toBe(true)
    expect(await ask(other, 'check')).toMatchObject({ findings: [] })
  })

  it('is taken back whole, and what it booked is reversed', async () => {
    const { hub } = await openGym()
    const other = await startHub()
    await takeFile(other, await archiveOf(hub))
    expect(await takeBackLast(other)).toMatchObject({ removed: 2, kept: [] })
    expect(await ask(other, 'members/export?format=json')).toEqual([])
    expect(await ask(other, 'check')).toMatchObject({ findings: [] })
    expect(
      textIn(await archiveOf(other), 'visits-1.csv')
        .trim()
        .split('\n'),
    ).toHaveLength(1)
  })

  it('leaves nothing where it was ended before its ledger', async () => {
    const { hub } = await openGym()
    const { core, ...files } = await openTestFiles()
    const wanted = new AbortController()
    const tell = ({ step }: { step: string }): void => {
      if (step === 'writing') wanted.abort()
    }
    const file = { bytes: new Uint8Array(await archiveOf(hub)) }
    const taking = files.importMembers(file, { id: 'manager', deskId: null }, { tell, signal: wanted.signal })
    await expect(taking).rejects.toThrow('nothing of the file is left')
    expect(await core.store.db.selectFrom('members').select('id').execute()).toEqual([])
    expect(await core.store.db.selectFrom('visits').select('id').execute()).toEqual([])
  })

  it('is refused, with nothing done, where the gym has a ledger of its own', async () => {
    const { hub } = await openGym()
    const other = await startHub()
    const ann = await addMember(other)
    await ask(other, `members/${ann.id}`, { now: { debt_cents: 100 } })
    expect(await takeFile(other, await archiveOf(hub))).toMatchObject({
      refused: expect.stringContaining('receipt 1 is another one here') as string,
    })
    expect(await ask(other, 'members/export?format=json')).toHaveLength(1)
  })
})

/** AV Gym's members and check-ins, as its addresses give them. */
const MEMBERS = {
  count: 2,
  results: [
    {
      id: 7,
      full_name: 'Sofia Weber',
      membership_type: 'Gold',
      email: 's@example.org',
      image_url: null,
      status: 'active',
    },
    {
      id: 8,
      full_name: 'Tom Berg',
      membership_type: 'Gold',
      email: 't@example.org',
      image_url: null,
      status: 'active',
    },
  ],
}
const visit = (id: number, member: number, day: string, out: string | null) => ({
  ...{ id, member: { id: member, full_name: 'Somebody', membership_type: 'Gold' } },
  check_in_time: `${day}T10:00:00Z`,
  ...{ check_out_time: out === null ? null : `${day}T${out}:00Z`, location: 'Main', notes: '' },
})
const CHECK_INS = {
  count: 4,
  results: [
    visit(1, 7, '2019-03-01', '11:30'),
    visit(2, 7, '2019-03-02', null),
    visit(3, 8, '2020-01-05', '10:05'),
    visit(4, 99, '2020-01-05', '10:05'),
  ],
}

async function openMovedGym() {
  const hub = await startHub()
  const file = JSON.stringify(MEMBERS)
  const headers = { 'content-type': 'text/csv' }
  const found = await hub.fetch('api/v1/members/import/recognise', { method: 'POST', headers, body: file })
  const { mapping } = (await found.json()) as { mapping: { emptyEnd: string } }
  const body = `${JSON.stringify({ ...mapping, emptyEnd: 'no_end' })}\n${file}`
  const mapped = { 'content-type': 'application/vnd.av-gym.mapped-file' }
  const taken = await hub.fetch('api/v1/members/import', { method: 'POST', headers: mapped, body })
  expect(await taken.json()).toMatchObject({ counts: { added: 2 } })
  const members = await ask<{ id: string; full_name: string }[]>(hub, 'members/export?format=json')
  const idOf = (name: string) => members.find(({ full_name }) => full_name.startsWith(name))!.id
  return { hub, sofia: idOf('Sofia'), tom: idOf('Tom') }
}

describe('AV Gym’s check-ins', () => {
  it('are in the history of their members, and none twice', async () => {
    const { hub, sofia, tom } = await openMovedGym()
    expect(await takeVisits(hub, CHECK_INS)).toEqual({ added: 3, known: 0, ofNobody: 1 })
    expect(await historyOf(hub, sofia)).toEqual(['2019-03-02', '2019-03-01'])
    expect(await historyOf(hub, tom)).toEqual(['2020-01-05'])
    expect(await takeVisits(hub, CHECK_INS)).toEqual({ added: 0, known: 3, ofNobody: 1 })
    expect(await ask(hub, 'check')).toMatchObject({ findings: [] })
  })

  it('are taken back by themselves, and do not keep their members from it', async () => {
    const { hub, sofia } = await openMovedGym()
    await takeVisits(hub, CHECK_INS)
    expect(await takeBackLast(hub)).toMatchObject({ removed: 0, restored: 2, kept: [] })
    expect(await historyOf(hub, sofia)).toEqual([])
    expect(await takeVisits(hub, CHECK_INS)).toMatchObject({ added: 3 })
  })

  it.each([
    ['a time that is none', visit(1, 7, '2019-13-01', null), 'Line 2: check_in_time must be a time'],
    ['an end before its beginning', visit(1, 7, '2019-03-01', '09:00'), 'Line 2: check_out_time is before'],
    ['no member', { id: 1, check_in_time: '2019-03-01T10:00:00Z' }, 'The file has no visits'],
  ])('are refused for %s', async (_what, one, sentence) => {
    const hub = await startHub()
    expect(await takeVisits(hub, [one])).toMatchObject({
      error: { message: expect.stringContaining(sentence) as string },
    })
  })
})
