/** Errors of a connection that ended or was never made: the library gives them no code of the server. */
const CONNECTION_CODES = /^(ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_)/

/** The server is not there, or the way to it is broken: what was not acknowledged may be recorded or not. */
export class DatabaseAway extends Error {
  readonly code = 'DATABASE_AWAY'
}

/** The server's own errors as they came; a broken connection as `DatabaseAway`. */
export function asDatabaseError(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error))
  const code = 'code' in error ? String(error.code) : ''
  const isServers = /^[0-9A-Z]{5}$/.test(code)
  if (isServers) return withoutRows(error)
  if (code !== '' && !CONNECTION_CODES.test(code)) return error
  return new DatabaseAway('The database is not there. Start its server, or correct the address.', {
    cause: error,
  })
}

/** The server quotes whole rows, of which no log may have a word. */
function withoutRows(error: Error): Error {
  for (const quoting of ['detail', 'where', 'internalQuery', 'hint']) Reflect.deleteProperty(error, quoting)
  return error
}
