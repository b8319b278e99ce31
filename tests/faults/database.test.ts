import { spawn } from 'node:child_process'
import Sqlite from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { killChild } from '../../scripts/child.ts'
import { openSqlite } from '../../server/store/open-sqlite.ts'
import { migrateTo } from '../../server/store/store.ts'
import { storageReasonOf } from '../../server/store/storage-errors.ts'
import { findState } from '../../server/store/state.ts'
import { newGym } from './support/gym.ts'
import { startFaultyHub } from './support/hub-process.ts'
import { patience } from '../support/patience.ts'
import { seededRandom } from '../support/random.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const DATABASE = 'frontdesk.sqlite'
const killAtStatement = new URL('./support/kill-at-statement.mjs', import.meta.url).href

function schemaOf(file: string): string {
  const database = new Sqlite(file)
  const rows = database
    .prepare('select sql from sqlite_master where sql is not null order by name')
    .pluck()
    .all()
  database.close()
  return rows.join('\n')
}

const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')

/** A data folder as the version before the last migration left it, with a member in it. */
async function oldFolder(): Promise<string> {
  const folder = temporaryFolder()
  const store = openSqlite(join(folder, DATABASE))
  await migrateTo(store.db, '0001-foundation')
  await store.db.insertInto('hub_state').values({ id: 1, epoch: 'old', seq: 0, occupancy: 0 }).execute()
  await store.close()
  return folder
}

/** Every so many statements of the migrations one is killed at, from a random one on; FAULTS_STATEMENT_STEP=1 for all of them. */
const STATEMENT_STEP = Number(process.env['FAULTS_STATEMENT_STEP'] ?? 7)

describe('a migration', () => {
  it(
    'that is killed before any of its statements leaves the old schema or the new one',
    { timeout: patience(300_000) },
    async () => {
      const { below } = seededRandom('a killed migration')
      const before = schemaOf(join(await oldFolder(), DATABASE))
      const whole = await oldFolder()
      await (await startFaultyHub({ folder: whole })).kill()
      const after = schemaOf(join(whole, DATABASE))
      expect(after).not.toBe(before)
      const copy = join(whole, 'frontdesk.before-0002-people.sqlite')
      expect(schemaOf(copy)).toBe(before)
      for (let statement = 1 + below(STATEMENT_STEP); ; statement += STATEMENT_STEP) {
        const folder = await oldFolder()
        const environment = { KILL_AT: String(statement) }
        const hub = await startFaultyHub({ folder, environment, preload: killAtStatement }).catch(() => null)
        await hub?.kill()
        expect([before, after]).toContain(schemaOf(join(folder, DATABASE)))
        await (await startFaultyHub({ folder })).kill()
        expect(schemaOf(join(folder, DATABASE))).toBe(after)
        if (hub) break
      }
    },
  )

  it('of a newer version is refused with every file as it was', async () => {
    const gym = await newGym()
    const file = join(gym.folder, DATABASE)
    const database = new Sqlite(file)
    database.prepare(`insert into kysely_migration values ('9999-future', '2090-01-01')`).run()
    database.close()
    const [files, hash] = [readdirSync(gym.folder).sort(), hashOf(file)]
    await expect(startFaultyHub({ folder: gym.folder })).rejects.toThrow('newer version (9999-future)')
    expect(hashOf(file)).toBe(hash)
    expect(readdirSync(gym.folder).sort()).toEqual(files)
    gym.remove()
  })
})

/** Damaged copies that are tried. */
const MUTATIONS = 100

describe('a damaged file', () => {
  it(
    'is found when it is opened, or answers as before, or with an error of the disk; what changed unseen is counted',
    { timeout: 120_000 },
    async () => {
      const random = seededRandom('damaged pages')
      const gym = await newGym()
      const original = readFileSync(join(gym.folder, DATABASE))
      const pageSize = original.readUInt16BE(16)
      const counts = { found: 0, error: 0, same: 0, unseen: 0 }
      for (let mutation = 0; mutation < MUTATIONS; mutation += 1) {
        const damaged = Buffer.from(original)
        // The head of a page mostly: there its structure is. In a text nobody can tell a flipped bit.
        const page = random.below(damaged.length / pageSize)
        const at = page * pageSize + random.below(random.below(4) === 0 ? pageSize : 24)
        damaged[at] = damaged[at]! ^ (1 << random.below(8))
        counts[await look(damaged)] += 1
      }
      process.stderr.write(`${MUTATIONS} damaged files: ${JSON.stringify(counts)}\n`)
      // Most damage is to room that nothing is in; that some is found shows only that something was damaged.
      expect(counts.found).toBeGreaterThan(0)
      gym.remove()

      async function look(content: Buffer): Promise<keyof typeof counts> {
        const folder = temporaryFolder()
        const file = join(folder, DATABASE)
        writeFileSync(file, content)
        try {
          const store = openSqlite(file)
          const state = await findState(store.db)
          await store.close()
          return state?.seq === 0 ? 'same' : 'unseen'
        } catch (error) {
          if (error instanceof Error && error.message.includes('is damaged')) return 'found'
          expect(storageReasonOf(error)).not.toBeNull()
          return 'error'
        }
      }
    },
  )

  it('is refused with a sentence that says what to do, and left as it is', async () => {
    const folder = temporaryFolder()
    const file = join(folder, DATABASE)
    writeFileSync(file, 'this is no database, however long it is and whatever it is called'.repeat(100))
    const hash = hashOf(file)
    await expect(startFaultyHub({ folder })).rejects.toThrow(/frontdesk.sqlite is damaged. Restore a backup/)
    expect(hashOf(file)).toBe(hash)
  })
})

/** Hubs that are started at once on one folder. */
const STARTS = 50

describe('one hub a data folder', () => {
  it(`even where ${STARTS} start at once`, { timeout: 180_000 }, async () => {
    const gym = await newGym()
    const args = ['server/cli/main.ts', 'serve', '--data', gym.folder, '--port', '0', '--log-level', 'silent']
    const children = Array.from({ length: STARTS }, () =>
      spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] }),
    )
    const ends = children.map(
      (child) =>
        new Promise<'ready' | number | null>((resolve) => {
          child.stdout.once('data', () => resolve('ready'))
          child.once('exit', (code) => resolve(code))
        }),
    )
    const results = await Promise.all(ends)
    await Promise.all(children.map(killChild))
    expect(results.filter((result) => result === 'ready')).toHaveLength(1)
    expect(results.filter((result) => result === 2)).toHaveLength(STARTS - 1)
    const again = await startFaultyHub({ folder: gym.folder })
    await again.kill()
    gym.remove()
  })
})
