import { sql } from 'kysely'
import type { Db } from '../database.ts'

/** As whom every connection of a hub works: it owns no table and signs in nowhere. One for all databases of a server. */
export const HUB_ROLE = 'frontdesk_hub'

/** Errors of PostgreSQL: the role is there, e.g. because somebody else has made it in the same moment. */
const MADE_ALREADY: ReadonlySet<unknown> = new Set(['42710', '23505'])

/** The role is not there, or may not be taken. */
const NOT_HIS: ReadonlySet<unknown> = new Set(['22023', '42501', '42704'])

/** Makes the hubs' role where it is missing. Throws with a sentence for people where the address's own role may not. */
export async function requireHubRole(db: Db): Promise<void> {
  if (await mayWorkAsIt(db)) return
  try {
    await createRole(db)
    await run(db, `grant ${HUB_ROLE} to current_user`)
  } catch (error) {
    const { rows } = await sql<{ me: string }>`select quote_ident(current_user) as me`.execute(db)
    const me = rows[0]?.me ?? ''
    throw new Error(
      `The hub works as the role ${HUB_ROLE}, which ${me} may not make. Have an administrator of the server run: ` +
        `create role ${HUB_ROLE} nologin; grant ${HUB_ROLE} to ${me};`,
      { cause: error },
    )
  }
}

/** Tried, and not read: which memberships allow it, versions of PostgreSQL say in different ways. */
async function mayWorkAsIt(db: Db): Promise<boolean> {
  try {
    await run(db, `set local role ${HUB_ROLE}`)
    return true
  } catch (error) {
    if (NOT_HIS.has((error as { code?: unknown }).code)) return false
    throw error
  }
}

async function createRole(db: Db): Promise<void> {
  try {
    await run(db, `create role ${HUB_ROLE} nologin`)
  } catch (error) {
    if (!MADE_ALREADY.has((error as { code?: unknown }).code)) throw error
  }
}

/** In a transaction of its own, which an error ends. */
async function run(db: Db, statement: string): Promise<void> {
  await db.transaction().execute((tx) => sql.raw(statement).execute(tx))
}
