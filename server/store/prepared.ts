import {
  sql,
  type Compilable,
  type CompiledQuery,
  type Kysely,
  type QueryExecutorProvider,
  type RawBuilder,
} from 'kysely'
import type { Db, Tables, Tx } from './database.ts'
import { inList, isPostgres, keyList } from './dialect.ts'

/** A limit of one row. As a bound value it would make SQLite plan the statement anew at every run. */
export const ONE = sql.lit(1)

/** A statement on the connection that has the open transaction, without a way round through kysely. */
export interface DirectStatement {
  /** Runs it and gives its rows, at once where the database answers at once. */
  run: (values: readonly unknown[]) => unknown[] | Promise<unknown[]>
  /** Runs it in its turn without waiting for an answer: where it fails, the transaction does, with its commit at the latest. */
  send: (values: readonly unknown[]) => void
}

/** Gives the statement of a text; undefined where it goes through kysely. */
export type PrepareDirectly = (text: string) => DirectStatement | undefined

const direct = new WeakMap<object, PrepareDirectly>()

/**
 * Lets the queries of this database skip kysely's executor inside transactions. There each waits for the one before, and on a database
 * that answers at once that costs more than the statement. Outside a transaction they still queue.
 */
export function runDirectlyIn(db: Db, prepare: PrepareDirectly): void {
  direct.set(dialectOf(db), prepare)
}

/** The rows that a list of keys found, each by its own. */
export function byKey<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row> {
  return new Map(rows.map((row) => [keyOf(row), row]))
}

/** Runs a statement without rows that belongs to the transaction itself, such as a savepoint. */
export async function runInTransaction(tx: Db, statement: CompiledQuery): Promise<void> {
  const prepared = direct.get(dialectOf(tx))?.(statement.sql)
  if (prepared) await prepared.run([])
  else await tx.executeQuery(statement)
}

/** Stands for a value that is not known yet while a query is built. */
class Placeholder {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** For queries that take no values. */
export type NoValues = Readonly<Record<string, never>>

type Parameter<Params> = <Name extends keyof Params & string>(name: Name) => Params[Name]

type Build<Params, Row> = (db: Kysely<Tables>, parameter: Parameter<Params>) => Compilable<Row>

/** A query as it was compiled for one database. */
interface Compiled<Params, Row> {
  query: CompiledQuery<Row>
  valuesOf: (params: Params) => unknown[]
  statement: DirectStatement | undefined
}

/**
 * A query that is built and compiled once a database and run with new values each time: building one costs seven
 * times what running it does. Works in and outside a transaction; rows come as the query's type says.
 */
export function prepared<Params extends object>() {
  return <Row>(build: Build<Params, Row>) => {
    const compile = compiling(build)
    return async (db: Db, params: Params): Promise<Row[]> => {
      const { query, valuesOf, statement } = compile(db)
      const parameters = valuesOf(params)
      if (db.isTransaction && statement) return statement.run(parameters) as Row[] | Promise<Row[]>
      const { rows } = await db.executeQuery<Row>({ ...query, parameters })
      return rows
    }
  }
}

/** What a column is compared with where a query is asked by keys: `where('id', 'in', keys)`. */
type Keys = RawBuilder<string>

/**
 * The same for a query by keys. On a database that answers at once one key by itself is compared as it is: to make a table of a list costs
 * a scan that comes by itself a third of what the query does.
 */
export function preparedByKeys<Params extends object>() {
  return <Row>(build: (db: Kysely<Tables>, keys: Keys, parameter: Parameter<Params>) => Compilable<Row>) => {
    const ofOne = prepared<Params & { key: string }>()((db, value) => {
      return build(db, sql`(${value('key')})`, value)
    })
    const ofMany = prepared<Params & { keys: string }>()((db, value) => {
      return build(db, inList(db, value('keys')), value)
    })
    return (db: Db, keys: readonly string[], params: Params): Promise<Row[]> => {
      const [key = ''] = keys
      return keys.length === 1 && !isPostgres(db)
        ? ofOne(db, { ...params, key })
        : ofMany(db, { ...params, keys: keyList(keys) })
    }
  }
}

/**
 * The same for a statement that writes and whose rows nobody reads. There is no answer to wait for: it is written when the
 * transaction is committed, in its turn, or the commit fails.
 */
export function preparedWrite<Params extends object>() {
  return (build: Build<Params, unknown>) => {
    const compile = compiling(build)
    return (tx: Tx, params: Params): void => {
      const { valuesOf, statement } = compile(tx)
      if (!statement) throw new Error('This database is only read.')
      statement.send(valuesOf(params))
    }
  }
}

/** Writes in a transaction of its own, where there is no writer. */
export async function writeAlone(db: Db, write: (tx: Tx) => void): Promise<void> {
  await db.transaction().execute(async (tx) => {
    write(tx)
    await Promise.resolve()
  })
}

/** Compiles a query at its first run on each database. */
function compiling<Params extends object, Row>(build: Build<Params, Row>) {
  const known = new WeakMap<object, Compiled<Params, Row>>()
  return (db: Db): Compiled<Params, Row> => {
    const dialect = dialectOf(db)
    const found = known.get(dialect)
    if (found) return found
    const query = build(db, (name) => new Placeholder(name) as never).compile()
    const values = query.parameters.map((value) => (value instanceof Placeholder ? value.name : { value }))
    const compiled = {
      query,
      valuesOf: (params: Params) =>
        values.map((value) => (typeof value === 'string' ? params[value as keyof Params] : value.value)),
      statement: direct.get(dialect)?.(query.sql),
    }
    known.set(dialect, compiled)
    return compiled
  }
}

/** One object per opened database, the same in and outside transactions. */
function dialectOf(db: QueryExecutorProvider): object {
  return db.getExecutor().adapter
}
