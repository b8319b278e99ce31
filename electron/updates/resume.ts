import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { RESUME_WITHIN_MS } from '../limits.ts'

const resumeFile = z.object({ at: z.number(), given: z.array(z.string()) })

const pathIn = (folder: string): string => join(folder, 'resume.json')

/** Keeps what the app was started with over its update: an installer starts the new one with nothing, and a kiosk would be none. */
export function keepGiven(folder: string, given: readonly string[], now: number): void {
  writeFileSync(pathIn(folder), JSON.stringify({ at: now, given }), { mode: 0o600, flush: true })
}

/** What was kept a moment ago, once; null where nothing was. */
export function takeGiven(folder: string, now: number): string[] | null {
  try {
    const { at, given } = resumeFile.parse(JSON.parse(readFileSync(pathIn(folder), 'utf8')))
    return Math.abs(now - at) < RESUME_WITHIN_MS ? given : null
  } catch {
    return null
  } finally {
    rmSync(pathIn(folder), { force: true })
  }
}

/** What an installer starts the new version with, where it says anything. */
const UPDATED = '--updated'

/** True where the app was started with nothing of its own, as after an update. */
export function wasUpdated(given: readonly string[]): boolean {
  return given.every((word) => !word.startsWith('-') || word === UPDATED)
}
