import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { databasePath } from '../../../server/platform/data-folder.ts'
import { openSqlite } from '../../../server/store/open-sqlite.ts'
import { migrate } from '../../../server/store/store.ts'

/** What a gym may be given before its hub starts for the first time. */
const SETTINGS = 'settings.json'

/** An empty database with all tables; the migrations that make it are a fifth of a first start, so they are done once in a process. */
let made: Promise<Buffer> | undefined

/** Puts the database that a first start makes into a folder that nobody has used; any other stays as it is. */
export async function beginDatabase(folder: string): Promise<void> {
  const isUsed = existsSync(folder) && readdirSync(folder).some((name) => name !== SETTINGS)
  if (isUsed) return
  made ??= makeDatabase()
  const bytes = await made
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(databasePath(folder), bytes, { mode: 0o600 })
}

async function makeDatabase(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'frontdesk-new-'))
  try {
    const store = openSqlite(databasePath(folder))
    await migrate(store.db)
    await store.close()
    return readFileSync(databasePath(folder))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
