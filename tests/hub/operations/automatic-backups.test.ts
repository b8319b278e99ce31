import { sql } from 'kysely'
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Backups } from '../../../server/backup/backups.ts'
import { saveRestoreTestRecord } from '../../../server/backup/restore-test-record.ts'
import { RECENT_BACKUPS } from '../../../server/backup/retention.ts'
import { backupName } from '../../../server/backup/backup-folder.ts'
import { realEnvironment } from '../../../server/platform/clock.ts'
import { openCore } from '../../../server/hub/core.ts'
import { databasePath } from '../../../server/platform/data-folder.ts'
import { businessDayAt } from '../../../server/domain/business-day.ts'
import { readSettings } from '../../../server/settings/settings.ts'
import { askDatabase } from '../../support/hub/data.ts'
import { beginDatabase } from '../../support/hub/new-database.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const NOON = Date.parse('2026-11-23T12:00:00Z')
const MINUTE_MS = 60_000
const QUARTER_MS = 15 * MINUTE_MS
const DAY_MS = 24 * 60 * MINUTE_MS

const TAKEN = 'backup taken'
const FAILED = 'backup failed'
const TESTED = 'restore test passed'

/** A gym's data with the backups of a running hub, which goes by a clock that the test sets and looks when it is told. */
async function gymWithBackups(folder = join(temporaryFolder(), 'backups')) {
  const settings = readSettings({ data: temporaryFolder() }, { FRONTDESK_TIME_ZONE: 'UTC' })
  await beginDatabase(settings.dataFolder)
  const core = await openCore(settings, realEnvironment)
  let now = NOON
  let look = (): void => undefined
  const said: string[] = []
  const log = {
    info: (_about: object, text: string) => said.push(text),
    error: (_about: object, text: string) => said.push(text),
  }
  const every = (ms: number, callback: () => void) => {
    expect(ms).toBe(MINUTE_MS)
    look = callback
    return () => undefined
  }
  const { changes } = core.store
  const database = databasePath(settings.dataFolder)
  const backups = new Backups({ database, folder, app: '0.0.0', changes, now: () => now, every, log })
  onTestFinished(async () => {
    await backups.close()
    await core.close()
  })
  return {
    backups,
    /** What happened so far, as the log has it: each line comes when the backup or the restore test is over. */
    said,
    /** One more head is counted: something that the next backup has to hold. */
    change: () => sql`update hub_state set unregistered = unregistered + 1`.execute(core.store.db),
    /** The same is written again. */
    rewrite: () => sql`update hub_state set unregistered = unregistered`.execute(core.store.db),
    /** Looks at this instant. */
    lookAt(instant: number) {
      now = instant
      look()
    },
    /** Resolves when the last look is over. */
    quiet: () => backups.check(businessDayAt(NOON, settings.gym.dayRule)),
    names: () =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.sqlite'))
        .sort(),
    restoreTestAt: () =>
      (JSON.parse(readFileSync(join(folder, 'last-restore-test.json'), 'utf8')) as { at: number }).at,
    headsIn: (instant: number) =>
      askDatabase(join(folder, backupName(instant)), 'select unregistered as heads from hub_state'),
  }
}

/** A folder in which the next restore test is a week away: for tests of backups alone. */
function testedFolder(): string {
  const folder = temporaryFolder()
  saveRestoreTestRecord(folder, { at: NOON, backup: backupName(NOON), problem: null })
  return folder
}

describe('an automatic backup', () => {
  it('is taken every quarter of an hour in which something changed', async () => {
    const { said, change, lookAt, names, headsIn } = await gymWithBackups(testedFolder())
    lookAt(NOON)
    await expect.poll(() => said).toEqual([TAKEN])
    await change()
    lookAt(NOON + QUARTER_MS - 1)
    lookAt(NOON + QUARTER_MS)
    await expect.poll(() => said).toEqual([TAKEN, TAKEN])
    lookAt(NOON + 2 * QUARTER_MS)
    await change()
    lookAt(NOON + 3 * QUARTER_MS)
    await expect.poll(() => said).toEqual([TAKEN, TAKEN, TAKEN])
    expect(names()).toEqual([NOON, NOON + QUARTER_MS, NOON + 3 * QUARTER_MS].map(backupName))
    expect(headsIn(NOON + QUARTER_MS)).toEqual({ heads: 1 })
    expect(headsIn(NOON + 3 * QUARTER_MS)).toEqual({ heads: 2 })
  })

  it('and its restore test are not put off by a clock that was set back', async () => {
    const { said, change, lookAt, names } = await gymWithBackups()
    lookAt(NOON)
    await expect.poll(() => said).toEqual([TAKEN, TESTED])
    await change()
    lookAt(NOON - 8 * DAY_MS)
    await expect.poll(() => said).toEqual([TAKEN, TESTED, TAKEN, TESTED])
    expect(names()).toEqual([NOON - 8 * DAY_MS, NOON].map(backupName))
  })

  it('is not kept where it would be equal to the one before', async () => {
    const { said, rewrite, change, lookAt, quiet, names } = await gymWithBackups(testedFolder())
    lookAt(NOON)
    await expect.poll(() => said).toEqual([TAKEN])
    await rewrite()
    lookAt(NOON + QUARTER_MS)
    await quiet()
    await change()
    lookAt(NOON + 2 * QUARTER_MS)
    await expect.poll(() => said).toEqual([TAKEN, TAKEN])
    expect(names()).toEqual([NOON, NOON + 2 * QUARTER_MS].map(backupName))
  })

  it('makes room: the 97th takes the place of the oldest, with its manifest', async () => {
    const folder = temporaryFolder()
    const older = Array.from(
      { length: RECENT_BACKUPS },
      (_, index) => NOON - (index + 1) * QUARTER_MS,
    ).reverse()
    for (const name of older.map(backupName)) {
      writeFileSync(join(folder, name), 'bytes')
      writeFileSync(join(folder, `${name}.json`), '{}')
    }
    const { said, lookAt, names } = await gymWithBackups(folder)
    lookAt(NOON)
    await expect.poll(() => said).toContain(TAKEN)
    expect(names()).toEqual([...older.slice(1), NOON].map(backupName))
    expect(readdirSync(folder).filter((name) => name.startsWith(backupName(older[0]!)))).toEqual([])
  })

  it('that failed is a trouble, and is tried again after five minutes', async () => {
    const disk = join(temporaryFolder(), 'disk')
    writeFileSync(disk, 'unplugged')
    const folder = join(disk, 'backups')
    const { backups, said, lookAt, quiet, names } = await gymWithBackups(folder)
    lookAt(NOON)
    await quiet()
    expect(said).toEqual([FAILED])
    const sentence = `The last backup failed: There is no folder ${folder}.`
    expect(backups.problems()).toEqual([{ code: 'backup_failed', sentence }])
    rmSync(disk)
    mkdirSync(disk)
    lookAt(NOON + 5 * MINUTE_MS - 1)
    await quiet()
    lookAt(NOON + 5 * MINUTE_MS)
    await expect.poll(() => said).toEqual([FAILED, TAKEN, TESTED])
    expect(names()).toEqual([backupName(NOON + 5 * MINUTE_MS)])
    expect(backups.problems()).toEqual([])
  })

  it('that does not come for a day is a trouble', async () => {
    const { backups, said, change, lookAt } = await gymWithBackups(testedFolder())
    lookAt(NOON)
    await expect.poll(() => said).toEqual([TAKEN])
    // Nothing to save is no trouble, however long it lasts.
    lookAt(NOON + 3 * DAY_MS)
    expect(backups.problems()).toEqual([])
    await change()
    const sentence = 'The newest backup is more than a day old.'
    expect(backups.problems()).toEqual([{ code: 'backup_old', sentence }])
  })

  it('is tried in a restore test every week', async () => {
    const { said, lookAt, restoreTestAt } = await gymWithBackups()
    lookAt(NOON)
    await expect.poll(() => said).toEqual([TAKEN, TESTED])
    lookAt(NOON + 7 * DAY_MS - 1)
    lookAt(NOON + 7 * DAY_MS)
    await expect.poll(() => said).toEqual([TAKEN, TESTED, TESTED])
    expect(restoreTestAt()).toBe(NOON + 7 * DAY_MS)
  })
})

describe('a backup that somebody asks for', () => {
  it('does not replace a file that was put there since', async () => {
    const { backups } = await gymWithBackups()
    const target = join(temporaryFolder(), 'letter.txt')
    const taking = backups.take(target)
    writeFileSync(target, 'Dear Sofia')
    await expect(taking).rejects.toThrow('already exists and is not a backup')
    expect(readFileSync(target, 'utf8')).toBe('Dear Sofia')
  })
})
