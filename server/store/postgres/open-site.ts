import { clockApart } from '../../domain/clock-apart.ts'
import type { Db } from '../database.ts'
import { readServerClock } from '../shared-state.ts'
import { addFirstSite, requireSite } from '../sites.ts'
import { migrate, type OpenedStore } from '../store.ts'
import { requireHubRole } from './hub-role.ts'
import { asOwner, openPostgres } from './open-postgres.ts'

interface OpeningSite {
  address: string
  /** The gym's name. */
  site: string
}

/** Brings a database's schema up to date, and makes the role that hubs work as. */
export async function prepareDatabase(db: Db): Promise<void> {
  await requireHubRole(db)
  await migrate(db)
}

/** Opens a gym on a server for the hub of this name: its schema is brought up to date, and a new database gets this gym as its first. */
export async function openSite(opening: OpeningSite & { name: string; now: number }): Promise<OpenedStore> {
  const { address, name, now } = opening
  const { id } = await asOwner(address, async (db) => {
    await requireSameTime(db)
    await prepareDatabase(db)
    await addFirstSite(db, opening.site, now)
    return requireSite(db, opening.site)
  })
  return openPostgres({ address, site: id, name })
}

/** Of the machine, not of the hub's environment: one that is tried by another time is on the same one. */
async function requireSameTime(db: Db): Promise<void> {
  const before = Date.now()
  const database = await readServerClock(db)
  const sentence = clockApart({ before, database, after: Date.now() })
  if (sentence !== null) throw new Error(sentence)
}

/** Opens a gym that is there, and makes nothing. */
export async function openKnownSite({ address, site }: OpeningSite): Promise<OpenedStore> {
  const { id } = await asOwner(address, (db) => requireSite(db, site))
  return openPostgres({ address, site: id, name: 'frontdesk' })
}
