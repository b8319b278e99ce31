import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Installing a browser with its libraries takes a minute on a slow line. */
const INSTALL_PATIENCE_MS = 5 * 60_000

/** A program's path; on Debian as root it is installed where it is missing. Null where it cannot be had. */
export function findProgram(name: string, debianPackage = name): string | null {
  return installedProgram([name]) ?? (installOnDebian(debianPackage) ? installedProgram([name]) : null)
}

/** The path of the first of these programs that is there; null where none is. */
export function installedProgram(names: readonly string[]): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync) ?? null
}

function installOnDebian(name: string): boolean {
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) return false
  process.stderr.write(`Installing ${name} for the tests …\n`)
  const run = (args: string[]) =>
    spawnSync('apt-get', args, {
      stdio: 'ignore',
      timeout: INSTALL_PATIENCE_MS,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  return run(['install', '-y', '-q', name]) || (run(['update', '-q']) && run(['install', '-y', '-q', name]))
}
