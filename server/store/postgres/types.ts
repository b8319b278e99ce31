import pg from 'pg'

/** Numbers of the types that PostgreSQL has built in. */
const { BOOL, INT2, INT4, INT8, NUMERIC } = pg.types.builtins

/**
 * What comes back is what SQLite gives: whole numbers are numbers, also those of 64 bits and the sums of them, and what is true or
 * false is 1 or 0. For our own connections only: whatever else uses the library in this process keeps its own.
 */
export const SAME_AS_SQLITE: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number) => PARSERS.get(oid) ?? String) as pg.CustomTypesConfig['getTypeParser'],
}

const PARSERS = new Map<number, (text: string) => unknown>([
  [INT2, wholeNumber],
  [INT4, wholeNumber],
  [INT8, wholeNumber],
  [NUMERIC, wholeNumber],
  [BOOL, (text) => (text === 't' ? 1 : 0)],
])

/** Throws where the number has more digits than a number here holds: no instant, count or sum of ours has. */
function wholeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number))
    throw new RangeError(`The database gave ${text}, which is no whole number here.`)
  return number
}
