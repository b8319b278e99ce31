import { createPasswords } from '../auth/passwords.ts'
import { createAccounts, type Accounts } from '../auth/accounts.ts'
import { ownSecret, sharedSecret, type TokenSecret } from '../auth/secret.ts'
import { createRevocationCache } from '../auth/session-status.ts'
import { businessDayAt } from '../domain/business-day.ts'
import { recover } from '../backup/recover.ts'
import { copyBeforeMigration, databasePath, freePath } from '../platform/data-folder.ts'
import { sha256 } from '../platform/sha256.ts'
import type { Environment } from '../platform/clock.ts'
import { SettingError } from '../platform/setting-error.ts'
import type { HubSettings } from '../settings/settings.ts'
import { countToReview } from '../store/closings.ts'
import { openSqlite } from '../store/open-sqlite.ts'
import { requireOwnSchema } from '../store/own-schema.ts'
import { writeAlone } from '../store/prepared.ts'
import { findState, readDay, saveState } from '../store/state.ts'
import { migrate, type OpenedStore } from '../store/store.ts'
import { recallRecentVisits } from '../store/visit-history.ts'
import { GroupWriter } from '../store/write.ts'

/** The data and what can be done with them, without any socket: what a hub and the command line are built on. */
export interface Core {
  store: OpenedStore
  writer: GroupWriter
  accounts: Accounts
  close: () => Promise<void>
}

/** Opens the data folder's database, brings its schema up to date and reads where its history stands. */
export async function openCore(settings: HubSettings, environment: Environment): Promise<Core> {
  // A restore that was decided takes the old secret away: before it is read.
  bringRestoreToEnd(settings)
  const secret = openSecret(settings)
  const store = await openStore(settings)
  const { now, steadyNow, newId, setImmediate } = environment
  const day = businessDayAt(now(), settings.gym.dayRule)
  const state = (await findState(store.db)) ?? (await beginHistory(store, newId()))
  const revocations = createRevocationCache()
  await revocations.load(store.db, now())
  const writer = new GroupWriter({
    store,
    now,
    steadyNow,
    setImmediate,
    dayRule: settings.gym.dayRule,
    counters: {
      ...state,
      day,
      ...(await readDay(store.db, day.day)),
      toReview: await countToReview(store.db),
    },
    hash: sha256,
  })
  const signing = { secret, newId }
  return {
    store,
    writer,
    accounts: createAccounts({ store, writer, signing, now, revocations, passwords: createPasswords() }),
    async close() {
      await writer.drained()
      await store.close()
    },
  }
}

function bringRestoreToEnd({ dataFolder }: HubSettings): void {
  try {
    recover(databasePath(dataFolder))
  } catch (error) {
    throw new SettingError(error instanceof Error ? error.message : String(error))
  }
}

async function openStore({ dataFolder }: HubSettings): Promise<OpenedStore> {
  try {
    const store = openSqlite(databasePath(dataFolder))
    try {
      await requireOwnSchema(store.db, sha256)
      await migrate(store.db, (next) => freePath(copyBeforeMigration(dataFolder, next)))
      await recallRecentVisits(store.db)
    } catch (error) {
      await store.close()
      throw error
    }
    return store
  } catch (error) {
    throw new SettingError(error instanceof Error ? error.message : String(error))
  }
}

function openSecret({ jwtSecret, dataFolder }: HubSettings): TokenSecret {
  try {
    return jwtSecret === null ? ownSecret(dataFolder) : sharedSecret(jwtSecret)
  } catch (error) {
    throw new SettingError(error instanceof Error ? error.message : String(error))
  }
}

async function beginHistory(store: OpenedStore, epoch: string) {
  const state = {
    epoch,
    seq: 0,
    occupancy: 0,
    unregistered: 0,
    correctedAt: null,
    auditSeq: 0,
    auditHash: '',
  }
  await writeAlone(store.db, (tx) => saveState(tx, state))
  return state
}

/** A short fingerprint of a request's body: 128 bits of SHA-256. */
export function hashOf(text: string): string {
  return sha256(text).slice(0, 22)
}
