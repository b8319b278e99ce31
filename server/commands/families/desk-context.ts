import type { Caller } from '../../auth/caller.ts'
import type { GymSettings } from '../../domain/gym-settings.ts'
import { findDesk } from '../../store/desks.ts'
import type { WriteContext } from '../../store/write.ts'
import { authorityOf } from '../authority.ts'
import type { CommandContext } from '../context.ts'

/** What a command of the desk knows, of whoever has called an operation: it happens now. */
export async function deskContext(
  context: WriteContext,
  { id, role, deskId }: Caller,
  parts: { settings: GymSettings; newId: () => string },
): Promise<CommandContext> {
  const desk = deskId === null ? undefined : await findDesk(context.tx, deskId)
  return {
    ...context,
    ...authorityOf({ subject: id, role }),
    ...parts,
    desk: { id: deskId ?? '', name: desk?.name ?? '' },
    trustsDeskTime: false,
    presence: null,
  }
}
