// Loaded with --import by the negative control: opens the database with synchronous=NORMAL and lets the hub believe that
// it is FULL. The power cuts must then lose what was acknowledged; if they do not, they prove nothing.
import Sqlite from 'better-sqlite3'

const { pragma } = Sqlite.prototype

Sqlite.prototype.pragma = function (source, options) {
  if (source === 'synchronous = FULL') return pragma.call(this, 'synchronous = NORMAL', options)
  if (source === 'synchronous') return 2
  return pragma.call(this, source, options)
}
