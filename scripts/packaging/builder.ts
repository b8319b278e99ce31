import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureDesk } from '../ensure-desk.ts'
import { ROOT } from '../project.ts'
import { collectLicences } from './licences.ts'
import { makeSbom } from './sbom.ts'

/** Builds everything that goes into a package. */
export async function preparePackage(): Promise<void> {
  await ensureDesk()
  await collectLicences()
}

/** Runs electron-builder; what it says is on stderr. Returns its exit code. */
export function runBuilder(options: readonly string[]): number {
  const cli = join(ROOT, 'node_modules/electron-builder/cli.js')
  const ran = spawnSync(process.execPath, [cli, ...options], {
    cwd: ROOT,
    stdio: ['ignore', 2, 'inherit'],
  })
  return ran.status ?? 1
}

/** Writes the bill of materials into a folder. */
export function writeSbom(folder: string): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'frontdesk.cdx.json'), `${JSON.stringify(makeSbom(), null, 2)}\n`)
}
