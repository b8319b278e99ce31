import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { MEMBER_TABLES } from '../../../server/store/member-rows.ts'
import { openTestCore } from '../../support/hub/core.ts'

/** Tables about members that no import writes: what stands there keeps a member (`standing-on.ts`), or says nothing without them. */
const BESIDE = [
  ...['visits', 'filed_visits', 'closings', 'ledger_entries', 'member_proposals'],
  ...['standing_overrides', 'events', 'audit_salts', 'changed_rows', 'merged_members'],
  ...['passes', 'family_members', 'conversations', 'away_members'],
]

it('every column of what can be taken back is known, and every table about members has its place', async () => {
  const { store } = await openTestCore(undefined, 'sqlite')
  const { rows } = await sql<{ name: string; column: string }>`
    select made.name as name, field.name as column from sqlite_master as made, pragma_table_info(made.name) as field
    where made.type = 'table'`.execute(store.db)
  const columns = Map.groupBy(rows, ({ name }) => name)
  for (const [name, { columns: known }] of Object.entries(MEMBER_TABLES)) {
    const stored = columns.get(name)!.map(({ column }) => column)
    expect([...known].sort(), name).toEqual(stored.filter((column) => column !== 'image').sort())
  }
  const aboutMembers = rows.filter(({ column }) => column === 'member_id').map(({ name }) => name)
  const placed = new Set<string>([...Object.keys(MEMBER_TABLES), ...BESIDE])
  expect(aboutMembers.filter((name) => !placed.has(name))).toEqual([])
})
