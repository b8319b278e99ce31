import { hash } from 'node:crypto'
import { newTimeOrderedId } from './time-ordered-id.ts'
import { refreshForAvGym, rotateRefreshToken } from './auth/refresh.ts'
import { ownSecret, sharedSecret, type TokenSecret } from './auth/secret.ts'
import { makeSignInCode, signInByCode } from './auth/sign-in.ts'
import { signAccessToken, verifyAccessToken } from './auth/tokens.ts'
import { businessDayAt } from './domain/business-day.ts'
import { listAvGymMembers, listCheckIns } from './commands/av-gym-lists.ts'
import { importMembers } from './commands/import-members.ts'
import { exportMembers } from './commands/members-file.ts'
import type { HttpPort } from './http/http-port.ts'
import { databasePath } from './data-folder.ts'
import { SettingError } from './setting-error.ts'
import type { HubSettings } from './settings.ts'
import type { NamedEvent } from './store/event-log.ts'
import { openSqlite } from './store/open-sqlite.ts'
import { findState, readDay, saveState } from './store/state.ts'
import { migrate, type OpenedStore } from './store/store.ts'
import { GroupWriter } from './store/write.ts'

/** Time, chance and the event loop: passed in, so that a whole hub can run in a simulation. */
export interface Surroundings {
  /** Milliseconds since 1970 UTC. */
  now: () => number
  newId: () => string
  setImmediate: (callback: () => void) => unknown
  setTimeout: (callback: () => void, ms: number) => unknown
  every: (ms: number, callback: () => void) => () => void
}

/** The surroundings of a real process. */
export const realSurroundings: Surroundings = {
  now: Date.now,
  newId: newTimeOrderedId,
  setImmediate,
  setTimeout: (callback, ms) => setTimeout(callback, ms).unref(),
  every(ms, callback) {
    const timer = setInterval(callback, ms)
    timer.unref()
    return () => clearInterval(timer)
  },
}

/** The data and what can be done with them, without any socket: what a hub and the command line are built on. */
export interface Core {
  store: OpenedStore
  writer: GroupWriter
  secret: TokenSecret
  /** Called after each commit with what became history. Set once, by the hub. */
  onCommitted: (events: NamedEvent[]) => void
  /** Called with faults of ours that concern no single request. Set once, by the hub. */
  onFault: (error: unknown) => void
  close: () => Promise<void>
}

/** Opens the data folder's database, brings its schema up to date and reads where its history stands. */
export async function openCore(settings: HubSettings, surroundings: Surroundings): Promise<Core> {
  const secret = openSecret(settings)
  const store = openSqlite(databasePath(settings.dataFolder))
  try {
    await migrate(store.db)
  } catch (error) {
    await store.close()
    throw new SettingError(error instanceof Error ? error.message : String(error))
  }
  const { now, newId, setImmediate } = surroundings
  const day = businessDayAt(now(), settings.gym.dayRule)
  const state = (await findState(store.db)) ?? (await beginHistory(store, newId()))
  const core: Core = {
    store,
    secret,
    onCommitted: () => undefined,
    onFault: (error) => {
      throw error
    },
    writer: new GroupWriter({
      store,
      now,
      setImmediate,
      dayRule: settings.gym.dayRule,
      counters: { ...state, day, ...(await readDay(store.db, day.day)) },
      onCommitted: (events) => core.onCommitted(events),
      onFault: (error) => core.onFault(error),
    }),
    async close() {
      await core.writer.drained()
      await store.close()
    },
  }
  return core
}

function openSecret({ jwtSecret, dataFolder }: HubSettings): TokenSecret {
  try {
    return jwtSecret === null ? ownSecret(dataFolder) : sharedSecret(jwtSecret)
  } catch (error) {
    throw new SettingError(error instanceof Error ? error.message : String(error))
  }
}

async function beginHistory(store: OpenedStore, epoch: string) {
  const state = { epoch, seq: 0, occupancy: 0 }
  await store.db.transaction().execute((tx) => saveState(tx, state))
  return state
}

/** A short fingerprint of a request's body: 128 bits of SHA-256. */
export function hashOf(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 22)
}

/** What the HTTP addresses and the command line do with the data. `address` is where desks are signed in. */
export function administration(
  core: Core,
  settings: HubSettings,
  surroundings: Surroundings,
  address: () => string,
): Omit<HttpPort, 'troubles' | 'state'> {
  const { store, writer, secret } = core
  const { now, newId } = surroundings
  const signing = { secret, newId }
  const today = () => businessDayAt(now(), settings.gym.dayRule).day
  return {
    verifyToken: (token) => verifyAccessToken(secret, token, now()),
    signIn: (asked) => writer.write((context) => signInByCode(context, signing, asked)),
    async refreshForAvGym(token) {
      const result = await writer.write((context) => refreshForAvGym(context, secret, token))
      if (result instanceof Error) throw result
      return result
    },
    async refresh(token) {
      const result = await writer.write((context) => rotateRefreshToken(context, signing, token))
      if (result instanceof Error) throw result
      return result
    },
    async makeLink(asked) {
      const { code, expiresAt } = await writer.write((context) => makeSignInCode(context, asked))
      return { code, address: `${address()}#signin=${code}`, expiresAt: new Date(expiresAt).toISOString() }
    },
    makeToken: ({ role, name, ttlMs }) =>
      signAccessToken(secret, { subject: newId(), role, name, expiresAt: now() + ttlMs }, now()),
    importMembers: (rows) => writer.write((context) => importMembers(context, rows, newId)),
    exportMembers: (format) => exportMembers(store.db, format, today()),
    listCheckIns: (page) => listCheckIns(store.db, page),
    listMembers: (page, search) => listAvGymMembers(store.db, page, search, today()),
  }
}
