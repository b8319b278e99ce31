import { sql } from 'kysely'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openSqlite } from '../../../server/store/open-sqlite.ts'
import { migrate, migrateTo } from '../../../server/store/store.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

it('the schema of sign-ins takes over those at desks that have not ended, each once', async () => {
  const store = openSqlite(join(temporaryFolder(), 'frontdesk.sqlite'))
  await migrateTo(store.db, '0008-messages')
  const columns = sql`id, family, subject, name, role, desk_id, expires_at, used_at, successor`
  await sql`insert into refresh_tokens (${columns}) values
    ('t1', 'f1', 'anna', 'Anna', 'receptionist', 'd1', 50000000, 7, 't2'),
    ('t2', 'f1', 'anna', 'Anna', 'receptionist', 'd1', 50000000, null, null),
    ('t3', 'f2', 'mona', 'Mona', 'manager', '', 50000000, null, null)`.execute(store.db)
  await migrate(store.db)
  expect(await store.db.selectFrom('sign_ins').selectAll().execute()).toEqual([
    {
      ...{ id: 'f1', desk_id: 'd1', subject: 'anna', role: 'receptionist' },
      ...{ began_at: 6_800_000, expires_at: 50_000_000, ended_at: null },
    },
  ])
  await store.close()
})
