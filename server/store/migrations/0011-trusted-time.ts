import { sql, type Kysely } from 'kysely'

/** The time that was believed at the last commit, and since when it has gone on unbroken: the next start compares its clock with them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table hub_state add column trusted_at integer`.execute(db)
  await sql`alter table hub_state add column trusted_since integer not null default 0`.execute(db)
  await sql`update hub_state set trusted_at = (select at from audit_log order by seq desc limit 1)`.execute(
    db,
  )
}
