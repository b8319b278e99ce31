import type Sqlite from 'better-sqlite3'
import type { Client, News } from './client.ts'
import { frameBytes } from './frames.ts'
import type { Command, Visits } from './visits.ts'

interface Waiting {
  client: Client
  command: Command
}

/** All commands of one turn of the event loop: one synced transaction, then one write a client. */
export class Turns {
  readonly #visits: Visits
  readonly #clients: ReadonlySet<Client>
  readonly #commit: (group: readonly Waiting[]) => string[]
  #waiting: Waiting[] = []
  #seq = 0

  constructor(database: Sqlite.Database, visits: Visits, clients: ReadonlySet<Client>) {
    this.#visits = visits
    this.#clients = clients
    this.#commit = database.transaction((group: readonly Waiting[]) => this.#write(group))
  }

  get seq(): number {
    return this.#seq
  }

  add(client: Client, command: Command): void {
    if (this.#waiting.push({ client, command }) === 1) setImmediate(() => this.#end())
  }

  #end(): void {
    const group = this.#waiting
    this.#waiting = []
    const texts = this.#commit(group)
    const news: News = { texts, bytes: frameBytes(texts) }
    for (const client of this.#clients) client.deliver(news)
  }

  /** Does the group's commands, queues their replies, and returns the frames for everyone. */
  #write(group: readonly Waiting[]): string[] {
    const now = Date.now()
    const nowText = new Date(now).toISOString()
    return group.map(({ client, command }) => {
      const isIn = command.type === 'check_in'
      const did = isIn ? this.#visits.checkIn : this.#visits.checkOut
      const payload = `${did(command, now, nowText)},"seq":${++this.#seq}}}`
      const [reply, event] = isIn
        ? ['check_in_success', 'member_checked_in']
        : ['check_out_success', 'member_checked_out']
      client.replies.push(`{"type":"${reply}","requestId":"${command.requestId}","payload":${payload}`)
      return `{"type":"${event}","payload":${payload}`
    })
  }
}
