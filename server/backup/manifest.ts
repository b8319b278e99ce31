import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { writeWhole } from './files.ts'

/** What a backup says about itself, in a small file beside it: what the restored database has to be equal to. */
const manifest = z.object({
  /** The version of the program that took it. */
  app: z.string(),
  takenAt: z.iso.datetime(),
  epoch: z.string(),
  seq: z.int(),
  /** Rows by table. */
  counts: z.record(z.string(), z.int()),
  bytes: z.int(),
  sha256: z.string().length(64),
})

export type Manifest = z.output<typeof manifest>

/** Where the manifest of a backup stands. */
export function manifestPath(backup: string): string {
  return `${backup}.json`
}

/** The manifest of a backup, or null where there is none that can be read. */
export function findManifest(backup: string): Manifest | null {
  try {
    return readManifest(readFileSync(manifestPath(backup), 'utf8'))
  } catch {
    return null
  }
}

/** Throws where the text is no manifest. */
export function readManifest(text: string): Manifest {
  return manifest.parse(JSON.parse(text))
}

export function writeManifest(backup: string, content: Manifest): void {
  writeWhole(manifestPath(backup), `${JSON.stringify(content, null, 2)}\n`)
}
