import { sql, type Compilable, type CompiledQuery, type Kysely, type QueryExecutorProvider } from 'kysely'
import type { Db, Tables } from './database.ts'

/** A limit of one row. As a bound value it would make SQLite plan the statement anew at every run. */
export const ONE = sql.lit(1)

/** Runs a statement at once on the connection that has the open transaction, and returns its rows. */
export type RunAtOnce = (text: string, values: readonly unknown[]) => unknown[]

const atOnce = new WeakMap<object, RunAtOnce>()

/**
 * Lets the queries of this database skip kysely's executor inside transactions: on a database with one connection that
 * answers at once, waiting for a connection costs more than the statement. Outside a transaction they still queue.
 */
export function runAtOnceIn(db: Db, run: RunAtOnce): void {
  atOnce.set(dialectOf(db), run)
}

/** Runs a statement without rows that belongs to the transaction itself, such as a savepoint. */
export async function runInTransaction(tx: Db, statement: CompiledQuery): Promise<void> {
  const run = atOnce.get(dialectOf(tx))
  if (run) run(statement.sql, [])
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

/**
 * A query that is built and compiled once a database and run with new values each time: building one costs seven
 * times what running it does. Works in and outside a transaction; rows come as the query's type says.
 */
export function prepared<Params extends object>() {
  return <Row>(build: (db: Kysely<Tables>, parameter: Parameter<Params>) => Compilable<Row>) => {
    const compiledFor = new WeakMap<object, CompiledQuery<Row>>()
    const compile = (db: Db): CompiledQuery<Row> => {
      const known = compiledFor.get(dialectOf(db))
      if (known) return known
      const compiled = build(db, (name) => new Placeholder(name) as never).compile()
      compiledFor.set(dialectOf(db), compiled)
      return compiled
    }
    return async (db: Db, values: Params): Promise<Row[]> => {
      const compiled = compile(db)
      const parameters = compiled.parameters.map((parameter) =>
        parameter instanceof Placeholder ? values[parameter.name as keyof Params] : parameter,
      )
      const run = db.isTransaction ? atOnce.get(dialectOf(db)) : undefined
      if (run) return run(compiled.sql, parameters) as Row[]
      const { rows } = await db.executeQuery<Row>({ ...compiled, parameters })
      return rows
    }
  }
}

/** One object per opened database, the same in and outside transactions. */
function dialectOf(db: QueryExecutorProvider): object {
  return db.getExecutor().adapter
}
