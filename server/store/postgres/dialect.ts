import {
  ColumnNode,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type OnConflictNode,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import type pg from 'pg'
import { asDatabaseError } from './errors.ts'
import type { Lane } from './lane.ts'
import { asKnown, isPlanStale, resultOf } from './statement.ts'

/** PostgreSQL through a driver of ours: kysely's own never names a statement, so the server plans each anew at every run. */
function dialectOf(createDriver: () => Driver): Dialect {
  return {
    createDriver,
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new OneGymCompiler(),
    createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
  }
}

/** Each key of a gym begins with its site: where a query names a key, that is said here. */
class OneGymCompiler extends PostgresQueryCompiler {
  protected override visitOnConflict(node: OnConflictNode): void {
    const columns = node.columns && [ColumnNode.create('site_id'), ...node.columns]
    super.visitOnConflict({ ...node, ...(columns && { columns }) })
  }
}

/** All goes through the lane, one transaction after the other. */
export function laneDialect(lane: Lane): Dialect {
  return dialectOf(() => new LaneDriver(lane))
}

/** Questions, each on a connection of the pool that is free. */
export function poolDialect(pool: pg.Pool): Dialect {
  return dialectOf(() => new PoolDriver(pool))
}

class LaneDriver implements Driver {
  readonly #lane: Lane
  /** Whoever comes next waits for it. */
  #free: Promise<unknown> = Promise.resolve()
  #release: () => void = () => undefined

  constructor(lane: Lane) {
    this.#lane = lane
  }

  init(): Promise<void> {
    return Promise.resolve()
  }

  async acquireConnection(): Promise<Lane> {
    const before = this.#free
    const { promise, resolve } = Promise.withResolvers<undefined>()
    this.#free = promise
    await before
    this.#release = () => resolve(undefined)
    return this.#lane
  }

  releaseConnection(): Promise<void> {
    this.#release()
    return Promise.resolve()
  }

  beginTransaction(): Promise<void> {
    this.#lane.begin()
    return Promise.resolve()
  }

  commitTransaction(): Promise<void> {
    return this.#lane.commit()
  }

  rollbackTransaction(): Promise<void> {
    return this.#lane.rollback()
  }

  destroy(): Promise<void> {
    return this.#lane.end()
  }
}

class PoolDriver implements Driver {
  readonly #pool: pg.Pool

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  init(): Promise<void> {
    return Promise.resolve()
  }

  async acquireConnection(): Promise<Pooled> {
    try {
      return new Pooled(await this.#pool.connect())
    } catch (error) {
      throw asDatabaseError(error)
    }
  }

  releaseConnection(connection: Pooled): Promise<void> {
    connection.release()
    return Promise.resolve()
  }

  async beginTransaction(
    connection: Pooled,
    { isolationLevel, accessMode }: TransactionSettings,
  ): Promise<void> {
    const how = [isolationLevel && `isolation level ${isolationLevel}`, accessMode].filter(Boolean).join(' ')
    await connection.run(`start transaction ${how}`.trim())
  }

  async commitTransaction(connection: Pooled): Promise<void> {
    await connection.run('commit')
  }

  async rollbackTransaction(connection: Pooled): Promise<void> {
    await connection.run('rollback')
  }

  destroy(): Promise<void> {
    return this.#pool.end()
  }
}

/** A connection of the pool while somebody has it. */
class Pooled implements DatabaseConnection {
  readonly #client: pg.PoolClient
  #isBroken = false

  constructor(client: pg.PoolClient) {
    this.#client = client
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    return resultOf<Row>(await this.run(sql, parameters))
  }

  async run(text: string, parameters: readonly unknown[] = []): Promise<pg.QueryResult> {
    const values = [...parameters]
    try {
      return await this.#client.query({ ...asKnown(text), values })
    } catch (error) {
      if (isPlanStale(error)) return this.#planAnew(text, values)
      const problem = asDatabaseError(error)
      this.#isBroken ||= problem !== error
      throw problem
    }
  }

  /** Without a name. The next who asks gets a connection that has planned nothing yet. */
  async #planAnew(text: string, values: unknown[]): Promise<pg.QueryResult> {
    this.#isBroken = true
    try {
      return await this.#client.query({ text, values })
    } catch (error) {
      throw asDatabaseError(error)
    }
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error('Rows are read in pages here.')
  }

  /** A connection that broke does not go back. */
  release(): void {
    this.#client.release(this.#isBroken)
  }
}
