import { sql } from 'kysely'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findImportedVersion, listNamesakes } from '../../../server/store/import-members.ts'
import { openSqlite } from '../../../server/store/open-sqlite.ts'
import { migrate, migrateTo } from '../../../server/store/store.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describe('the schema of imports', () => {
  it('finds the members of an earlier version by name, through an index, and knows of no file about them', async () => {
    const store = openSqlite(join(temporaryFolder(), 'frontdesk.sqlite'))
    await migrateTo(store.db, '0008-messages')
    await sql`
      insert into members (id, full_name, membership_type, phone, email, suspended, debt_cents, search_text, created_at, updated_at)
      values ('m1', 'Sofia Berg', '', '', '', 0, 0, '', 0, 0)`.execute(store.db)
    await migrate(store.db)
    const asked = { name: 'SOFIA berg', limit: 2, today: '2026-11-23' }
    expect(await listNamesakes(store.db, asked)).toMatchObject([{ id: 'm1', full_name: 'Sofia Berg' }])
    expect(await findImportedVersion(store.db, 'm1')).toBeNull()
    const { rows } = await sql<{ detail: string }>`
      explain query plan select * from members where full_name collate nocase = 'x'`.execute(store.db)
    expect(rows[0]?.detail).toContain('members_by_name')
    await store.close()
  })
})
