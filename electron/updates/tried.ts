import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { INSTALL_AGAIN_MS } from '../limits.ts'

const triedFile = z.object({ version: z.string(), at: z.number() })

const pathIn = (folder: string): string => join(folder, 'update-tried.json')

/** Keeps which version is installed now, for the case that this app is still there afterwards. */
export function keepTried(folder: string, version: string, now: number): void {
  writeFileSync(pathIn(folder), JSON.stringify({ version, at: now }), { mode: 0o600, flush: true })
}

/** True where installing this version was tried lately: what failed a moment ago would only end the hub again, all night. */
export function wasTried(folder: string, version: string, now: number): boolean {
  try {
    const tried = triedFile.parse(JSON.parse(readFileSync(pathIn(folder), 'utf8')))
    return tried.version === version && Math.abs(now - tried.at) < INSTALL_AGAIN_MS
  } catch {
    return false
  }
}
