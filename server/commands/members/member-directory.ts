import type { MemberDirectory } from './search-members.ts'
import type { Environment } from '../../platform/clock.ts'
import { MemberIndex } from '../../domain/search/member-index.ts'
import type { Logger } from '../../observe/logger.ts'
import type { Db } from '../../store/database.ts'
import { listInside, noteAllMembers, takeChangedMembers } from '../../store/changed-members.ts'
import type { NamedEvent } from '../../store/event-log.ts'
import type { OpenedStore } from '../../store/store.ts'

/** How often changes are looked for that no search has asked for: an import's thousands do not wait for one. */
const LOOK_EVERY_MS = 1_000

export interface LiveDirectory extends MemberDirectory {
  /** Told after each commit what became history: who is inside is found first. */
  committed: (events: readonly NamedEvent[]) => void
  stop: () => void
}

interface DirectoryParts {
  store: Pick<OpenedStore, 'db'>
  environment: Pick<Environment, 'every' | 'setImmediate'>
  log: Logger
}

/**
 * The names of all members in memory, read a few hundred at a time between the commands of the desks: at the start, after
 * the store was opened anew, and whenever some have changed. A search sees every change that was committed before it, but
 * those of an import that is still going on.
 */
export function createMemberDirectory({ store, environment, log }: DirectoryParts): LiveDirectory {
  const index = new MemberIndex()
  let readFrom: Db | null = null
  let reading: Promise<void> | null = null
  /** What happened while it is read who is inside: that may be read before or after it. Else null. */
  let meanwhile: NamedEvent[] | null = null

  const committed = (events: readonly NamedEvent[]): void => {
    meanwhile?.push(...events)
    for (const { type, member_id } of events) {
      if (member_id === null) continue
      if (type === 'member_checked_in') index.markInside(member_id, true)
      if (type === 'member_checked_out') index.markInside(member_id, false)
    }
  }
  const begin = async (db: Db): Promise<void> => {
    await noteAllMembers(db)
    const since = (meanwhile = [] as NamedEvent[])
    index.setInside(await listInside(db))
    meanwhile = null
    committed(since)
    readFrom = db
  }
  const takeSome = async (): Promise<boolean> => {
    const { members, gone } = await takeChangedMembers(store.db)
    for (const id of gone) index.remove(id)
    for (const member of members) index.put(member)
    return members.length + gone.length > 0
  }
  const readAll = async (): Promise<void> => {
    if (store.db !== readFrom) await begin(store.db)
    while (await takeSome()) await new Promise<void>((done) => void environment.setImmediate(done))
  }
  /** One at a time; after an error the next look begins anew. */
  const look = (): Promise<void> => {
    reading ??= readAll()
      .catch((error: unknown) => {
        readFrom = null
        log.debug({ err: error }, 'reading the members failed')
      })
      .finally(() => (reading = null))
    return reading
  }

  const stop = environment.every(LOOK_EVERY_MS, () => void look())
  const isRead = look()
  return {
    async find(query, limit) {
      await isRead
      if (reading === null) await (store.db === readFrom ? takeSome() : look())
      return index.search(query, limit)
    },
    committed,
    stop,
  }
}
