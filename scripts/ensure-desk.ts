import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** What the build reads: when any of it changes, what was built is stale. */
const SOURCES = [
  'electron/**/*.ts',
  'renderer/**/*',
  'server/**/*.ts',
  'resources/demo/*',
  'electron.vite.config.ts',
  'package-lock.json',
]

const STAMP = join(ROOT, 'out/built-from')

/** Builds shell, hub and desk page where they are missing or stale; says so, and what it prints, on stderr. */
export function ensureDesk(): Promise<void> {
  const wanted = fingerprint()
  const isFresh = existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted
  if (isFresh) return Promise.resolve()
  process.stderr.write('Building the desk page …\n')
  const vite = join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js')
  const built = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  })
  if (built.status !== 0) {
    process.stderr.write(`${built.stdout}${built.stderr}\nThe desk page could not be built.\n`)
    process.exit(2)
  }
  mkdirSync(dirname(STAMP), { recursive: true })
  writeFileSync(STAMP, wanted)
  return Promise.resolve()
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const pattern of SOURCES) {
    const files = globSync(pattern, { cwd: ROOT, withFileTypes: true }).filter(
      (entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name),
    )
    for (const entry of files.map((file) => join(file.parentPath, file.name)).sort()) {
      hash.update(entry.slice(ROOT.length)).update(readFileSync(entry))
    }
  }
  return hash.digest('hex')
}
