import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from '../backup/files.ts'
import { STANDBY_STATE_FILE, standbyState, type StandbyState } from '../protocol/standby.ts'

const pathOf = (folder: string): string => join(folder, STANDBY_STATE_FILE)

/** How the standby of a folder stood when it last said so; null where it never did. */
function readState(folder: string): StandbyState | null {
  const path = pathOf(folder)
  if (!existsSync(path)) return null
  try {
    return standbyState.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}

/** Says beside the copies how the standby stands. Returns what takes the changes. */
export function keepState(folder: string, deskId: string | null): (change: Partial<StandbyState>) => void {
  let state: StandbyState = readState(folder) ?? { deskId, currentAt: null, trouble: null }
  return (change) => {
    const next = { ...state, ...change, deskId }
    if (next.currentAt === state.currentAt && next.trouble === state.trouble && existsSync(pathOf(folder)))
      return
    state = next
    try {
      writeWhole(pathOf(folder), JSON.stringify(state))
    } catch {
      // A disk that takes nothing keeps an older word; the copies are what counts.
    }
  }
}

export function removeState(folder: string): void {
  rmSync(pathOf(folder), { force: true })
}
