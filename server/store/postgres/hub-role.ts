import { sql } from 'kysely'
import type { Db } from '../database.ts'

/** As whom every connection of a hub works: it owns no table and signs in nowhere. One for all databases of a server. */
export const HUB_ROLE = 'frontdesk_hub'

/** Errors of PostgreSQL: somebody else has made the role in the same moment. */
const MADE_MEANWHILE: ReadonlySet<unknown> = new Set(['42710', '23505'])

/** Makes the hubs' role where it is missing. Throws with a sentence for people where the address's own role may not. */
export async function requireHubRole(db: Db): Promise<void> {
  const { rows } = await sql<{ me: string; is_there: 0 | 1; is_mine: 0 | 1 }>`
    select quote_ident(current_user) as me, role.oid is not null as is_there,
      coalesce(pg_has_role(current_user, role.oid, 'member'), false) as is_mine
    from (values (1)) as one left join pg_roles as role on role.rolname = ${HUB_ROLE}`.execute(db)
  const [{ me, is_there, is_mine } = { me: '', is_there: 0, is_mine: 0 }] = rows
  if (is_mine) return
  try {
    if (!is_there) await createRole(db)
    await sql.raw(`grant ${HUB_ROLE} to ${me}`).execute(db)
  } catch (error) {
    throw new Error(
      `The hub works as the role ${HUB_ROLE}, which ${me} may not make. Have an administrator of the server run: ` +
        `create role ${HUB_ROLE} nologin; grant ${HUB_ROLE} to ${me};`,
      { cause: error },
    )
  }
}

async function createRole(db: Db): Promise<void> {
  try {
    await sql.raw(`create role ${HUB_ROLE} nologin`).execute(db)
  } catch (error) {
    if (!MADE_MEANWHILE.has((error as { code?: unknown }).code)) throw error
  }
}
