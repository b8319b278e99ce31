import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { countEntries, listUnexplainedDebts } from '../../../server/store/ledger.ts'
import { openSqlite } from '../../../server/store/open-sqlite.ts'
import { migrate, migrateTo } from '../../../server/store/store.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

it('members of an earlier version begin with what they owe, an entry each', async () => {
  const store = openSqlite(join(temporaryFolder(), 'frontdesk.sqlite'))
  await migrateTo(store.db, '0012-imports')
  for (const [id, cents] of Object.entries({ m1: 4900, m2: 4900, m3: 0 })) {
    await sql`insert into members
      (id, full_name, membership_type, phone, email, suspended, debt_cents, search_text, created_at, updated_at)
      values (${id}, '', '', '', '', 0, ${cents}, '', 0, 0)`.execute(store.db)
  }
  await migrate(store.db)
  expect(await listUnexplainedDebts(store.db, 10)).toEqual([])
  expect(await countEntries(store.db)).toEqual({ count: 2, last: 2 })
  const rows = await store.db.selectFrom('ledger_entries').selectAll().execute()
  expect(rows).toMatchObject([
    { number: 1, member_id: 'm1', kind: 'opening', cents: 4900, staff_id: 'hub' },
    { number: 2, member_id: 'm2', kind: 'opening', cents: 4900, staff_id: 'hub' },
  ])
  expect(new Set(rows.flatMap(({ id, change_id }) => [id, change_id])).size).toBe(4)
  await store.close()
})
