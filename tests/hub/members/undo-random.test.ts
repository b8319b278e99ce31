import { json } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { COMMAND_LINE } from '../../../server/auth/staff.ts'
import type { Core } from '../../../server/hub/core.ts'
import { forgetChangesBefore } from '../../../server/store/changes.ts'
import { listUnexplainedDebts } from '../../../server/store/ledger.ts'
import { MEMBER_TABLES, type MemberTableName } from '../../../server/store/member-rows.ts'
import { changesOf } from '../../support/hub/changes.ts'
import { openTestFiles } from '../../support/hub/members-files.ts'
import { csvOf, HEADER, randomMapping, randomRow } from '../../support/hub/random-files.ts'
import { randomCases, seededRandom } from '../../support/random.ts'

/** Files into one gym, each with what the ones before it have left there. */
const FILES_A_GYM = 6
const ROWS = 12

/** All that is kept of members, to the last instant. */
async function storedMembers({ store }: Core) {
  const tables = Object.keys(MEMBER_TABLES) as MemberTableName[]
  const rows = await Promise.all(tables.map((table) => store.db.selectFrom(table).selectAll().execute()))
  return rows.map((those) => those.map((row) => JSON.stringify(row)).sort())
}

it('a random import that is taken back leaves nothing behind, and what it wrote over is there again', async () => {
  const random = seededRandom('random undos')
  for (let gym = 0; gym < randomCases(1); gym += 1) {
    const files = await openTestFiles()
    const changes = changesOf(files.core)
    for (let at = 0; at < FILES_A_GYM; at += 1) {
      const bytes = csvOf([HEADER, ...Array.from({ length: ROWS }, () => randomRow(random))])
      const mapping = await randomMapping(bytes, random)
      const before = await storedMembers(files.core)
      const exported = await json(files.exportMembers('json'))
      const take = () => files.importMapped({ bytes }, { mapping, onlyGood: true }, COMMAND_LINE)
      const { added, changed } = (await take()).counts
      const where = `TEST_SEED=${random.seed}, gym ${gym}, file ${at}`
      const [made] = await changes.list()
      if (made?.state === 'made') {
        const foreseen = await changes.preview(made.id)
        const undone = await changes.undo(made.id)
        expect(undone, where).toEqual(foreseen)
        expect(undone, where).toEqual({ removed: added, restored: made.changed, kept: [] })
        expect(made.changed, where).toBeGreaterThanOrEqual(changed)
      }
      expect(await storedMembers(files.core), where).toEqual(before)
      expect(await json(files.exportMembers('json')), where).toEqual(exported)
      expect(await listUnexplainedDebts(files.core.store.db, 1), where).toEqual([])
      expect(await files.core.store.db.selectFrom('changed_rows').select('member_id').execute()).toEqual([])
      await take()
      // Nobody takes this one back: the next file finds what it has left.
      await files.core.store.db.deleteFrom('changed_rows').execute()
      await files.core.store.db.deleteFrom('changes').execute()
    }
  }
})

it('taking back that was broken off goes on, and what was written over is forgotten in time', async () => {
  const files = await openTestFiles()
  const changes = changesOf(files.core)
  const rows = Array.from({ length: 600 }, (_, at) => `Member ${at},m${at}@example.org`)
  const bytes = new TextEncoder().encode(['full_name,email', ...rows].join('\n'))
  await files.importMembers({ bytes }, COMMAND_LINE)
  const [made] = await changes.list()
  const { removed, next } = await changes.undoSome(made!.id)
  expect(next).not.toBeNull()
  expect(await changes.list()).toMatchObject([{ state: 'undoing', removed }])
  expect((await changes.undo(made!.id)).removed).toBe(600 - removed)
  expect(await changes.list()).toMatchObject([{ state: 'undone', removed: 600, restored: 0, kept: 0 }])
  await files.core.writer.write(({ tx, now }) => forgetChangesBefore(tx, now + 1))
  expect(await changes.list()).toEqual([])
})
