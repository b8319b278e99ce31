import { sql } from 'kysely'

/** The name of an account, by a column with its id, or of whoever signed in by a link for as long as that is kept. */
export function personName(staffId: string) {
  const id = sql.ref(staffId)
  return sql<string | null>`coalesce(
    (select full_name from staff where staff.id = ${id}),
    (select name from refresh_tokens where subject = ${id} limit 1))`
}
