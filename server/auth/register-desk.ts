import { HubError } from '../protocol/errors.ts'
import { countDesks, findDeskByToken, insertDesk, noteDeskSeen, type DeskRow } from '../store/desks.ts'
import type { WriteContext } from '../store/write.ts'
import { changeDeskName, freeDeskName } from './desk-names.ts'
import { hashOfSecret, newSecret } from './random.ts'

export interface DeskToRegister {
  deskName?: string | undefined
  /** The credential of a desk that signs in again, which it keeps. */
  deskToken?: string | undefined
}

export interface RegisteredDesk {
  desk: DeskRow
  deskToken: string
}

/** The desk that holds a credential. Throws `forbidden` for one that was removed; undefined for an unknown one. */
export function requireKept(desk: DeskRow | undefined): DeskRow | undefined {
  if (!desk || desk.removed_at === null) return desk
  throw new HubError(
    'forbidden',
    'This desk was removed. A manager can add it again with a new sign-in link.',
  )
}

/**
 * The desk that signs in: the known one by its new name, or a new one with a credential of its own. Where another desk has the name,
 * it gets a number behind it. `personId` is whoever signs in.
 */
export async function registerDesk(
  context: WriteContext,
  newId: () => string,
  asked: DeskToRegister,
  personId: string,
): Promise<RegisteredDesk> {
  const known = asked.deskToken ? await findDeskByToken(context.tx, hashOfSecret(asked.deskToken)) : undefined
  if (known && known.removed_at === null && asked.deskToken) {
    const name = asked.deskName ? await freeDeskName(context.tx, asked.deskName, known.id) : known.name
    await changeDeskName(context, { id: personId, deskId: known.id }, known, name)
    await noteDeskSeen(context.tx, known.id, context.now)
    return { desk: { ...known, name }, deskToken: asked.deskToken }
  }
  const deskToken = newSecret()
  const name = asked.deskName || `Desk ${(await countDesks(context.tx)) + 1}`
  const desk: DeskRow = {
    id: newId(),
    name: await freeDeskName(context.tx, name, null),
    token_hash: hashOfSecret(deskToken),
    created_at: context.now,
    last_seen_at: context.now,
    removed_at: null,
  }
  await insertDesk(context.tx, desk)
  return { desk, deskToken }
}
