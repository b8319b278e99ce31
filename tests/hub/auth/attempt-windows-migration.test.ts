import { sql } from 'kysely'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openSqlite } from '../../../server/store/open-sqlite.ts'
import { findAttempts } from '../../../server/store/sign-in-attempts.ts'
import { migrate, migrateTo } from '../../../server/store/store.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

it('attempts that an earlier version counted go on counting in their window', async () => {
  const store = openSqlite(join(temporaryFolder(), 'frontdesk.sqlite'))
  await migrateTo(store.db, '0008-messages')
  await sql`insert into sign_in_attempts values ('device:198.51.100.1', 5, 7000, 1000, 6)`.execute(store.db)
  await migrate(store.db)
  expect(await findAttempts(store.db, 'device:198.51.100.1')).toEqual({
    ...{ subject: 'device:198.51.100.1', failures: 5, blocked_until: 7_000 },
    ...{ window_began_at: 1_000, window_failures: 6 },
  })
  await store.close()
})
