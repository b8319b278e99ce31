import { findChange, listGoing } from '../../store/changes.ts'
import type { Db } from '../../store/database.ts'
import type { GroupWriter } from '../../store/write.ts'
import type { Booker } from '../ledger/book.ts'
import { undoNext } from './undo-change.ts'

interface TakeBackParts {
  write: GroupWriter['write']
  by: Booker
}

/** Members who went back, and how many of them keep something that was touched since. */
export interface TakenBack {
  members: number
  kept: number
}

/** Takes a change back to its end, some members a transaction; null where it has written nothing. `told` is how many went back. */
export async function takeBack(
  { write, by }: TakeBackParts,
  id: string,
  told: (members: number, all: number) => void = () => undefined,
): Promise<TakenBack | null> {
  const change = await write(({ tx }) => findChange(tx, id))
  if (!change) return null
  const taken: TakenBack = { members: 0, kept: 0 }
  for (let isMore = true; isMore;) {
    const part = await write((context) => undoNext(context, id, by), { removesMembers: true })
    taken.members += part.removed + part.restored + part.kept.length
    taken.kept += part.kept.length
    told(taken.members, change.added + change.changed)
    isMore = part.next !== null
  }
  return taken
}

/** Takes back what was broken off, and says what. For whoever has the turn to import: what goes on at their hub or another is not broken. */
export async function takeBackBroken(db: Db, parts: TakeBackParts): Promise<string[]> {
  const broken = await listGoing(db)
  for (const id of broken) await takeBack(parts, id)
  return broken
}
