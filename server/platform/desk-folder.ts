import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where the built desk may be, from this file: beside the built hub, or from the sources of a checkout. */
const CANDIDATES = ['../renderer', '../../out/renderer']

/** The folder of the built desk page, or null where it was not built. */
export function deskFolder(): string | null {
  const here = dirname(fileURLToPath(import.meta.url))
  const folders = CANDIDATES.map((candidate) => join(here, candidate))
  return folders.find((folder) => existsSync(join(folder, 'index.html'))) ?? null
}
