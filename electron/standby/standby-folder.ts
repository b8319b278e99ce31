import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { STANDBY_STATE_FILE, standbyState, type StandbyState } from '../../server/protocol/standby.ts'

/** In the folder while it is a standby's. */
const STANDBY_FILE = 'standby.json'

const standbyFile = z.object({ deskToken: z.string() })

/** A new folder for a copy: never one that another hub's data, or the copy of another day, are in. */
export function newFolderName(userData: string): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? 'standby' : `standby-${number}`
    if (!existsSync(join(userData, name))) return name
  }
}

/** How the standby of a folder stood when it last said so; null where it has said nothing yet. */
export function readStandbyState(folder: string): StandbyState | null {
  try {
    return standbyState.parse(JSON.parse(readFileSync(join(folder, STANDBY_STATE_FILE), 'utf8')))
  } catch {
    return null
  }
}

/** By what right the folder's copy is fetched; null where it keeps none. */
export function readDeskToken(folder: string): string | null {
  try {
    return standbyFile.parse(JSON.parse(readFileSync(join(folder, STANDBY_FILE), 'utf8'))).deskToken
  } catch {
    return null
  }
}

/** Whether the folder keeps a copy; not where it was to, and that did not come about. */
export function isStandby(folder: string): boolean {
  return existsSync(join(folder, STANDBY_FILE))
}

/** Whether a copy was made the hub's data here, whoever did it: its last step is to remove the standby's file. */
export function wasPromoted(folder: string): boolean {
  return !isStandby(folder) && existsSync(join(folder, 'term.json'))
}

export function deleteFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}
