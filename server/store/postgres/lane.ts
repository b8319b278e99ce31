import {
  AbortedTransactionError,
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
} from 'kysely'
import type pg from 'pg'
import type { DirectStatement } from '../prepared.ts'
import { asDatabaseError } from './errors.ts'
import { isPlanStale, resultOf, type Statement } from './statement.ts'

/**
 * The one connection that writes. Its statements are sent without waiting for those before: the server runs them in order, so a group's
 * questions are one flight there and back, and all that it writes with its commit a second.
 */
export class Lane implements DatabaseConnection {
  readonly #client: pg.Client
  /** What went wrong first in the open transaction: all after it fail for no reason of their own. */
  #failed: Error | null = null
  #isGone = false
  #changes = 0
  /** How often a newer version has changed the tables: statements have other names since. */
  #generation = 0

  constructor(client: pg.Client) {
    this.#client = client
    client.on('error', () => (this.#isGone = true))
    client.on('end', () => (this.#isGone = true))
  }

  /** True while a transaction is open, also one in which something failed. */
  get inTransaction(): boolean {
    return !this.#isGone && this.#client.getTransactionStatus() !== 'I'
  }

  /** Rows that were changed on this connection. */
  get changes(): number {
    return this.#changes
  }

  /** The statement of a text as it is run here. */
  directly(statement: Statement): DirectStatement {
    return {
      run: async (values) => (await this.#run({ ...statement, values: [...values] })).rows as unknown[],
      send: (values) => this.#send({ ...statement, values: [...values] }),
    }
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    return resultOf<Row>(await this.#run({ text: sql, values: [...parameters] }))
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error('Rows are read in pages here.')
  }

  begin(): void {
    this.#failed = null
    this.#send({ text: 'begin isolation level read committed' })
  }

  /** Throws AbortedTransactionError where the server has rolled back instead: its answer to that is no error. */
  async commit(): Promise<void> {
    const failed = this.#failed
    const { command } = await this.#run({ text: 'commit' })
    if (command !== 'COMMIT') throw new AbortedTransactionError({ cause: failed })
  }

  async rollback(): Promise<void> {
    await this.#run({ text: 'rollback' })
  }

  end(): Promise<void> {
    return this.#client.end()
  }

  async #run(query: pg.QueryConfig<unknown[]>): Promise<pg.QueryResult> {
    try {
      return this.#count(await this.#client.query(this.#renamed(query)))
    } catch (error) {
      throw this.#noteFailure(error)
    }
  }

  #send(query: pg.QueryConfig<unknown[]>): void {
    this.#client.query(this.#renamed(query)).then(
      (result) => this.#count(result),
      (error: unknown) => this.#noteFailure(error),
    )
  }

  #renamed(query: pg.QueryConfig<unknown[]>): pg.QueryConfig<unknown[]> {
    if (query.name === undefined || this.#generation === 0) return query
    return { ...query, name: `${query.name}_${this.#generation}` }
  }

  /** The error that the others follow from. */
  #noteFailure(error: unknown): Error {
    if (this.#failed === null && isPlanStale(error)) this.#generation += 1
    this.#failed ??= asDatabaseError(error)
    return this.#failed
  }

  #count(result: pg.QueryResult): pg.QueryResult {
    if (CHANGING.has(result.command)) this.#changes += result.rowCount ?? 0
    // Back to where all was well, be it the beginning or a savepoint.
    if (result.command === 'ROLLBACK') this.#failed = null
    return result
  }
}

const CHANGING: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE'])
