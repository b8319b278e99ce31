import { MAX_NAME_CHARACTERS } from '../protocol/limits.ts'
import { isSameName } from '../protocol/names.ts'
import type { Actor } from '../store/audit-log.ts'
import type { Db } from '../store/database.ts'
import { listDesks, renameDesk, type DeskRow } from '../store/desks.ts'
import type { WriteContext } from '../store/write.ts'

/** Room for the number behind a name that another desk has already, and its space. */
const NUMBER_CHARACTERS = 5

/** Whether another desk than this one has a name, as people read it. */
export async function isDeskNameTaken(db: Db, name: string, ownId: string | null): Promise<boolean> {
  return (await listDesks(db)).some((desk) => desk.id !== ownId && isSameName(desk.name, name))
}

/** The name that was asked for, or with a number behind it the next one that no other desk has. */
export async function freeDeskName(db: Db, asked: string, ownId: string | null): Promise<string> {
  const others = (await listDesks(db)).filter(({ id }) => id !== ownId)
  const isTaken = (name: string): boolean => others.some((desk) => isSameName(desk.name, name))
  if (!isTaken(asked)) return asked
  const begin = Array.from(asked)
    .slice(0, MAX_NAME_CHARACTERS - NUMBER_CHARACTERS)
    .join('')
  let number = 2
  while (isTaken(`${begin} ${number}`)) number += 1
  return `${begin} ${number}`
}

/** Calls a desk otherwise, with a line in the audit log; as it is called already, nothing is done. */
export async function changeDeskName(
  context: WriteContext,
  actor: Actor,
  desk: Pick<DeskRow, 'id' | 'name'>,
  name: string,
): Promise<void> {
  if (name === desk.name) return
  await renameDesk(context.tx, desk.id, name)
  context.audit({ actor, action: 'desk_renamed', subject: desk.id, details: { name: [desk.name, name] } })
}
