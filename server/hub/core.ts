import { createPasswords } from '../auth/passwords.ts'
import { createAccounts, type Accounts } from '../auth/accounts.ts'
import { findOwnSecret, makeOwnSecret, sharedSecret, type SigningSecret } from '../auth/secret.ts'
import { createRevocationCache } from '../auth/session-status.ts'
import { bookUnexplained } from '../commands/ledger/file-debt.ts'
import { COMMAND_LINE } from '../auth/staff.ts'
import { newSecret } from '../auth/random.ts'
import { createKnownAddresses, type KnownAddresses } from '../auth/known-addresses.ts'
import { businessDayAt } from '../domain/business-day.ts'
import { keepHead, removeHead, requireHead } from '../backup/head.ts'
import { recover } from '../backup/recover.ts'
import { copyBeforeMigration, databasePath, freePath } from '../platform/data-folder.ts'
import { sha256 } from '../platform/sha256.ts'
import type { Environment } from '../platform/clock.ts'
import { createTrustedClock, type TrustedClock } from '../platform/trusted-clock.ts'
import { SettingError } from '../platform/setting-error.ts'
import type { HubSettings } from '../settings/settings.ts'
import { countToReview } from '../store/closings.ts'
import { openSqlite } from '../store/open-sqlite.ts'
import { requireOwnSchema } from '../store/own-schema.ts'
import { writeAlone } from '../store/prepared.ts'
import { openRequestHorizon } from '../store/request-horizon.ts'
import { findState, insertFirstState, readDay, type HubState } from '../store/state.ts'
import { findEpoch, requireServed } from '../store/move/mark.ts'
import type { openSite } from '../store/postgres/open-site.ts'
import { migrate, type OpenedStore } from '../store/store.ts'
import { recallRecentVisits } from '../store/visit-history.ts'
import { GroupWriter } from '../store/write.ts'
import { keepErased } from './keep-erased.ts'
import { refuseToStartEmpty } from './lost-data.ts'

/** The data and what can be done with them, without any socket: what a hub and the command line are built on. */
export interface Core {
  /** The name of this hub among those that share its database. */
  self: string
  store: OpenedStore
  writer: GroupWriter
  accounts: Accounts
  /** By which things end and are forgotten. */
  clock: TrustedClock
  /** Where somebody signed in from lately. */
  known: KnownAddresses
  close: () => Promise<void>
}

/** Opens the data folder's database, brings its schema up to date and reads where its history stands. */
export async function openCore(settings: HubSettings, environment: Environment): Promise<Core> {
  const self = `frontdesk-${environment.newId()}`
  const { now } = environment
  const { store, secret } = await openData(settings, { self, now })
  try {
    return await openOn(store, { self, secret, settings, environment })
  } catch (error) {
    await store.close()
    throw error
  }
}

interface OpeningCore {
  self: string
  secret: SigningSecret
  settings: HubSettings
  environment: Environment
}

async function openOn(store: OpenedStore, opening: OpeningCore): Promise<Core> {
  const { self, secret, settings, environment } = opening
  const { now, steadyNow, newId, setImmediate } = environment
  const day = businessDayAt(now(), settings.gym.dayRule)
  const state = (await findState(store.db)) ?? (await beginHistory(store, newId(), now()))
  const clock = createTrustedClock(environment, state)
  const revocations = createRevocationCache()
  await revocations.load(store.db, clock.now())
  const writer = new GroupWriter({
    store,
    now,
    steadyNow,
    setImmediate,
    trusted: clock,
    dayRule: settings.gym.dayRule,
    horizon: await openRequestHorizon(store.db),
    counters: {
      ...state,
      day,
      ...(await readDay(store.db, day.day)),
      toReview: await countToReview(store.db),
    },
    hash: sha256,
  })
  if (settings.database !== null) await explainDebts(writer, newId)
  else await keepErased({ database: databasePath(settings.dataFolder), store, writer })
  const signing = { secret: { ...secret, site: settings.database === null ? null : settings.site }, newId }
  const known = createKnownAddresses(steadyNow)
  const passwords = createPasswords(environment.passwordCost)
  const stopHead =
    settings.database === null
      ? keepHead({
          ...{ database: databasePath(settings.dataFolder), every: environment.every },
          reached: () => writer.counters,
        })
      : () => Promise.resolve()
  return {
    self,
    store,
    writer,
    clock,
    known,
    accounts: createAccounts({
      ...{ store, signing, revocations, known, now: clock.now, passwords },
      writer: byTrustedTime(writer),
    }),
    async close() {
      await writer.drained()
      await stopHead()
      await store.close()
    },
  }
}

/** Hubs of an earlier version may have worked on the same database until now. */
function explainDebts(writer: GroupWriter, newId: () => string): Promise<void> {
  const by = { actor: COMMAND_LINE, fingerprints: { hash: sha256, newSalt: newSecret }, newId }
  return writer.write((context) => bookUnexplained(context, by))
}

/** The secret is made last: a first start that broke off leaves nothing that looks like a gym. */
async function openData(
  settings: HubSettings,
  { self, now }: { self: string; now: () => number },
): Promise<{ store: OpenedStore; secret: SigningSecret }> {
  try {
    if (settings.database !== null) {
      const { database: address, site } = settings
      const known = findSecret(settings)
      const store = await openServed({ address, site, name: self, now: now() })
      if (known === null) await requireNew(store)
      return { store, secret: known ?? makeOwnSecret(settings.dataFolder) }
    }
    // A restore that was decided takes the old secret away: before it is read.
    recover(databasePath(settings.dataFolder))
    const known = findSecret(settings)
    refuseToStartEmpty(settings, known !== null && !known.isShared)
    const store = await openStore(settings)
    await requireLatest(store, settings)
    return { store, secret: known ?? makeOwnSecret(settings.dataFolder) }
  } catch (error) {
    throw new SettingError(error instanceof Error ? error.message : String(error))
  }
}

/** Only a new gym's first hub makes a secret of its own: the tokens of any other would be good at it alone. */
async function requireNew(store: OpenedStore): Promise<void> {
  if ((await findState(store.db)) === null) return
  await store.close()
  throw new Error(
    "This gym's tokens are signed with a secret that is not here: give FRONTDESK_JWT_SECRET as its other hubs have it, or put the file jwt-secret of the hub that was there before into the data folder.",
  )
}

/** A new gym has no history yet; any other database has to be as far as it was. */
async function requireLatest(store: OpenedStore, { dataFolder, startsNew }: HubSettings): Promise<void> {
  try {
    if (startsNew && (await findState(store.db)) === null) removeHead(databasePath(dataFolder))
    else await requireHead(store.db, databasePath(dataFolder))
  } catch (error) {
    await store.close()
    throw error
  }
}

async function openStore({ dataFolder }: HubSettings): Promise<OpenedStore> {
  const store = openSqlite(databasePath(dataFolder))
  try {
    await requireOwnSchema(store.db, sha256)
    requireServed(await findEpoch(store.db))
    await migrate(store.db, (next) => freePath(copyBeforeMigration(dataFolder, next)))
    await recallRecentVisits(store.db)
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

/** The gym of a database on a server, where it is the place that serves it. */
async function openServed(opening: Parameters<typeof openSite>[0]): Promise<OpenedStore> {
  // Only here: a gym with a file of its own starts without the client.
  const server = await import('../store/postgres/open-site.ts')
  const store = await server.openSite(opening)
  try {
    requireServed(await findEpoch(store.db))
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

function findSecret({ jwtSecret, jwtRole, dataFolder }: HubSettings): SigningSecret | null {
  return jwtSecret === null ? findOwnSecret(dataFolder) : sharedSecret(jwtSecret, jwtRole)
}

async function beginHistory({ writing }: OpenedStore, epoch: string, now: number): Promise<HubState> {
  await writeAlone(writing, (tx) => insertFirstState(tx, { epoch, trustedAt: now }))
  const state = await findState(writing)
  if (state === null) throw new Error('The history could not be begun.')
  return state
}

/** The writer for whatever ends by itself, such as sign-ins: its time is the trusted one. */
function byTrustedTime(writer: GroupWriter): Pick<GroupWriter, 'write'> {
  return { write: (run) => writer.write((context) => run({ ...context, now: context.trustedNow })) }
}

/** A short fingerprint of a request's body: 128 bits of SHA-256. */
export function hashOf(text: string): string {
  return sha256(text).slice(0, 22)
}
