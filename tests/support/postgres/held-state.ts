import pg from 'pg'
import { expect } from 'vitest'
import { SAME_AS_SQLITE } from '../../../server/store/postgres/types.ts'

/** A connection as another hub has one. */
async function connect(database: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database, types: SAME_AS_SQLITE })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** Every hub that writes waits from here on, as for a hub that writes for long: of all gyms, or of this one. */
export async function holdState(
  database: string,
  site?: string,
): Promise<{
  /** True while a hub waits. */
  doesAnyoneWait: () => Promise<boolean>
  /** Cuts off the connections of those that wait, as a network does. Waits until somebody does. */
  cutOffWhoWaits: () => Promise<void>
  /** Lets them go on, in the order in which they came. */
  release: () => Promise<void>
}> {
  const client = await connect(database)
  await client.query('begin')
  const whose = 'where $1::text is null or site_id = (select id from sites where name = $1)'
  await client.query(`select 1 from hub_state ${whose} for update`, [site ?? null])
  return {
    async doesAnyoneWait() {
      const { rowCount } = await client.query(
        `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      )
      return rowCount !== 0
    },
    async cutOffWhoWaits() {
      const cut = async (): Promise<number | null> =>
        (
          await client.query(
            `select pg_terminate_backend(pid) from pg_stat_activity
             where wait_event_type = 'Lock' and datname = current_database()`,
          )
        ).rowCount
      await expect.poll(cut).toBeGreaterThan(0)
    },
    async release() {
      await client.query('commit')
      await client.end()
    },
  }
}

/** Another hub of the first gym imports from here on. */
export async function holdImports(database: string): Promise<{ release: () => Promise<void> }> {
  const client = await connect(database)
  await client.query('select pg_advisory_lock(1, 1)')
  return { release: () => client.end() }
}
