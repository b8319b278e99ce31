import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { secretPath } from '../auth/secret.ts'
import { headPath } from './head.ts'
import { PARTIAL, SIDE_FILES, syncFolder, writeWhole } from './files.ts'

/**
 * Puts a restored database in the place of the present one, all or nothing. The marker is the decision: before it is
 * written nothing has changed, afterwards the rest is done, by this process or, should it end, by the next one that
 * takes the data folder.
 */

const marker = z.object({ aside: z.string().regex(/^[\w.-]+$/) })

const markerPath = (database: string): string => join(dirname(database), 'restore.json')

/** Where a restored database is made ready, in the data folder, so that a rename puts it in its place. */
export function stagingPath(database: string): string {
  return join(dirname(database), `restore${PARTIAL}`, basename(database))
}

/** Decides that the staged database is the one; from here on it will be. `aside` names a new folder for the present one. */
export function decideRestore(database: string, aside: string): void {
  syncFolder(dirname(stagingPath(database)))
  writeWhole(markerPath(database), JSON.stringify({ aside }))
}

/** What is left to do of a restore that was decided; nothing where none was. Every step may be done again. */
export function remainingSteps(database: string): (() => void)[] {
  const folder = dirname(database)
  const staged = stagingPath(database)
  const removeStaging = (): void => rmSync(dirname(staged), { recursive: true, force: true })
  if (!existsSync(markerPath(database))) return existsSync(dirname(staged)) ? [removeStaging] : []
  const { aside } = marker.parse(JSON.parse(readFileSync(markerPath(database), 'utf8')))
  // A log or an index of the old database beside the new one would destroy it: they leave first, whatever they hold. With the secret
  // every token leaves that was ever signed with it, also one that neither database knows of.
  const sides = SIDE_FILES.map((side) => `${database}${side}`)
  const outdated = [headPath(database), ...sides, database, secretPath(folder)]
  const leaving = outdated.map((file) => () => moveAside(file, join(folder, aside)))
  const placing = [() => syncFolder(folder), () => renameSync(staged, database), () => syncFolder(folder)]
  const tidying = [() => rmSync(markerPath(database)), () => syncFolder(folder), removeStaging]
  return existsSync(staged) ? [...leaving, ...placing, ...tidying] : tidying
}

/** Brings a restore that was decided to its end, and removes what is left of one that was not. */
export function completeRestore(database: string): void {
  for (const step of remainingSteps(database)) step()
}

function moveAside(file: string, folder: string): void {
  if (!existsSync(file)) return
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  renameSync(file, join(folder, basename(file)))
  syncFolder(folder)
}
