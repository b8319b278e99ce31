import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { stageRestore } from '../../../server/backup/restore.ts'
import { completeRestore, decideRestore, stagingPath } from '../../../server/backup/restore-swap.ts'
import { takeCopy } from '../../../server/backup/take-copy.ts'
import { makeData } from '../../support/hub/data.ts'
import { recordFileCalls } from '../../support/hub/file-calls.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** A power cut may take whatever is not synced, in any order: what depends on it must come after its sync. */
describe.skipIf(process.platform === 'win32')('after a power cut at any moment', () => {
  it('a backup that has its name is whole, and a manifest beside it is its own', async () => {
    const folder = temporaryFolder()
    const database = await makeData(join(folder, 'data'), 5)
    const backups = join(folder, 'backups')
    mkdirSync(backups)
    const target = join(backups, 'x.sqlite')
    const asked = { database, target, takenAt: Date.now(), app: '0.0.0' }
    await takeCopy(asked)
    const calls = recordFileCalls()
    await takeCopy(asked)
    expect(calls).toEqual([
      `sync ${target}.partial`,
      `remove ${target}.json`,
      `rename ${target}`,
      `sync ${backups}`,
      `sync ${target}.json.partial`,
      `rename ${target}.json`,
      `sync ${backups}`,
    ])
  })

  it('a restore that fails on the way leaves nothing, not even its folder', async () => {
    const root = temporaryFolder()
    const database = await makeData(join(root, 'data'), 5)
    const backup = join(root, 'backup.sqlite')
    await takeCopy({ database, target: backup, takenAt: Date.now(), app: '0.0.0' })
    const staged = stagingPath(database)
    const noEpoch = null as unknown as string
    const how = { epoch: noEpoch, now: Date.now(), actor: { id: 'test', deskId: null } }
    await expect(stageRestore({ backup, staged, replaced: null, ...how })).rejects.toThrow()
    expect(existsSync(dirname(staged))).toBe(false)
  })

  it('a restore is decided only when the new data are on the disk, and its marker goes only when they are in place', async () => {
    const root = temporaryFolder()
    const folder = join(root, 'data')
    const database = await makeData(folder, 5)
    const backup = join(root, 'backup.sqlite')
    await takeCopy({ database, target: backup, takenAt: Date.now(), app: '0.0.0' })
    const staged = stagingPath(database)
    const calls = recordFileCalls()
    const how = { epoch: 'new', now: Date.now(), actor: { id: 'test', deskId: null } }
    await stageRestore({ backup, staged, replaced: null, ...how })
    decideRestore(database, 'before-restore-2026')
    completeRestore(database)
    const aside = join(folder, 'before-restore-2026')
    expect(calls).toEqual([
      `sync ${staged}`,
      `sync ${join(folder, 'restore.partial')}`,
      `sync ${join(folder, 'restore.json.partial')}`,
      `rename ${join(folder, 'restore.json')}`,
      `sync ${folder}`,
      `rename ${join(aside, 'frontdesk.head.json')}`,
      `sync ${aside}`,
      `rename ${join(aside, 'frontdesk.sqlite-wal')}`,
      `sync ${aside}`,
      `rename ${join(aside, 'frontdesk.sqlite-shm')}`,
      `sync ${aside}`,
      `rename ${join(aside, 'frontdesk.sqlite')}`,
      `sync ${aside}`,
      `rename ${join(aside, 'jwt-secret')}`,
      `sync ${aside}`,
      `sync ${folder}`,
      `rename ${database}`,
      `sync ${folder}`,
      `remove ${join(folder, 'restore.json')}`,
      `sync ${folder}`,
      `remove ${join(folder, 'restore.partial')}`,
    ])
  })
})
