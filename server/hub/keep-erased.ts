import { COMMAND_LINE } from '../auth/staff.ts'
import { readErasures, writeErasures, type Erasure } from '../platform/erasures-file.ts'
import { eraseAgain } from '../commands/members/delete-member.ts'
import { listDeleted } from '../store/deleted-members.ts'
import type { NamedEvent } from '../store/event-log.ts'
import type { GroupWriter } from '../store/write.ts'
import type { OpenedStore } from '../store/store.ts'

interface KeepParts {
  database: string
  store: Pick<OpenedStore, 'db'>
  writer: Pick<GroupWriter, 'write' | 'addListener'>
}

/**
 * Before anybody is served, deletes again whom a restored backup has brought back; from then on keeps who is deleted. Where a hub ended
 * between a deletion and the file, the database says it.
 */
export async function keepErased({ database, store, writer }: KeepParts): Promise<void> {
  const kept = new Map(readErasures(database).map((erasure) => [erasure.id, erasure]))
  const add = (erasures: readonly Erasure[]): void => {
    const news = erasures.filter(({ id }) => !kept.has(id))
    if (news.length === 0) return
    try {
      writeErasures(database, [...kept.values(), ...news])
      for (const erasure of news) kept.set(erasure.id, erasure)
    } catch {
      // Where the disk does not take it, others tell of that, and the hub works: the database has it for the next deletion and the next start.
    }
  }
  const deleted = await listDeleted(store.db)
  const known = new Set(deleted.map(({ id }) => id))
  for (const { id } of [...kept.values()].filter((erasure) => !known.has(erasure.id)))
    await writer.write((context) => eraseAgain(context, id, COMMAND_LINE))
  add(deleted)
  writer.addListener({ committed: (events) => add(events.flatMap(erasureOf)) })
}

function erasureOf({ member_id: id, deleted_at: at }: NamedEvent): Erasure[] {
  return id !== null && at !== null ? [{ id, at }] : []
}
