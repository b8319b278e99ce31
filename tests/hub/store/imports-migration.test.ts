import { sql } from 'kysely'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { emptyMember } from '../../../server/commands/members/empty-member.ts'
import { findImportedVersion, listNamesakes } from '../../../server/store/import-members.ts'
import { openSqlite } from '../../../server/store/open-sqlite.ts'
import { migrate, migrateTo } from '../../../server/store/store.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describe('the schema of imports', () => {
  it('finds the members of an earlier version by name, through an index, and knows of no file about them', async () => {
    const store = openSqlite(join(temporaryFolder(), 'frontdesk.sqlite'))
    await migrateTo(store.db, '0008-messages')
    const sofia = { ...emptyMember('m1', 0), full_name: 'Sofia Berg' }
    await store.db.insertInto('members').values(sofia).execute()
    await migrate(store.db)
    expect(await listNamesakes(store.db, 'SOFIA berg', 2)).toEqual([sofia])
    expect(await findImportedVersion(store.db, 'm1')).toBeNull()
    const { rows } = await sql<{ detail: string }>`
      explain query plan select * from members where full_name collate nocase = 'x'`.execute(store.db)
    expect(rows[0]?.detail).toContain('members_by_name')
    await store.close()
  })
})
