import type { KnownDesk } from '../protocol/accounts.ts'
import { problem } from '../protocol/errors.ts'
import { findDesk, removeDesk, type DeskRow } from '../store/desks.ts'
import { listFamilies } from '../store/sign-ins.ts'
import type { WriteContext } from '../store/write.ts'
import { changeDeskName, isDeskNameTaken } from './desk-names.ts'
import { endSignIn } from './refresh.ts'
import type { Actor } from '../store/audit-log.ts'

export function shownDesk({ id, name, created_at, last_seen_at }: DeskRow): KnownDesk {
  const iso = (instant: number): string => new Date(instant).toISOString()
  return { id, name, created_at: iso(created_at), last_seen_at: iso(last_seen_at) }
}

/** Takes a desk's credential away for good and ends every sign-in at it. Throws `invalid_message` for an unknown one. */
export async function dismissDesk(context: WriteContext, actor: Actor, id: string): Promise<void> {
  await requireDesk(context, id)
  await removeDesk(context.tx, id, context.now)
  for (const family of await listFamilies(context.tx, { deskId: id })) await endSignIn(context, family)
  context.audit({ actor, action: 'desk_removed', subject: id })
}

/** Gives a desk another name. Throws `invalid_message` for one that another desk has. */
export async function nameDesk(
  context: WriteContext,
  actor: Actor,
  id: string,
  name: string,
): Promise<KnownDesk> {
  const desk = await requireDesk(context, id)
  if (await isDeskNameTaken(context.tx, name, id)) {
    throw problem('desk_name_taken', 'Another desk has this name. Choose another.')
  }
  await changeDeskName(context, actor, desk, name)
  return shownDesk({ ...desk, name })
}

async function requireDesk(context: WriteContext, id: string): Promise<DeskRow> {
  const desk = await findDesk(context.tx, id)
  if (desk && desk.removed_at === null) return desk
  throw problem('desk_unknown', 'There is no such desk.')
}
