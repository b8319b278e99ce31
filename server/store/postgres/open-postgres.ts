import { Kysely } from 'kysely'
import pg from 'pg'
import type { Db, Tables } from '../database.ts'
import { runDirectlyIn } from '../prepared.ts'
import type { OpenedStore } from '../store.ts'
import { transactBy, type Transact } from '../transact.ts'
import { laneDialect, poolDialect } from './dialect.ts'
import { asDatabaseError } from './errors.ts'
import { HUB_ROLE } from './hub-role.ts'
import { Lane } from './lane.ts'
import { requireBound, requireDurable } from './requirements.ts'
import { named } from './statement.ts'
import { SAME_AS_SQLITE } from './types.ts'

const SECOND_MS = 1_000

/** Longer than any statement of ours takes: what takes more has hung. */
const STATEMENT_TIMEOUT_MS = 5 * SECOND_MS

/** A group waits no longer for the group of another instance. */
const LOCK_TIMEOUT_MS = 3 * SECOND_MS

/** An instance that is stopped within a transaction holds up the others no longer. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 3 * SECOND_MS

/** A server that has not answered for so long is given up with its connection: a network that loses all says nothing for minutes. */
const ANSWER_TIMEOUT_MS = 8 * SECOND_MS

/** For the schema, of which no desk waits. */
const OWNERS_TIMEOUT_MS = 10 * 60 * SECOND_MS

const CONNECT_TIMEOUT_MS = 5 * SECOND_MS

/** A peer that is gone without a word is noticed by the system's own probes, which begin after this. */
const KEEP_ALIVE_AFTER_MS = 10 * SECOND_MS

/** The same at the server: after 45 s it gives up what a hub held whose machine is gone without a word. */
const SERVERS_PROBES = '-c tcp_keepalives_idle=15 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3'

/** Connections for questions: they are short, and a hub has one thread to ask them. */
const READERS = 4

/** Whose connection it is. */
interface Connecting {
  address: string
  /** The gym of which it sees and writes rows, and of no other. */
  site: number
  /** The hub's name among those that share the database, at most 63 characters. */
  name: string
}

/**
 * Opens a gym's part of a database of PostgreSQL and asserts that what it acknowledges is durable. One connection writes, a few others
 * answer questions. Throws with a sentence for people where the server cannot be reached or does not promise enough.
 */
export async function openPostgres(connecting: Connecting): Promise<OpenedStore> {
  const settings = settingsOf(connecting)
  let opened = await open(settings)
  let changesBefore = 0
  return {
    get db() {
      return opened.db
    },
    get writing() {
      return opened.writing
    },
    get transact() {
      return opened.transact
    },
    inTransaction: () => opened.lane.inTransaction,
    changes: () => changesBefore + opened.lane.changes,
    async reopen() {
      const before = opened
      opened = await open(settings)
      changesBefore += before.lane.changes
      // What hangs on the way there ends by itself.
      void before.close()
    },
    close: () => opened.close(),
  }
}

interface Opened {
  db: Db
  writing: Db
  transact: Transact
  lane: Lane
  close: () => Promise<void>
}

async function open(settings: pg.ClientConfig): Promise<Opened> {
  const lane = new Lane(await connect(settings))
  const writing = new Kysely<Tables>({ dialect: laneDialect(lane) })
  const pool = new pg.Pool({ ...settings, max: READERS })
  // A connection that breaks while nobody has it: the next question gets another. While somebody has it, they are told.
  pool.on('error', ignore)
  pool.on('connect', (client) => client.on('error', ignore))
  const db = new Kysely<Tables>({ dialect: poolDialect(pool) })
  runDirectlyIn(writing, (text) => lane.directly(named(text)))
  runDirectlyIn(db, (text) => {
    named(text)
    return undefined
  })
  const close = async (): Promise<void> => {
    await Promise.allSettled([writing.destroy(), db.destroy()])
  }
  try {
    await requireDurable(writing)
    await requireBound(writing)
    return { db, writing, transact: transactBy(writing), lane, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function connect(settings: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client({ ...settings, pipeline: true })
  // Said to whoever waits for an answer; without a listener it would end the process.
  client.on('error', ignore)
  try {
    return await client.connect()
  } catch (error) {
    throw asDatabaseError(error)
  }
}

function ignore(): void {
  // Whoever asks next is told.
}

/** What binds a connection is said as it is made: there is no moment, and no way to get one, without it. */
function settingsOf({ address, site, name }: Connecting): pg.ClientConfig {
  const { url, options } = readAddress(address)
  return {
    ...LIMITS,
    connectionString: url,
    application_name: name,
    options: `${options} ${SERVERS_PROBES} -c role=${HUB_ROLE} -c hub.site=${site}`.trim(),
  }
}

/** An address may name its program and have options, which would go before ours. */
function readAddress(address: string): { url: string; options: string } {
  const url = new URL(address)
  const options = url.searchParams.get('options') ?? ''
  for (const name of ['application_name', 'options']) url.searchParams.delete(name)
  return { url: url.href, options }
}

const LIMITS: pg.ClientConfig = {
  types: SAME_AS_SQLITE,
  connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  statement_timeout: STATEMENT_TIMEOUT_MS,
  query_timeout: ANSWER_TIMEOUT_MS,
  lock_timeout: LOCK_TIMEOUT_MS,
  idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
  keepAlive: true,
  keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
}

/** A migration goes through whole tables, and a second hub waits until the first has done it. */
const OWNERS_LIMITS: pg.ClientConfig = {
  statement_timeout: OWNERS_TIMEOUT_MS,
  query_timeout: OWNERS_TIMEOUT_MS,
  lock_timeout: OWNERS_TIMEOUT_MS,
}

/** Works on one connection as the address's own role, which owns the tables: on their schema, and on which gyms there are. */
export async function asOwner<Result>(address: string, work: (db: Db) => Promise<Result>): Promise<Result> {
  const lane = new Lane(await connect({ ...LIMITS, ...OWNERS_LIMITS, connectionString: address }))
  const db = new Kysely<Tables>({ dialect: laneDialect(lane) })
  try {
    await requireDurable(db)
    return await work(db)
  } finally {
    await db.destroy()
  }
}
