import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeWhole } from '../backup/files.ts'
import { SettingError } from '../platform/setting-error.ts'

const standbyFile = z.object({
  host: z.string(),
  port: z.int(),
  /** The SHA-256 of the hub's public key, in base 64. */
  pin: z.string(),
  /** The credential of this PC at the hub. */
  deskToken: z.string(),
  /** Which of the hub's desks that is; a folder of before does not say. */
  deskId: z.string().optional(),
})

/** Whose copy a folder keeps, and by what right. While it is there the folder is a standby's and no hub serves from it. */
export type StandbyFile = z.output<typeof standbyFile>

const pathOf = (folder: string): string => join(folder, 'standby.json')

/** Null where the folder is no standby's. */
export function findStandbyFile(folder: string): StandbyFile | null {
  const path = pathOf(folder)
  if (!existsSync(path)) return null
  try {
    return standbyFile.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    throw new SettingError(`${path} is damaged. Begin the standby again in a new folder: hub standby.`)
  }
}

export function writeStandbyFile(folder: string, content: StandbyFile): void {
  writeWhole(pathOf(folder), JSON.stringify(content))
}

/** From here on the folder is a hub's. */
export function removeStandbyFile(folder: string): void {
  rmSync(pathOf(folder))
}

/** Throws a SettingError where the folder keeps another hub's copy. */
export function requireNoStandby(folder: string): void {
  if (findStandbyFile(folder) === null) return
  throw new SettingError(
    `The folder ${folder} keeps a copy of another hub. Where that hub is lost, make this PC the hub first: hub promote --data ${folder}.`,
  )
}
