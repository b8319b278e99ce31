import { HubError } from '../../protocol/errors.ts'
import { findChange, listGoing } from '../../store/changes.ts'
import type { OpenedStore } from '../../store/store.ts'
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

/** Of an import of which nothing was heard for so long the hub has ended: it says so three times a minute. */
const SILENT_MS = 5 * 60_000

interface LookParts extends TakeBackParts {
  store: Pick<OpenedStore, 'db'>
  now: () => number
  /** Whether other hubs work on the database. */
  isShared: boolean
}

/**
 * Takes back what was broken off, and says what. Where no other hub works on the database that is whatever goes on; whoever asks has none
 * itself.
 */
export async function takeBackBroken({ store, now, isShared, ...parts }: LookParts): Promise<string[]> {
  const broken = (await listGoing(store.db)).filter(
    ({ going_at }) => !isShared || Math.abs(now() - going_at) > SILENT_MS,
  )
  for (const { id } of broken) await takeBack(parts, id)
  return broken.map(({ id }) => id)
}

/** Throws a HubError where another hub's import goes on, or was broken off and is not known to be. */
export async function requireNoneGoing({ store }: Pick<LookParts, 'store'>): Promise<void> {
  if ((await listGoing(store.db)).length === 0) return
  throw new HubError(
    'rate_limited',
    'Another import goes on. Wait for its end, at most five minutes where its hub has ended.',
  )
}
