import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { removeHead, requireHead } from '../backup/head.ts'
import { recover } from '../backup/recover.ts'
import { MAIN_SITE } from '../domain/site.ts'
import { realEnvironment } from '../platform/clock.ts'
import { databasePath, lockFolder, prepareFolder } from '../platform/data-folder.ts'
import { sha256 } from '../platform/sha256.ts'
import { SettingError } from '../platform/setting-error.ts'
import { HubError } from '../protocol/errors.ts'
import { START_SETTINGS } from '../settings/start-settings.ts'
import { findMark } from '../store/move/mark.ts'
import type { Side } from '../store/move/move.ts'
import { requireFillable } from '../store/move/target.ts'
import { openReadOnly } from '../store/open-copy.ts'
import { openSqlite } from '../store/open-sqlite.ts'
import { requireOwnSchema } from '../store/own-schema.ts'
import { openKnownSite, openSite } from '../store/postgres/open-site.ts'
import { refreshStatistics } from '../store/postgres/statistics.ts'
import type { OpenedStore } from '../store/store.ts'

/** Where a gym's data are or go to. */
export type Place = { folder: string; name: string } | { address: string; site: string; name: string }

export interface OpenedSide extends Side {
  close: () => Promise<void>
}

/** A data folder, with or without `sqlite:` before it, or the address of a database of PostgreSQL with this gym in it. */
export function readPlace(given: string, site: string): Place {
  if (/^postgres(ql)?:/.test(given)) {
    // It may have a password in it: it is not said again.
    if (!START_SETTINGS.database.schema.safeParse(given).success) {
      throw new SettingError('The server needs an address such as postgres://user@host/database.')
    }
    const address = withoutPassword(given)
    return { address: given, site, name: site === MAIN_SITE ? address : `${address}, site ${site}` }
  }
  const folder = resolve(given.replace(/^sqlite:/, ''))
  return { folder, name: `sqlite:${folder}` }
}

/** What says which database it is. All after the `?` may have secrets in it. */
function withoutPassword(address: string): string {
  const url = new URL(address)
  url.password = ''
  url.search = ''
  return url.href
}

/** Opens what is to be moved away; it has to be a gym, whole and as far as it was. */
export async function openSource(place: Place): Promise<OpenedSide> {
  if ('address' in place) return openServer(place, openKnownSite)
  const { folder, name } = place
  const database = databasePath(folder)
  if (!existsSync(database)) throw new SettingError(`There is no gym in ${name}.`)
  return withLock(folder, async () => {
    recover(database)
    const store = openSqlite(database)
    await requireOwnSchema(store.db, sha256)
    // How far it had come goes by a name that its mark has taken the place of.
    if ((await findMark(store.db)) === null) await requireHead(store.db, database)
    return { name, store, close: store.close }
  })
}

/** Opens what is to be filled: new, or with a part of a gym that broke off. Nothing else is touched. */
export async function openTarget(place: Place): Promise<OpenedSide> {
  if ('address' in place) return openServer(place, openNewSite)
  const { folder, name } = place
  const database = databasePath(folder)
  return withLock(folder, async () => {
    recover(database)
    await requireFillableFile(database, name)
    const store = openSqlite(database)
    // Of a database that was here before: how far that had come says nothing of this one.
    removeHead(database)
    return { name, store, close: store.close }
  })
}

/** A statement counts a million rows or writes thousands, and a page waits for the other side's disk: longer than what a hub asks. */
const PATIENCE_MS = 60_000

const PATIENT = ['statement_timeout', 'query_timeout', 'idle_in_transaction_session_timeout']

/** What an address says goes before what a hub's connections are given. */
function patiently(address: string): string {
  const url = new URL(address)
  for (const timeout of PATIENT) url.searchParams.set(timeout, String(PATIENCE_MS))
  return url.href
}

type OpenSite = (at: { address: string; site: string }) => Promise<OpenedStore>

/** The gym is begun there where the database has none at all. */
const openNewSite: OpenSite = (at) =>
  openSite({ ...at, name: 'frontdesk-migrate', now: realEnvironment.now() })

async function openServer(
  { address, site, name }: Extract<Place, { address: string }>,
  open: OpenSite,
): Promise<OpenedSide> {
  const patient = patiently(address)
  try {
    const store = await open({ address: patient, site })
    return { name, store, close: store.close, filled: (tables) => refreshStatistics(patient, tables) }
  } catch (error) {
    throw asSettingError(error)
  }
}

/** No hub may start on the folder meanwhile. */
async function withLock(folder: string, open: () => Promise<OpenedSide>): Promise<OpenedSide> {
  prepareFolder(folder)
  const lock = lockFolder(folder)
  if (!lock) throw new SettingError(`A hub has the data folder ${folder}. Stop it first, then move.`)
  try {
    const side = await open()
    const close = async (): Promise<void> => {
      await side.close()
      lock.release()
    }
    return { ...side, close }
  } catch (error) {
    lock.release()
    throw asSettingError(error)
  }
}

/** Looks at a file without writing into it: whose it is shows only then. */
async function requireFillableFile(database: string, name: string): Promise<void> {
  if ((statSync(database, { throwIfNoEntry: false })?.size ?? 0) === 0) return
  const reader = openReadOnly(database)
  try {
    await requireOwnSchema(reader.db, sha256)
    await requireFillable(reader.db, name)
  } finally {
    await reader.close()
  }
}

function asSettingError(error: unknown): Error {
  if (error instanceof HubError || error instanceof SettingError) return error
  return new SettingError(error instanceof Error ? error.message : String(error))
}
