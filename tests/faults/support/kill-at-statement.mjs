// Loaded with --import: kills the process before its n-th statement that changes the schema, as KILL_AT says.
import Sqlite from 'better-sqlite3'

let left = Number(process.env.KILL_AT)
const { prepare } = Sqlite.prototype

Sqlite.prototype.prepare = function (text) {
  const statement = prepare.call(this, text)
  if (!/^\s*(create|alter|drop|insert into "kysely_migration")/i.test(text)) return statement
  const { run } = statement
  statement.run = function (...values) {
    left -= 1
    if (left === 0) process.kill(process.pid, 'SIGKILL')
    return run.apply(statement, values)
  }
  return statement
}
