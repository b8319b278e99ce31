import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { takeFolderLock } from '../store/open-lock.ts'
import { SettingError } from './setting-error.ts'

/** What a running hub tells the command line beside it. */
export interface HubFile {
  pid: number
  http: string
  ws: string
  /** Which of the gym's hubs it is, see `term-file`; an older hub does not say. */
  term?: number | undefined
  /** Lets its bearer do everything, from this machine. */
  controlKey: string
}

const hubFile = z.object({
  pid: z.int(),
  http: z.url(),
  ws: z.url(),
  controlKey: z.string().min(32),
  term: z.int().optional(),
})

const paths = (folder: string) => ({
  database: join(folder, 'frontdesk.sqlite'),
  lock: join(folder, 'hub.lock'),
  hub: join(folder, 'hub.json'),
})

export function databasePath(folder: string): string {
  return paths(folder).database
}

/** Where the hub's rotated log files are. */
export function logFolder(folder: string): string {
  return join(folder, 'logs')
}

/** Where files are kept that are sent to the hub, as long as it reads them. */
export function uploadFolder(folder: string): string {
  return join(folder, 'uploads')
}

/** Where the database is copied to before a migration changes it. */
export function copyBeforeMigration(folder: string, migration: string): string {
  return join(folder, `frontdesk.before-${migration}.sqlite`)
}

/** The path, with nothing there any more: a copy that broke off is worth nothing. */
export function freePath(path: string): string {
  rmSync(path, { force: true })
  return path
}

/** Makes the folder where it is not there, for this user only. Throws a SettingError where it cannot be written. */
export function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const probe = join(folder, `.probe-${process.pid}`)
    writeFileSync(probe, '')
    rmSync(probe)
  } catch {
    throw new SettingError(
      `The data folder ${folder} is not writable. Choose another one with --data, or change its permissions.`,
    )
  }
}

/** Bytes that the disk with this folder still has for this user. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

/** Takes the folder for this process, or returns null where a hub has it. Freed when the process ends, however it does. */
export function lockFolder(folder: string): { release: () => void } | null {
  return takeFolderLock(paths(folder).lock)
}

/** Whether a hub or the command line has ever worked on this folder. */
export function hasBeenUsed(folder: string): boolean {
  const { database, lock } = paths(folder)
  return existsSync(database) || existsSync(lock)
}

/** Leaves word of this hub for the command line; readable by this user only. */
export function writeHubFile(folder: string, content: HubFile): void {
  writeFileAtomic.sync(paths(folder).hub, JSON.stringify(content), { mode: 0o600 })
}

export function removeHubFile(folder: string): void {
  rmSync(paths(folder).hub, { force: true })
}

/** Word of the hub that has this folder; throws a SettingError where it has left none yet. */
export function readHubFile(folder: string): HubFile {
  try {
    return hubFile.parse(JSON.parse(readFileSync(paths(folder).hub, 'utf8')))
  } catch {
    throw new SettingError(`A hub has the data folder ${folder} but is not ready yet. Try again in a moment.`)
  }
}
