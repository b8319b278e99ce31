import Sqlite from 'better-sqlite3'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { beforeEach, describe, expect, it } from 'vitest'
import { MAX_MEMBER_NOTES } from '../../../server/protocol/notes.ts'
import type { ScanResultPayload } from '../../../server/protocol/server-frames.ts'
import { listNotes } from '../../../server/store/member-notes.ts'
import { openSqlite } from '../../../server/store/open-sqlite.ts'
import { migrate, migrateTo } from '../../../server/store/store.ts'
import { openDesk } from '../../support/client/desk.ts'
import { never } from '../../support/hub/held-time.ts'
import { addMember, startHub, type TestHub, type TestMember } from '../../support/hub/hub.ts'
import { addStaff } from '../../support/hub/staff.ts'
import { openStaffDesk, type StaffDesk } from '../../support/client/staff-desk.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const TODAY = '2026-11-25'

let now = 0
let hub: TestHub
let anna: StaffDesk
let sofia: TestMember

beforeEach(async () => {
  now = Date.parse(`${TODAY}T10:00:00Z`)
  hub = await startHub({}, { now: () => now, every: never })
  await addStaff(hub, { username: 'anna' })
  anna = await openStaffDesk(hub, 'anna', 'Desk 1')
  sofia = await addMember(hub)
})

const addressOf = (noteId: string, member = sofia): string => `api/v1/members/${member.id}/notes/${noteId}`

async function write(
  note: { level: string; text: string; until?: string },
  noteId = uuidv7(),
): Promise<string> {
  expect(await anna.put(addressOf(noteId), note)).toMatchObject({ status: 200 })
  return noteId
}

const scan = async (rest: object = {}): Promise<ScanResultPayload> =>
  (await anna.desk.ask('scan', { code: sofia.card, mode: 'in', ...rest })).payload as ScanResultPayload

const exported = async (): Promise<string> => (await hub.fetch('api/v1/members/export')).text()

const imported = (body: string) =>
  hub.fetch('api/v1/members/import', { method: 'POST', body, headers: { 'content-type': 'text/csv' } })

describe('a note about a member', () => {
  it.each([
    ['info', 'granted', 'ok_in'],
    ['warning', 'granted_with_warning', 'ok_in'],
    ['must_read', 'denied', 'note_must_be_read'],
  ])('of level %s is answered by %s and stands on the card', async (level, verdict, reason) => {
    const id = await write({ level, text: 'Locker key 12' })
    const answer = await scan()
    expect(answer).toMatchObject({ verdict, reason })
    expect(answer.member).toMatchObject({ note: 'Locker key 12', note_must_be_read: level === 'must_read' })
    const at = '2026-11-25T10:00:00.000Z'
    expect(answer.member?.notes).toEqual([
      { id, level, text: 'Locker key 12', author: 'anna', at, until: null },
    ])
  })

  it('goes by the one that asks the most, by hand too, and lets in what was acknowledged', async () => {
    await write({ level: 'must_read', text: 'Form is missing' })
    now += 1000
    await write({ level: 'info', text: 'Likes the pool' })
    const { member } = await scan()
    expect(member?.notes?.map(({ text }) => text)).toEqual(['Form is missing', 'Likes the pool'])
    const byHand = await anna.desk.ask('check_in', { memberId: sofia.id })
    expect(byHand).toMatchObject({ type: 'check_in_error', payload: { reason: 'note_must_be_read' } })
    expect(await scan({ acknowledge: true })).toMatchObject({ verdict: 'granted_with_warning' })
  })

  it('ends by itself after its last day, which is the gym’s', async () => {
    const past = await anna.put(addressOf(uuidv7()), { level: 'info', text: 'x', until: '2026-11-24' })
    expect(past).toMatchObject({ status: 400, body: { error: { code: 'invalid_message' } } })
    await write({ level: 'must_read', text: 'Pays tonight', until: TODAY })
    now = Date.parse('2026-11-26T03:59:00Z')
    expect(await scan()).toMatchObject({ reason: 'note_must_be_read' })
    now = Date.parse('2026-11-26T04:00:01Z')
    const answer = await scan()
    expect(answer).toMatchObject({ verdict: 'granted' })
    expect(answer.member).toMatchObject({ note: '', notes: [] })
  })

  it('is changed and ended under its id, once, and the next scan is decided anew at once', async () => {
    const id = await write({ level: 'must_read', text: 'Form is missing' })
    expect(await scan()).toMatchObject({ reason: 'note_must_be_read' })
    await write({ level: 'info', text: 'Form is there' }, id)
    await write({ level: 'info', text: 'Form is there' }, id)
    expect(await scan()).toMatchObject({ verdict: 'granted', member: { note: 'Form is there' } })
    const ends = [await anna.post(`${addressOf(id)}/end`), await anna.post(`${addressOf(id)}/end`)]
    expect(ends.map(({ status }) => status)).toEqual([200, 200])
    expect((await anna.put(addressOf(id), { level: 'info', text: 'Form is there' })).status).toBe(409)
    const { payload } = await anna.desk.ask('request', {
      method: 'members.get',
      params: { memberId: sofia.id },
    })
    expect(payload.notes).toEqual([])
    const { entries } = (await (await hub.fetch('api/v1/audit')).json()) as { entries: { action: string }[] }
    const noted = entries.map(({ action }) => action).filter((action) => action.startsWith('note_'))
    expect(noted).toEqual(['note_added', 'note_changed', 'note_ended'])
    expect(JSON.stringify(entries)).not.toContain('Form')
  })

  it('is told to every desk as a change of the member', async () => {
    const other = await openDesk(hub)
    await write({ level: 'info', text: 'Left a towel' })
    expect((await other.next('member_changed')).payload.member.id).toBe(sofia.id)
  })

  it('is refused without the right, without words, of a member that there is not, and beyond twenty', async () => {
    const note = { level: 'info', text: 'x' }
    const token = await hub.token('viewer')
    const asViewer = await fetch(new URL(addressOf(uuidv7()), hub.http), {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(note),
    })
    expect(asViewer.status).toBe(403)
    expect((await anna.put(addressOf(uuidv7()), { ...note, text: '  ' })).status).toBe(400)
    expect((await anna.put(addressOf(uuidv7()), { ...note, level: 'loud' })).status).toBe(400)
    expect((await anna.put(addressOf(uuidv7(), { ...sofia, id: uuidv7() }), note)).status).toBe(404)
    for (let count = 0; count < MAX_MEMBER_NOTES; count += 1) await write({ level: 'info', text: `${count}` })
    expect((await anna.put(addressOf(uuidv7()), note)).status).toBe(400)
  })
})

describe('notes in a members file', () => {
  it('are the one that asks the most, and a file that comes back changes nothing', async () => {
    await write({ level: 'info', text: 'Likes the pool' })
    expect(await exported()).toContain('Likes the pool,0')
    await imported(await exported())
    expect(await scan()).toMatchObject({ verdict: 'granted' })
    await write({ level: 'must_read', text: 'Form is missing' })
    const file = await exported()
    expect(file).toContain('Form is missing,1')
    await imported(file)
    expect(await exported()).toBe(file)
    const { payload } = await anna.desk.ask('request', {
      method: 'members.get',
      params: { memberId: sofia.id },
    })
    expect(payload.notes).toMatchObject([{ author: 'anna' }, { author: 'anna' }])
  })

  it('take the place of the one that asks the most, and an empty cell ends all', async () => {
    await write({ level: 'must_read', text: 'Form is missing' })
    const edited = async (was: string, becomes: string) => imported((await exported()).replace(was, becomes))
    await edited('Form is missing,1', 'Owes a towel,0')
    expect(await exported()).toContain('Owes a towel,0')
    expect(await scan()).toMatchObject({ verdict: 'granted_with_warning' })
    await edited('Owes a towel,0', 'Owes a towel,1')
    expect(await exported()).toContain('Owes a towel,1')
    await imported(`id,full_name\n${sofia.id},Sofia Lindqvist\n`)
    expect(await exported()).toContain('Owes a towel,1')
    await edited('Owes a towel,1', ',0')
    expect(await exported()).not.toContain('towel')
  })
})

describe('the notes of the version before', () => {
  it('are kept, each with the level that it was answered by', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'frontdesk.sqlite')
    const old = openSqlite(path)
    await migrateTo(old.db, '0004-overrides')
    await old.close()
    const file = new Sqlite(path)
    const member =
      file.prepare(`insert into members (id, full_name, membership_type, phone, email, suspended, debt_cents,
      note, note_must_be_read, search_text, created_at, updated_at) values (?, '', '', '', '', 0, 0, ?, ?, '', 0, 7)`)
    member.run('a', 'Owes a towel', 0)
    member.run('b', 'Form is missing', 1)
    member.run('c', '', 0)
    file.close()
    const { db, close } = openSqlite(path)
    await migrate(db)
    const notes = [...(await listNotes(db, 'a', TODAY)), ...(await listNotes(db, 'b', TODAY))]
    expect(notes).toMatchObject([
      { text: 'Owes a towel', alert: 1, at: 7, author: '' },
      { text: 'Form is missing', alert: 2 },
    ])
    expect(await listNotes(db, 'c', TODAY)).toEqual([])
    await close()
  })
})
