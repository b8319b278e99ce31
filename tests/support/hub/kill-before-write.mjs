// Loaded with --import: kills the process before its first statement, in whichever database, that with its values matches KILL_BEFORE.
import Sqlite from 'better-sqlite3'
import pg from 'pg'

const fatal = new RegExp(process.env.KILL_BEFORE)

function look(text, values) {
  if (fatal.test(`${text} ${values.join(' ')}`)) process.kill(process.pid, 'SIGKILL')
}

const { query } = pg.Client.prototype
pg.Client.prototype.query = function (config, ...others) {
  look(config.text ?? config, config.values ?? [])
  return query.call(this, config, ...others)
}

const { prepare } = Sqlite.prototype
Sqlite.prototype.prepare = function (text) {
  const statement = prepare.call(this, text)
  for (const name of statement.reader ? ['all'] : ['run']) {
    const act = statement[name]
    statement[name] = function (...values) {
      look(text, values.flat())
      return act.apply(statement, values)
    }
  }
  return statement
}
