import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateLicenseFile } from 'generate-license-file'
import { ROOT } from '../project.ts'

/** A package that is built into the hub or the desk's page, as the bundler lists it. */
export interface BundledPackage {
  name: string
  version: string
  identifier?: string
  text?: string
}

/** Where the texts are put together; an installed desk has them in `resources/licences`. */
const LICENCES_FOLDER = join(ROOT, 'out/licences')

/** What is built into the hub, the shell and the desk's page, without folders of their own. */
export function listBundled(): BundledPackage[] {
  const inScripts = ['main', 'renderer'].flatMap(bundledIn)
  const byName = new Map(inScripts.map((each) => [`${each.name}@${each.version}`, each]))
  return [...byName.values(), ...listFonts()]
}

function bundledIn(build: string): BundledPackage[] {
  return JSON.parse(readFileSync(join(ROOT, 'out', build, 'licences.json'), 'utf8')) as BundledPackage[]
}

/** The bundler lists what is in scripts; fonts come in by style sheets. */
function listFonts(): BundledPackage[] {
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>
  }
  const fonts = Object.keys(devDependencies).filter((name) => name.startsWith('@fontsource'))
  return fonts.map((name) => {
    const folder = join(ROOT, 'node_modules', name)
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      version: string
      license: string
    }
    return { name, version, identifier: license, text: readFileSync(join(folder, 'LICENSE'), 'utf8') }
  })
}

/** Collects the licence texts of all that is shipped: of the packages beside the hub, and of what is built in. */
export async function collectLicences(): Promise<void> {
  rmSync(LICENCES_FOLDER, { recursive: true, force: true })
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
