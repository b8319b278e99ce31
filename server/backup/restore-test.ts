import { dirname } from 'node:path'
import { HubError } from '../protocol/errors.ts'
import { openSqlite } from '../store/open-sqlite.ts'
import { findState } from '../store/state.ts'
import { migrate } from '../store/store.ts'
import { checkDatabase } from './checks.ts'
import { removeDatabase } from './files.ts'
import { findManifest, type Manifest } from './manifest.ts'
import { stageRestore } from './restore.ts'

export interface RestoreTestRequest {
  backup: string
  /** Where the restored database may stand for the time of the restore test; its folder is removed. */
  scratch: string
  /** Milliseconds since 1970 UTC. */
  now: number
}

const RESTORE_TEST_EPOCH = 'restore-test'

/**
 * Restores a backup as a person would, opens it as a hub does, checks all of it, and compares it with what its manifest
 * says. Throws a HubError with one sentence where a restore would not have given the data back.
 */
export async function testRestore({ backup, scratch, now }: RestoreTestRequest): Promise<void> {
  const manifest = findManifest(backup)
  if (!manifest) throw failure(`${backup} has no manifest to compare it with`)
  const actor = { id: RESTORE_TEST_EPOCH, deskId: null }
  try {
    const asked = { backup, staged: scratch, replaced: null, epoch: RESTORE_TEST_EPOCH, now, actor }
    const { counts } = await stageRestore(asked)
    for (const [table, count] of Object.entries(manifest.counts)) {
      if (counts[table] !== count) {
        throw failure(`${table} has ${counts[table] ?? 0} rows in ${backup}, not ${count}`)
      }
    }
    await requireState(scratch, manifest)
    const [finding] = (await checkDatabase({ database: scratch, day: null })).findings
    if (finding !== undefined) throw failure(finding)
  } finally {
    removeDatabase(dirname(scratch))
  }
}

async function requireState(file: string, manifest: Manifest): Promise<void> {
  const store = openSqlite(file)
  try {
    await migrate(store.db)
    const state = await findState(store.db)
    if (state?.epoch === RESTORE_TEST_EPOCH && state.seq === manifest.seq) return
    throw failure(`its history ends at ${state?.seq ?? 0}, not ${manifest.seq}`)
  } finally {
    await store.close()
  }
}

function failure(why: string): HubError {
  return new HubError(
    'storage_unavailable',
    `The newest backup failed its restore test: ${why.replace(/\.$/, '')}.`,
  )
}
