import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { keepErased } from '../../../server/hub/keep-erased.ts'
import { openReadOnly } from '../../../server/store/open-copy.ts'
import { openDesk } from '../../support/client/desk.ts'
import { commandHere } from '../../support/hub/command-line.ts'
import { askDatabase } from '../../support/hub/data.ts'
import { addMember, refusalOn, startHub } from '../../support/hub/hub.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const NAMES = 'select group_concat(full_name) as names from members where deleted_at is null'

/** A hub that is closed, and a backup of it from before one of its two members was deleted; they were inside then. */
async function deletedSinceTheBackup() {
  const hub = await startHub()
  const manager = await openDesk(hub, { role: 'manager' })
  const { id: memberId } = await addMember(hub, { full_name: 'Quirina Zwetschgenbaum' })
  await addMember(hub, { full_name: 'Anna Kept' })
  const came = await manager.ask('check_in', { memberId })
  const { id: checkInId } = came.payload as { id: string }
  const backup = join(temporaryFolder(), 'evening.sqlite')
  expect(await commandHere(['backup', backup, '--data', hub.folder])).toMatchObject({ code: 0 })
  await manager.ask('check_out', { checkInId })
  const deleted = await manager.ask('request', { method: 'members.delete', params: { memberId } })
  expect(deleted).toMatchObject({ payload: { memberId } })
  await hub.close()
  return { folder: hub.folder, database: join(hub.folder, 'frontdesk.sqlite'), backup, memberId }
}

describe('a restored backup', () => {
  it('brings back nobody who was deleted since, also where the database is gone', async () => {
    const { folder, database, backup, memberId } = await deletedSinceTheBackup()
    for (const file of [database, `${database}-wal`, `${database}-shm`]) rmSync(file, { force: true })
    expect(await commandHere(['restore', backup, '--data', folder])).toMatchObject({ code: 0 })
    const hub = await startHub({ data: folder })
    const manager = await openDesk(hub, { role: 'manager' })
    const asked = await manager.ask('request', { method: 'members.get', params: { memberId } })
    expect(asked).toMatchObject({ payload: { code: 'member_not_found' } })
    await hub.close()
    expect(askDatabase(database, NAMES)).toEqual({ names: 'Anna Kept' })
    const told = "select count(*) as told from audit_log where entries like '%member_deleted%'"
    expect(askDatabase(database, told)).toEqual({ told: 1 })
  })

  it('is not served where nobody can tell who was deleted since', async () => {
    const { folder } = await deletedSinceTheBackup()
    const kept = join(folder, 'erasures.json')
    expect(existsSync(kept)).toBe(true)
    writeFileSync(kept, '[{')
    expect(await refusalOn(folder)).toContain(`${kept} is damaged`)
  })
})

it('a start where the disk takes no file serves, and keeps who was deleted once there is room', async () => {
  const { database, memberId } = await deletedSinceTheBackup()
  const store = openReadOnly(database)
  onTestFinished(() => store.close())
  const writer = { write: vi.fn(), addListener: vi.fn() }
  const folder = join(temporaryFolder(), 'not-there-yet')
  await keepErased({ database: join(folder, 'frontdesk.sqlite'), store, writer })
  expect(writer.write).not.toHaveBeenCalled()
  mkdirSync(folder)
  await keepErased({ database: join(folder, 'frontdesk.sqlite'), store, writer })
  expect(readFileSync(join(folder, 'erasures.json'), 'utf8')).toContain(memberId)
})
