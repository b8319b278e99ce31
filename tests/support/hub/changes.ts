import { sha256 } from '../../../server/platform/sha256.ts'
import { realEnvironment } from '../../../server/platform/clock.ts'
import { COMMAND_LINE_CALLER } from '../../../server/auth/caller.ts'
import { changeHandlers } from '../../../server/commands/changes/change-handlers.ts'
import type { Core } from '../../../server/hub/core.ts'
import type { KeptMember, UndonePart } from '../../../server/protocol/changes.ts'

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Lists and takes back what was imported into a core. */
export function changesOf({ store, writer }: Pick<Core, 'store' | 'writer'>) {
  const handlers = changeHandlers({
    ...{ store, writer, newId: realEnvironment.newId, nextTurn },
    fingerprints: { hash: sha256, newSalt: () => 'salt' },
  })
  const all = async (ask: (part: UndonePart | null) => Promise<UndonePart> | UndonePart) => {
    let part: UndonePart | null = null
    const sum = { removed: 0, restored: 0, kept: [] as KeptMember[] }
    do {
      part = await ask(part)
      sum.removed += part.removed
      sum.restored += part.restored
      sum.kept.push(...part.kept)
    } while (part.next !== null)
    return sum
  }
  return {
    list: async () => (await handlers['changes.list']({}, COMMAND_LINE_CALLER)).changes,
    preview: (id: string) =>
      all((part) =>
        handlers['changes.preview']({ id, ...(part?.next && { after: part.next }) }, COMMAND_LINE_CALLER),
      ),
    undo: (id: string) => all(() => handlers['changes.undo']({ id }, COMMAND_LINE_CALLER)),
    /** One answer's part of it. */
    undoSome: (id: string) => handlers['changes.undo']({ id }, COMMAND_LINE_CALLER),
  }
}
