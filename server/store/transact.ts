import {
  DummyDriver,
  SingleConnectionProvider,
  Transaction,
  type DatabaseConnection,
  type Dialect,
  type Kysely,
} from 'kysely'
import type { Tables, Tx } from './database.ts'

/** Does `work` in a transaction of its own, one after the other. Rejects with the error that ended it, and nothing of it stays then. */
export type Transact = <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>

/** Like kysely's own, but with the error that ended it: a failed commit may have rolled back by itself. */
export function transactBy(db: Kysely<Tables>): Transact {
  return async (work) => {
    const tx = await db.startTransaction().execute()
    try {
      const result = await work(tx)
      await tx.commit().execute()
      return result
    } catch (error) {
      await tx
        .rollback()
        .execute()
        .catch(() => undefined)
      throw error
    }
  }
}

/** The statements that a transaction begins and ends with, on a database that does them at once. */
export interface AtOnce {
  begin: () => void
  commit: () => void
  /** Nothing where there is no transaction any more. */
  rollback: () => void
}

/**
 * The same for a database with one connection that answers at once. Kysely makes three objects and a dozen promises for each
 * transaction, which a scan that comes by itself waits for as long as for looking its card up: here one `Tx` serves all of them.
 */
export function transactAtOnce(db: Kysely<Tables>, dialect: Dialect, statements: AtOnce): Transact {
  const executor = db.getExecutor()
  let made: { connection: DatabaseConnection; tx: Tx } | null = null
  const txOn = (connection: DatabaseConnection): Tx => {
    if (made?.connection === connection) return made.tx
    const bound = executor.withConnectionProvider(new SingleConnectionProvider(connection))
    const tx = new Transaction<Tables>({
      config: { dialect },
      dialect,
      driver: new DummyDriver(),
      executor: bound,
    })
    made = { connection, tx }
    return tx
  }
  return (work) =>
    executor.provideConnection(async (connection) => {
      statements.begin()
      try {
        const result = await work(txOn(connection))
        statements.commit()
        return result
      } catch (error) {
        rollBack(statements)
        throw error
      }
    })
}

/** What ended it counts, and not that a database which is ill cannot take it back either. */
function rollBack({ rollback }: AtOnce): void {
  try {
    rollback()
  } catch {
    return
  }
}
