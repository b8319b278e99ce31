import { sql } from 'kysely'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findMember } from '../../../server/store/members.ts'
import { openSqlite } from '../../../server/store/open-sqlite.ts'
import { migrate, migrateTo } from '../../../server/store/store.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const TODAY = '2026-11-23'

describe('the schema of rights', () => {
  it('has of each member of an earlier version what their columns said: one period, and a freeze where there was one', async () => {
    const store = openSqlite(join(temporaryFolder(), 'frontdesk.sqlite'))
    const { db } = store
    await migrateTo(db, '0012-imports')
    const plans = [
      ['anyone', null, null, null, null, null],
      ['ended', '2026-01-01', '2026-10-31', null, null, null],
      ['pack', null, '2027-01-31', 4, null, null],
      ['frozen', '2026-01-01', '2026-12-31', null, '2026-11-01', '2026-11-30'],
      ['open', '2026-01-01', '2026-12-31', null, '2026-11-01', null],
      ['until', null, null, 0, null, '2026-11-30'],
    ] as const
    for (const [id, from, until, left, frozenFrom, frozenUntil] of plans) {
      await sql`
        insert into members (id, full_name, membership_type, phone, email, suspended, debt_cents, search_text,
          created_at, updated_at, valid_from, valid_until, visits_left, frozen_from, frozen_until)
        values (${id}, ${id}, '', '', '', 0, 0, '', 1, 2, ${from}, ${until}, ${left}, ${frozenFrom}, ${frozenUntil})`.execute(
        db,
      )
    }
    await migrate(db)
    for (const [id, valid_from, valid_until, visits_left, frozen_from, frozen_until] of plans) {
      const plan = { valid_from, valid_until, visits_left, frozen_from, frozen_until, period_id: id }
      expect(await findMember(db, id, TODAY)).toMatchObject(plan)
    }
    const freezes = await db.selectFrom('freezes').select(['member_id', 'gives_back']).execute()
    expect(freezes).toEqual(['frozen', 'open', 'until'].map((member_id) => ({ member_id, gives_back: 0 })))
    await store.close()
  })
})
