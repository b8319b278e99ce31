import { sql } from 'kysely'
import type { Db } from './database.ts'
import { inList, keyList } from './dialect.ts'
import { prepared } from './prepared.ts'
import { memberOn, selectRights, type MemberRow } from './rights.ts'

const selectRows = prepared<{ ids: string }>()((db, value) =>
  db
    .selectFrom('members')
    .selectAll()
    .select(selectRights(db))
    .where('id', 'in', inList(db, value('ids'))),
)

/** These members as they are `today`, YYYY-MM-DD, in the order of the ids; whoever is gone is left out. */
export async function listMembersInOrder(
  db: Db,
  { ids, today }: { ids: readonly string[]; today: string },
): Promise<MemberRow[]> {
  const rows = new Map((await selectRows(db, { ids: keyList(ids) })).map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = rows.get(id)
    return row ? [memberOn(row, today)] : []
  })
}

/** The plans that members have, as their own or by a period, from one to the next by an index: they are few, the members many. */
export async function listPlans(db: Db): Promise<string[]> {
  const { rows } = await sql<{ plan: string }>`
    with recursive plans (plan) as (
      select min(membership_type) from members
      union all
      select (select min(membership_type) from members where membership_type > plan) from plans
      where plan is not null
    ), named (plan) as (
      select min(plan_name) from periods where plan_name is not null
      union all
      select (select min(plan_name) from periods where plan_name > plan) from named
      where plan is not null
    )
    select plan from plans where plan is not null
    union select plan from named where plan is not null
    order by plan`.execute(db)
  return rows.map(({ plan }) => plan)
}
