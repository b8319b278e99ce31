import { CompiledQuery } from 'kysely'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { emptyMember } from '../../../server/commands/members/empty-member.ts'
import { saveMember } from '../../../server/store/import-members.ts'
import { openSqlite } from '../../../server/store/open-sqlite.ts'
import { runDirectlyIn, writeAlone } from '../../../server/store/prepared.ts'
import { migrate } from '../../../server/store/store.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** The step of a SQLite program that begins to go through a table or an index from its beginning. */
const GOES_THROUGH_ALL = 'Rewind'

it('writing a member goes through no table, not for the visits that point at them either', async () => {
  const store = openSqlite(join(temporaryFolder(), 'frontdesk.sqlite'))
  await migrate(store.db)
  const written: CompiledQuery<{ opcode: string }>[] = []
  runDirectlyIn(store.db, (text) => ({
    run: () => [],
    send: (values) => void written.push(CompiledQuery.raw(`explain ${text}`, [...values])),
  }))
  await writeAlone(store.db, (tx) => saveMember(tx, emptyMember('m1', 0)))
  const [program] = await Promise.all(written.map((query) => store.db.executeQuery(query)))
  const steps = program?.rows.map(({ opcode }) => opcode)
  expect(steps).toContain('IdxInsert')
  expect(steps).not.toContain(GOES_THROUGH_ALL)
  await store.close()
})
