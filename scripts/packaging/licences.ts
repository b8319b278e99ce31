import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateLicenseFile } from 'generate-license-file'
import { ROOT } from '../project.ts'

/** A package that is built into the desk's page, as the bundler lists it. */
export interface BundledPackage {
  name: string
  version: string
  identifier?: string
  text?: string
}

/** Where the texts are put together; an installed desk has them in `resources/licences`. */
export const LICENCES_FOLDER = join(ROOT, 'out/licences')

/** What is built into the desk's page, without folders of their own. */
export function listBundled(): BundledPackage[] {
  return JSON.parse(readFileSync(join(ROOT, 'out/renderer/licences.json'), 'utf8')) as BundledPackage[]
}

/** Collects the licence texts of all that is shipped: of the hub's packages, and of what is built into the desk's page. */
export async function collectLicences(): Promise<void> {
  mkdirSync(LICENCES_FOLDER, { recursive: true })
  await generateLicenseFile(join(ROOT, 'package.json'), join(LICENCES_FOLDER, 'hub.txt'), {
    lineEnding: 'lf',
  })
  const texts = listBundled().map(textOf)
  writeFileSync(join(LICENCES_FOLDER, 'desk.txt'), texts.join('\n\n-----------\n\n'))
}

function textOf({ name, version, identifier, text }: BundledPackage): string {
  return `${name} ${version} (${identifier ?? 'see below'})\n\n${text ?? ''}`
}
