import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stageRestore } from '../../../server/backup/restore.ts'
import { decideRestore, remainingSteps, stagingPath } from '../../../server/backup/restore-swap.ts'
import { realEnvironment } from '../../../server/platform/clock.ts'
import { openCore } from '../../../server/hub/core.ts'
import { readSettings } from '../../../server/settings/settings.ts'
import { commandHere } from '../../support/hub/command-line.ts'
import { askDatabase, makeData } from '../../support/hub/data.ts'
import { fingerprint } from '../../support/hub/files.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const ASIDE = 'before-restore-2026'

/** A gym of 30 members, and a backup from when they were 20. */
const made = mkdtempSync(join(tmpdir(), 'frontdesk-'))
const [data, backup] = [join(made, 'now'), join(made, 'backup.sqlite')]

beforeAll(async () => {
  await makeData(join(made, 'then'), 20)
  await commandHere(['backup', backup, '--data', join(made, 'then')])
  await makeData(data, 30)
})
afterAll(() => rmSync(made, { recursive: true, force: true }))

/** The gym's data folder with the backup made ready in it. */
async function stagedRestore(): Promise<{ folder: string; database: string }> {
  const folder = temporaryFolder()
  cpSync(data, folder, { recursive: true })
  const database = join(folder, 'frontdesk.sqlite')
  const how = { epoch: 'new', now: Date.now(), actor: { id: 'test', deskId: null } }
  await stageRestore({ backup, staged: stagingPath(database), replaced: database, ...how })
  return { folder, database }
}

/** Opens and closes the data as a hub that starts and stops. */
async function startAndStop(folder: string): Promise<void> {
  const settings = readSettings({ data: folder }, { FRONTDESK_TIME_ZONE: 'UTC' })
  await (await openCore(settings, realEnvironment)).close()
}

function membersIn(folder: string): unknown {
  return askDatabase(join(folder, 'frontdesk.sqlite'), 'select count(*) as members from members')
}

describe('a restore that ended between its steps', () => {
  it('is undone by the next hub where it was not decided', async () => {
    const { folder, database } = await stagedRestore()
    const before = fingerprint(database)
    await startAndStop(folder)
    expect(fingerprint(database)).toBe(before)
    expect(existsSync(join(folder, 'restore.partial'))).toBe(false)
  })

  it('is brought to its end by the next hub where it was decided, whichever step was the last', async () => {
    const { database } = await stagedRestore()
    decideRestore(database, ASIDE)
    const count = remainingSteps(database).length
    expect(count).toBeGreaterThan(5)
    for (let done = 0; done <= count; done += 1) {
      const { folder, database } = await stagedRestore()
      decideRestore(database, ASIDE)
      for (const step of remainingSteps(database).slice(0, done)) step()
      await startAndStop(folder)
      expect(membersIn(folder)).toEqual({ members: 20 })
      expect(membersIn(join(folder, ASIDE))).toEqual({ members: 30 })
      expect(readdirSync(folder).filter((name) => name.startsWith('restore.'))).toEqual([])
    }
  })

  it('is brought to its end before the next hub reads its secret, which is a new one', async () => {
    const { folder, database } = await stagedRestore()
    const before = readFileSync(join(folder, 'jwt-secret'), 'utf8')
    decideRestore(database, ASIDE)
    await startAndStop(folder)
    const after = readFileSync(join(folder, 'jwt-secret'), 'utf8')
    expect(after).not.toBe(before)
    expect(readFileSync(join(folder, ASIDE, 'jwt-secret'), 'utf8')).toBe(before)
  })

  it('is brought to its end by the next command too', async () => {
    const { folder, database } = await stagedRestore()
    decideRestore(database, ASIDE)
    expect((await commandHere(['check', '--data', folder])).out).toContain('20 members')
    expect(membersIn(join(folder, ASIDE))).toEqual({ members: 30 })
  })

  it('is brought to its end before the next restore, so that no data are lost', async () => {
    const { folder, database } = await stagedRestore()
    decideRestore(database, ASIDE)
    expect(await commandHere(['restore', backup, '--data', folder])).toMatchObject({ code: 0 })
    const kept = readdirSync(folder).filter((name) => name.startsWith('before-restore-'))
    expect(kept).toHaveLength(2)
    expect(membersIn(join(folder, ASIDE))).toEqual({ members: 30 })
    expect(membersIn(folder)).toEqual({ members: 20 })
  })
})
