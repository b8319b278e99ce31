import Sqlite from 'better-sqlite3'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../../server/platform/sha256.ts'
import { findAuditBreak } from '../../../server/store/audit-log.ts'
import { openSqlite } from '../../../server/store/open-sqlite.ts'
import { findState } from '../../../server/store/state.ts'
import { openDesk, openSocket } from '../../support/client/desk.ts'
import { signInAt } from '../../support/client/recording-desk.ts'
import { forWholeFile } from '../../support/for-whole-file.ts'
import { addMember, openHub, startHub, type TestHub } from '../../support/hub/hub.ts'
import { addStaff, changeStaff, startsWithManager } from '../../support/hub/staff.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

type Data = Pick<TestHub, 'folder'>

const fileOf = (hub: Data) => join(hub.folder, 'frontdesk.sqlite')

async function auditBreak(hub: Data): Promise<string | null> {
  const store = openSqlite(fileOf(hub))
  const state = await findState(store.db)
  const found = await findAuditBreak(store.db, state ?? { auditSeq: 0, auditHash: '' }, sha256)
  await store.close()
  return found
}

interface Entry {
  actor: string
  desk_id: string | null
  action: string
  subject: string
  details: Record<string, unknown>
}

async function entriesOf(hub: TestHub): Promise<Entry[]> {
  const response = await hub.fetch('api/v1/audit')
  return ((await response.json()) as { entries: Entry[] }).entries
}

describe('the audit log', () => {
  it('names who did what, where, of whom', async () => {
    const hub = await startHub()
    const { account, openTheirs } = await startsWithManager(hub, 'receptionist')
    const sofia = await addMember(hub)
    const desk = await openTheirs(hub)
    const { payload } = await desk.ask('check_in', { memberId: sofia.id })
    await desk.ask('undo', { checkInId: payload.id })
    await changeStaff(hub, account.id, { role: 'viewer' })
    const entries = await entriesOf(hub)
    expect(entries.map(({ action }) => action)).toEqual([
      'staff_added',
      'staff_added',
      'desk_admitted',
      'signed_in',
      'member_added',
      'check_in',
      'undo',
      'staff_changed',
    ])
    expect(entries[5]).toMatchObject({
      actor: account.id,
      subject: payload.id,
      details: { member: sofia.id, seq: payload.seq },
    })
    expect(entries[7]).toMatchObject({
      actor: 'hub',
      subject: account.id,
      details: { role: ['receptionist', 'viewer'] },
    })
  })

  it('names the person who recorded an operation, whoever sends it later', async () => {
    const hub = await startHub()
    await startsWithManager(hub, 'receptionist')
    const ben = await addStaff(hub, { username: 'ben' })
    const sofia = await addMember(hub)
    const { signInId, deskToken } = await signInAt(hub, 'ben')
    const anna = await signInAt(hub, 'anna', deskToken)
    const desk = await openSocket(hub.ws)
    desk.send({ type: 'authenticate', payload: { token: anna.access, deskToken } })
    await desk.next('initial_stats')
    await desk.ask('check_in', { memberId: sofia.id, recordedBy: { signInId } })
    expect((await entriesOf(hub)).at(-1)).toMatchObject({ actor: ben.id, desk_id: anna.deskId })
  })

  it('says which fields of a member changed, and shows no value of theirs', async () => {
    const hub = await startHub()
    const sofia = await addMember(hub, { phone: '+49 30 7654321' })
    await addMember(hub, { id: sofia.id, phone: '+49 30 1234567', full_name: 'Sofia Berg' })
    const changed = (await entriesOf(hub)).at(-1)
    expect(changed).toMatchObject({ action: 'member_changed', subject: sofia.id })
    expect(Object.keys(changed?.details ?? {}).sort()).toEqual(['full_name', 'phone'])
    expect(JSON.stringify(await entriesOf(hub))).not.toMatch(/Sofia|Berg|Lindqvist|7654321|1234567/)
  })

  it('holds after a refusal, a conflict and a restart', async () => {
    const hub = await startHub()
    const sofia = await addMember(hub)
    const desk = await openDesk(hub)
    await desk.ask('check_in', { memberId: sofia.id })
    await desk.ask('check_in', { memberId: sofia.id })
    await desk.ask('scan', { code: 'nobody’s' })
    await hub.close()
    expect(await auditBreak(hub)).toBeNull()
    const again = await startHub({ data: hub.folder })
    await addMember(again)
    await again.close()
    expect(await auditBreak(hub)).toBeNull()
  })
})

describe('an audit log that somebody tampered with', () => {
  const untouched = forWholeFile(async () => {
    const folder = temporaryFolder()
    const hub = await openHub(folder)
    for (let count = 0; count < 3; count += 1) await addMember(hub)
    await hub.close()
    return { folder }
  })

  it.each([
    [
      'a changed entry',
      `update audit_log set entries = replace(entries, 'member_added', 'undo') where seq = 2`,
      'Row 2',
    ],
    [
      'a changed entry that got its own right hash, by the row after it',
      `update audit_log set entries = replace(entries, 'member_added', 'undo') where seq = 2;
      update audit_log set hash = sha256(
        (select hash from audit_log where seq = 1) || char(10) || seq || char(10) || at || char(10) || entries)
      where seq = 2`,
      'Row 3',
    ],
    ['a missing entry', 'delete from audit_log where seq = 2', 'Row 2'],
    ['a cut-off end', 'delete from audit_log where seq = (select max(seq) from audit_log)', 'ends at'],
    [
      'swapped entries',
      'update audit_log set seq = case seq when 1 then -2 when 2 then -1 end where seq < 3; update audit_log set seq = -seq where seq < 0',
      'Row 1',
    ],
  ])('shows %s', async (_what, tampering, sentence) => {
    const folder = temporaryFolder()
    const path = join(folder, 'frontdesk.sqlite')
    copyFileSync(fileOf(untouched()), path)
    const file = new Sqlite(path)
    file.function('sha256', (text) => sha256(String(text)))
    expect(() => file.exec(tampering)).toThrow('append-only')
    file.exec('drop trigger audit_rows_stay; drop trigger audit_rows_are_kept')
    file.exec(tampering)
    file.close()
    expect(await auditBreak({ folder })).toContain(sentence)
  })
})
