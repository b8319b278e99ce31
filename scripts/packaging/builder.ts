import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureDesk } from '../ensure-desk.ts'
import { ROOT } from '../project.ts'
import { collectLicences } from './licences.ts'
import { makeSbom, missingIn } from './sbom.ts'

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

/** Writes the bill of materials into a folder. Returns what it leaves out. */
export function writeSbom(folder: string): string[] {
  mkdirSync(folder, { recursive: true })
  const bom = makeSbom()
  writeFileSync(join(folder, 'frontdesk.cdx.json'), `${JSON.stringify(bom, null, 2)}\n`)
  return missingIn(bom)
}
