import { sql } from 'kysely'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openSqlite } from '../../../server/store/open-sqlite.ts'
import { migrate, migrateTo } from '../../../server/store/store.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describe('the schema of overrides by rule', () => {
  it('takes over those that an earlier version kept, a row a visit', async () => {
    const store = openSqlite(join(temporaryFolder(), 'frontdesk.sqlite'))
    await migrateTo(store.db, '0004-overrides')
    await sql`insert into overrides values ('v1', 7, 'debt', 'Pays today', 's1', null)`.execute(store.db)
    await sql`insert into overrides values ('v2', 8, 'suspended', 'Spoke with him', 's1', 's2')`.execute(
      store.db,
    )
    await migrate(store.db)
    const kept = await store.db.selectFrom('overrides').selectAll().orderBy('at').execute()
    expect(kept).toEqual([
      {
        ...{ visit_id: 'v1', at: 7, refusal: 'debt', reason: 'Pays today' },
        ...{ staff_id: 's1', approved_by: null, standing_id: null },
      },
      {
        ...{ visit_id: 'v2', at: 8, refusal: 'suspended', reason: 'Spoke with him' },
        ...{ staff_id: 's1', approved_by: 's2', standing_id: null },
      },
    ])
    const second = { ...kept[0]!, refusal: 'capacity_full' as const }
    await store.db.insertInto('overrides').values(second).execute()
    await store.close()
  })
})
