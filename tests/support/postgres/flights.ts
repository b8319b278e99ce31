import pg from 'pg'

interface Transaction {
  /** The last flight of which an answer came back. */
  answered: number
}

/**
 * Counts the flights of each group that is written from now on: how often it waits for the way to the server and back, its commit
 * included. What is sent before an answer came back is of the same flight, however many statements it is.
 */
export function watchFlights(): { flights: number[]; stop: () => void } {
  const flights: number[] = []
  const open = new WeakMap<object, Transaction>()
  const client = pg.Client.prototype as unknown as Asking
  const { query } = client
  client.query = function (asked) {
    const text = typeof asked === 'string' ? asked : asked.text
    if (text.startsWith('begin')) open.set(this, { answered: 0 })
    const transaction = open.get(this)
    const answer = query.call(this, asked)
    if (!transaction) return answer
    const flight = transaction.answered + 1
    if (text === 'commit') {
      flights.push(flight)
      open.delete(this)
    }
    return answer.finally(() => (transaction.answered = Math.max(transaction.answered, flight)))
  }
  return { flights, stop: () => void (client.query = query) }
}

/** A connection as we ask it. */
interface Asking {
  query: (this: object, asked: string | { text: string }) => Promise<unknown>
}
