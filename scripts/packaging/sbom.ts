import { execFileSync } from 'node:child_process'
import { ROOT } from '../project.ts'
import { listBundled } from './licences.ts'
import { listShippedPackages } from './shipped-packages.ts'

interface Component {
  name: string
  version: string
  'bom-ref': string
}

interface Bom {
  components: Component[]
  dependencies: { ref: string; dependsOn?: string[] }[]
  metadata: { component: Component }
}

/** What is shipped: the hub's packages by folders, and what is built into the page. */
function listShipped(): string[] {
  return [...listShippedPackages(), ...listBundled()].map(({ name, version }) => `${name}@${version}`)
}

/** What a bill of materials leaves out, by name and version. Packages for one system only may be missing. */
export function missingIn({ components }: Bom): string[] {
  const named = new Set(components.map(({ name, version }) => `${name}@${version}`))
  const optional = listShippedPackages().filter(({ isOptional }) => isOptional)
  const mayMiss = new Set(optional.map(({ name, version }) => `${name}@${version}`))
  return listShipped().filter((each) => !named.has(each) && !mayMiss.has(each))
}

/**
 * The bill of materials of a package, in CycloneDX: npm's own, without the developers' tools. The hub's packages, those built
 * into the page, and Electron.
 */
export function makeSbom(): Bom {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const said = execFileSync(npm, ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'], {
    cwd: ROOT,
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  })
  const bom = JSON.parse(said.toString()) as Bom
  const shipped = new Set(listShipped())
  const isShipped = ({ name, version }: Component): boolean =>
    shipped.has(`${name}@${version}`) || name === 'electron'
  const components = bom.components.filter(isShipped)
  const refs = new Set([...components, bom.metadata.component].map((component) => component['bom-ref']))
  const dependencies = bom.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((each) => refs.has(each)) }))
  return { ...bom, components, dependencies }
}
